"""Nothing that is sent to the desk's pages stands anywhere on a disk, in a log or in an output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.canary.markers import MARKERS, search

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[2]


def lived(*leaks: str) -> set[str]:
    """The markers that are found after a life of the desk in a process of its own."""
    with stage.folder() as folder:
        for name in ("tmp", "out"):
            (folder / name).mkdir()
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": "src", "TMPDIR": str(folder / "tmp"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        words = [sys.executable, "-m", "tests.canary.desk_life", str(folder / "site"), *leaks]
        with (folder / "out" / "log").open("wb") as log:
            done = subprocess.run(
                words, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        assert done.returncode == 0, (folder / "out" / "log").read_text("utf-8", "replace")
        hits = search([folder / name for name in ("site", "tmp", "out")])
        return {name for found in hits.values() for name, _ in found}


@pytest.mark.parametrize(("leaks", "found"), [((), set()), (("spool",), set(MARKERS))])
def test_nothing_that_is_sent_to_the_desk_stands_anywhere_but_in_a_build_that_leaks(
    leaks: tuple[str, ...], found: set[str]
) -> None:
    assert lived(*leaks) == found
