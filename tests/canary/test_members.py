"""No name, passphrase, sheet, code, cookie or key of a member stands anywhere on a seized disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.canary.markers import forms, search

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[2]


def lived(*leaks: str) -> tuple[dict, list[str], int]:
    """Markers found, secrets found, and how many secrets there were, after members' lives."""
    with stage.folder() as folder:
        for name in ("site", "tmp", "out"):
            (folder / name).mkdir()
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": "src",
            "TMPDIR": str(folder / "tmp"),
        }
        with (folder / "out" / "log").open("wb") as log:
            done = subprocess.run(
                [sys.executable, "-m", "tests.canary.members_life", str(folder / "site"), str(folder / "trace"), *leaks],
                cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        assert done.returncode == 0, (folder / "out" / "log").read_text("utf-8", "replace")
        secrets = json.loads((folder / "trace").read_text("utf-8"))
        places = [folder / name for name in ("site", "tmp", "out")]
        files = [path for place in places for path in place.rglob("*") if path.is_file()]
        everything = b"\x00".join(path.read_bytes() for path in files)
        found = [t for t in secrets["text"] if any(f in everything for f in forms(t).values())]
        for secret in map(bytes.fromhex, secrets["bytes"]):
            shapes = (secret, secret.hex().encode(), b64encode(secret)[:-4])
            found += [secret.hex()] * any(shape in everything for shape in shapes)
        return search(places), found, len(secrets["text"]) + len(secrets["bytes"])


def test_no_name_and_no_secret_of_a_member_stands_anywhere() -> None:
    markers, secrets, drawn = lived()
    assert markers == {}
    assert secrets == []
    assert drawn > 20


@pytest.mark.parametrize("leak", ["typed"])
def test_a_build_that_logs_what_was_typed_is_found_out(leak: str) -> None:
    _, secrets, _ = lived(leak)
    assert len(secrets) > 5
