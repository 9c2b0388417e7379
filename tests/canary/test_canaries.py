"""A seized disk says nothing: markers in every field, and a search of every byte that was written.

What it looks at: the data folder (stores, -wal, -shm, files, weekly keys), the temporary folder,
standard output and error and the log, of a process that ends like a power cut. What it does not
see: files that a C library opens by itself. SQLite is the only one here that does; its folder is
searched, and it is told to keep temporary tables in memory.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.canary.markers import EVERYTHING, MARKERS, forms, hits_in, sealable_kinds, search

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[2]
ELSEWHERE = Path("/dev/shm/holdfast-canary-elsewhere")
PLACE_OF = {  # the name of the file that each leak ends in
    "index": "bodies.sqlite3", "log": "log", "file": "spool-file", "gzip": "spool-gzip",
    "utf-16": "spool-utf-16", "hex": "spool-hex", "base64": "spool-base64",
}  # fmt: skip
HARMLESS = ("/dev/null", ":memory:", "/dev/urandom")


@dataclass
class Life:
    hits: dict[str, set[tuple[str, str]]]
    astray: list[str]
    processes: list[str]
    left: set[str]


def lived(*leaks: str) -> Life:
    """A site's life in a process of its own, and what was found of it afterwards."""
    with stage.folder() as folder:
        for name in ("site", "tmp", "out"):
            (folder / name).mkdir()
        with (folder / "out" / "log").open("wb") as log:
            words = [str(folder / "site"), str(folder / "trace.json"), *leaks]
            environment = {
                "PATH": "/usr/bin",
                "PYTHONPATH": "src",
                "TMPDIR": str(folder / "tmp"),
                "HOME": str(folder / "tmp"),
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            done = subprocess.run(
                [sys.executable, "-m", "tests.canary.life", *words],
                cwd=REPOSITORY,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        told = (folder / "out" / "log").read_text("utf-8", "replace")
        assert done.returncode == 0, told
        seen = json.loads((folder / "trace.json").read_text("utf-8"))
        places = [folder / name for name in ("site", "tmp", "out")]
        astray = [
            p for p in seen["written"] if not _is_watched(p, [*places, folder / "trace.json"])
        ]
        left = {path.name for name in ("site", "out") for path in (folder / name).iterdir()}
        return Life(search(places), astray, seen["processes"], left)


def _is_watched(path: str, places: list[Path]) -> bool:
    whole = os.path.realpath(path.removeprefix("file:").split("?")[0])
    return path in HARMLESS or any(whole.startswith(str(place)) for place in places)


@pytest.fixture(scope="module")
def life() -> Life:
    return lived()


@pytest.fixture(scope="module")
def leaking() -> Life:
    """The life of a build that leaks in every way at once, each into a place of its own."""
    try:
        return lived(*PLACE_OF, "elsewhere")
    finally:
        ELSEWHERE.unlink(missing_ok=True)


def test_no_marker_stands_anywhere_in_any_form(life: Life) -> None:
    assert life.hits == {}


def test_every_path_that_was_written_was_searched_and_no_process_was_started(life: Life) -> None:
    assert life.astray == []
    assert life.processes == []


def test_the_copies_were_searched_too_and_a_leak_into_the_store_is_found_in_them(
    life: Life, leaking: Life
) -> None:
    assert {"bodies", "keys"} <= life.left
    assert found_in("bodies", leaking) == set(MARKERS)


def test_the_log_and_the_shared_memory_of_the_stores_were_searched_as_they_stood(
    life: Life,
) -> None:
    assert {"bodies.sqlite3-wal", "bodies.sqlite3-shm", "epoch", "files"} <= life.left


def found_in(place: str, life: Life) -> set[str]:
    """The markers that were found in the file of this name, or in a log of SQLite beside it."""
    names = {place, f"{place}-wal"}
    return {
        name for path, hits in life.hits.items() if Path(path).name in names for name, _ in hits
    }


@pytest.mark.parametrize("way", PLACE_OF)
def test_a_build_that_leaks_is_found_out(way: str, leaking: Life) -> None:
    assert found_in(PLACE_OF[way], leaking) == set(MARKERS)


def test_a_build_that_writes_elsewhere_is_found_out(leaking: Life) -> None:
    assert leaking.astray == [str(ELSEWHERE)]


@pytest.mark.parametrize("marker", MARKERS.values())
def test_a_marker_is_found_in_every_form_it_can_hide_in(marker: str) -> None:
    for form in forms(marker).values():
        assert hits_in(b"before" + form + b"after")
    packed = gzip.compress(b"before " + marker.encode() + b" after")
    assert hits_in(b"\x1f\x8b\x08 nothing" + packed + b"rest")
    assert not hits_in(b"nothing of it")


def test_every_kind_of_record_is_planted() -> None:
    kinds = {kind.KIND for kind in sealable_kinds()}
    assert {"keyring.event", "archive.testimony", "casework.identity", "intake.caller"} <= kinds
    assert EVERYTHING
