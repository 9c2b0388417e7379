"""The house as failing tests, beside the import contracts in pyproject.toml."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import click
import pytest

from holdfast.doors.cli.main import cli

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "holdfast"
_FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}


def _modules() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if path.name != "__init__.py")


def _has_functions(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_a_module_with_functions_has_its_mirror_test(path: Path) -> None:
    if path.name == "__main__.py" or not _has_functions(path):
        return
    mirror = ROOT / "tests" / path.relative_to(SRC).with_name(f"test_{path.name}")
    assert mirror.exists(), f"{path.relative_to(ROOT)} has no {mirror.relative_to(ROOT)}"


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert path.stem not in _FORBIDDEN_NAMES


def test_public_functions_of_vault_and_methods_have_docstrings() -> None:
    bare = []
    for path in [*SRC.glob("vault/**/*.py"), *SRC.glob("methods/**/*.py")]:
        for node in ast.parse(path.read_text("utf-8")).body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                bare.append(f"{path.relative_to(SRC)}:{node.lineno} {node.name}")
    assert not bare


def _commands() -> list[tuple[str, click.Command]]:
    """Every command, and every subcommand of a group, by the words one types."""
    context = click.Context(cli)
    found, waiting = (
        [],
        [(name, cli.get_command(context, name)) for name in cli.list_commands(context)],
    )
    while waiting:
        name, command = waiting.pop(0)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            waiting += [(f"{name} {sub}", inner) for sub, inner in command.commands.items()]
    return found


@pytest.mark.parametrize(
    ("name", "command"), _commands(), ids=lambda x: x if isinstance(x, str) else ""
)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    guide = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs" / "guide").glob("*.md"))
    assert f"holdfast {name}" in guide
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert re.search(rf"`{re.escape(option)}\b", guide), f"{name} {option}"


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    bad = re.compile(r"/root/|file:///opt|--(extra-)?index-url\s+http")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            assert not bad.search(path.read_text("utf-8", errors="ignore")), name
