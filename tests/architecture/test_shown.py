"""No `repr` shows a secret: it would stand in logs, traces and the pages of a debugger."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
from pathlib import Path

import pytest
from tests.apps import stage

stage.prepare()

ROOT = Path(__file__).parents[2] / "src"
ROOMS = ("vault", "apps/accounts", "apps/keyring", "apps/ledger")
SECRET = re.compile(
    r"\b(\w*Key|Root|Passphrase|KeyFile|Plaintext|\w+Private|TrusteeSecret|UnitKeys|OpenKey)\b"
)
PUBLIC = {"PrimaryKey", "PublicKey", "VerifierKey"}


def modules() -> list[str]:
    found = [path for room in ROOMS for path in sorted((ROOT / "holdfast" / room).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]
    return [n for n in names if "migrations" not in n and not n.endswith("__init__")]


def shown_fields(kind: type) -> list[str]:
    """The fields of a dataclass that its `repr` shows and whose type is a secret's."""
    if "__repr__" in vars(kind) and not hasattr(vars(kind)["__repr__"], "__wrapped__"):
        return []
    return [
        field.name
        for field in dataclasses.fields(kind)
        if field.repr and set(SECRET.findall(str(field.type))) - PUBLIC
    ]


@pytest.mark.parametrize("name", modules())
def test_no_dataclass_shows_a_secret(name: str) -> None:
    module = importlib.import_module(name)
    ours = [c for _, c in inspect.getmembers(module, inspect.isclass) if c.__module__ == name]
    shown = {c.__name__: shown_fields(c) for c in ours if dataclasses.is_dataclass(c)}
    assert not any(shown.values()), shown


def test_a_dataclass_that_shows_one_is_found_out() -> None:
    @dataclasses.dataclass
    class Careless:
        key: UnitKey  # noqa: F821  (only its name is read)

    assert shown_fields(Careless) == ["key"]
