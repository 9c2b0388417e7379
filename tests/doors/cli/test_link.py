import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.methods.linkage.sample import BOARD, HOSPITAL, WATCH

from holdfast.doors.cli.link import command
from holdfast.kernel.errors import HoldfastError
from holdfast.methods.linkage.decisions import read_decisions
from holdfast.methods.linkage.errors import SparkError

_MARKER = "Zyxwarin"


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    paths = []
    for name, text in {"watch": WATCH, "hospital": HOSPITAL, "board": BOARD}.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


def _run(arguments: list[str], **more: object):
    return CliRunner().invoke(command, arguments, standalone_mode=False, **more)  # type: ignore[arg-type]


def test_lists_are_linked_and_the_danger_is_said(lists: list[str], tmp_path: Path) -> None:
    result = _run([*lists, "-o", str(tmp_path / "out"), "--draws", "2"])
    assert result.exception is None, result.exception
    assert "danger" in result.stderr
    assert "People, as a machine sees it: " in result.stdout
    assert (tmp_path / "out" / "linked.csv").exists()
    assert "Orlaev" not in result.output


def test_the_summary_is_json(lists: list[str], tmp_path: Path) -> None:
    result = _run([*lists, "-o", str(tmp_path / "out"), "--json", "--quiet", "--draws", "0"])
    assert json.loads(result.stdout)["format"] == "holdfast-link/1"


def test_names_in_the_output_are_a_danger_that_is_said(lists: list[str], tmp_path: Path) -> None:
    result = _run([*lists, "-o", str(tmp_path / "out"), "--with-names", "--draws", "0"])
    assert "--with-names" in result.stderr
    assert "Orlaev" in (tmp_path / "out" / "linked.csv").read_text()


def test_an_earlier_run_gives_its_identifiers_and_decisions(
    lists: list[str], tmp_path: Path
) -> None:
    _run([*lists, "-o", str(tmp_path / "one"), "--review", "--reviewer", "AB"], input="yq")
    result = _run(
        [*lists, "-o", str(tmp_path / "two"), "--previous", str(tmp_path / "one"), "--json"]
    )
    made = json.loads(result.stdout)
    assert made["identifiers"]["new"] == 0
    assert made["decisions"] == 1


def test_a_review_needs_a_reviewer(lists: list[str], tmp_path: Path) -> None:
    result = _run([*lists, "-o", str(tmp_path / "out"), "--review"])
    assert "--reviewer" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_answers_are_kept_without_names_and_an_unfinished_review_is_no_loss(
    lists: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = _run(
        [*lists, "-o", str(out), "--review", "--reviewer", "AB", "--draws", "0"], input="yn?q"
    )
    assert result.exception is None, result.exception
    assert [d.reviewer for d in read_decisions(out / "decisions.csv")] == ["AB"] * 3
    assert "orlaev" not in (out / "decisions.csv").read_text().lower()


def test_settings_are_read_and_bad_ones_refused(lists: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("treshold: 0.5\n")
    result = _run([*lists, "-o", str(tmp_path / "out"), "--settings", str(tmp_path / "bad.yaml")])
    assert isinstance(result.exception, HoldfastError)
    assert not (tmp_path / "out").exists()


_PROGRAM = """
import sys
from holdfast.doors.cli.link import command
command(["-", "-o", sys.argv[1], "--quiet", "--draws", "5"], standalone_mode=False)
"""
_LEAK = """
import sys, tempfile, time
with tempfile.TemporaryFile() as file:
    file.write(sys.stdin.buffer.read()); file.flush(); time.sleep(0.5)
"""


def _files_written(program: str, rows: str, tmp_path: Path) -> set[str]:
    """Every regular file that a process has open for writing while it links `rows`."""
    source = Path(__file__).parents[3] / "src"
    environment = {
        "PYTHONPATH": str(source), "TMPDIR": str(tmp_path / "tmp"), "HOME": str(tmp_path),
        "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(tmp_path),
    }  # fmt: skip
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "out")],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(rows.encode())
    process.stdin.close()
    seen: set[str] = set()
    while process.poll() is None:
        seen |= _open_for_writing(process.pid)
        time.sleep(0.002)
    assert process.returncode == 0
    return seen


def _open_for_writing(pid: int) -> set[str]:
    found = set()
    for entry in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            flags = int(
                Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text().split("flags:")[1].split()[0],
                8,
            )
            if flags & (os.O_WRONLY | os.O_RDWR) and stat.S_ISREG(entry.stat().st_mode):
                found.add(str(entry.readlink()))
        except (OSError, IndexError):
            continue
    return found


def _rows_with_marker() -> str:
    families = [f"{_MARKER}{letter}ov" for letter in "abcdefghij"]
    return "name,born\n" + "".join(f"Ruslan {f},{1950 + n}\n" for n in range(25) for f in families)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_copy_of_a_name_is_written_anywhere(tmp_path: Path) -> None:
    written = _files_written(_PROGRAM, _rows_with_marker(), tmp_path)
    assert all(name.startswith(str(tmp_path / "out")) for name in written), written
    marks = [_MARKER.lower().encode(), _MARKER.lower().encode("utf-16-le")]
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        content = path.read_bytes().lower()
        assert not any(mark in content for mark in marks), path
    assert not any((tmp_path / "tmp").iterdir())


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_the_watch_over_written_files_catches_a_leak(tmp_path: Path) -> None:
    written = _files_written(_LEAK, _rows_with_marker(), tmp_path)
    assert any(name.startswith(str(tmp_path / "tmp")) for name in written)


def test_a_cluster_is_an_address_and_belongs_to_spark(lists: list[str], tmp_path: Path) -> None:
    out = ["-o", str(tmp_path / "out")]
    stray = _run([*lists, *out, "--master", "spark://host:7077"])
    assert "needs --engine spark" in str(stray.exception)
    wrong = _run([*lists, *out, "--engine", "spark", "--master", "host"])
    assert "no address of a Spark cluster" in str(wrong.exception)
    assert not (tmp_path / "out").exists()


def test_names_are_not_sent_to_other_machines_in_clear(
    lists: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refused(*_: object, master: str) -> None:
        asked.append(master)
        raise SparkError("The wire to this cluster is not encrypted.")

    monkeypatch.setattr("holdfast.doors.cli.link.scored_on_spark", refused)
    for more, master in (([], "local[3]"), (["--master", "spark://h:1"], "spark://h:1")):
        given = [*lists, "-o", str(tmp_path / "out"), "--engine", "spark", "--workers", "3", *more]
        assert isinstance(_run(given).exception, SparkError)
        assert asked[-1] == master
    assert not (tmp_path / "out").exists()
