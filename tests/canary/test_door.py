"""Nothing that somebody outside sends stands anywhere in clear: not on the disk, not in a log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.canary.markers import MARKERS, forms, search

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[2]


def lived(*leaks: str) -> tuple[dict, list[str], int]:
    """Markers found, secrets of the contact found, and how many secrets there were."""
    with stage.folder() as folder:
        for name in ("site", "tmp", "out"):
            (folder / name).mkdir()
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": "src", "TMPDIR": str(folder / "tmp"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        words = [str(folder / "site"), str(folder / "trace"), *leaks]
        with (folder / "out" / "log").open("wb") as log:
            done = subprocess.run(
                [sys.executable, "-m", "tests.canary.door_life", *words],
                cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        assert done.returncode == 0, (folder / "out" / "log").read_text("utf-8", "replace")
        secrets = json.loads((folder / "trace").read_text("utf-8"))
        places = [folder / name for name in ("site", "tmp", "out")]
        files = [path for place in places for path in place.rglob("*") if path.is_file()]
        everything = b"\x00".join(path.read_bytes() for path in files)
        found = [s for s in secrets if any(form in everything for form in forms(s).values())]
        return search(places), found, len(secrets)


def test_nothing_that_was_sent_and_no_code_stands_anywhere() -> None:
    markers, secrets, drawn = lived()
    assert markers == {}
    assert secrets == []
    assert drawn >= 8


@pytest.fixture(scope="module")
def leaking() -> dict[str, set[tuple[str, str]]]:
    """What is found of a door that leaks in both ways, by the name of the file it stands in."""
    return lived("log", "spool")[0]


@pytest.mark.parametrize("way", ["log", "spool"])
def test_a_door_that_leaks_is_found_out(way: str, leaking: dict) -> None:
    assert {name for name, _ in leaking[way]} == set(MARKERS)
