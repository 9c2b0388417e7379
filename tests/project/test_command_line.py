from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from holdfast.apps.accounts.gate import Gate
from holdfast.project.command_line import RealPremises, main
from holdfast.project.errors import NoSiteError
from holdfast.vault.passphrase import PRODUCTION


def holdfast(*words, typed="", data=None):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "src"}
    if data is not None:
        environment["HOLDFAST_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "holdfast", *words],
        input=typed,
        capture_output=True,
        text=True,
        env=environment,
    )


def test_a_real_site_is_made_opened_and_refused_in_a_process_of_its_own(tmp_path):
    folder = tmp_path / "site"
    made = holdfast("site", "init", "--data", str(folder), typed="Nadia Orlova\n")
    assert made.returncode == 0, made.stderr
    status = holdfast("site", "status", data=folder)
    assert "First keyholder: there" in status.stdout, status.stderr
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Nadia" not in content
            passphrase = made.stdout.split("Your passphrase:")[1].split("\n")[0].strip()
            assert passphrase.encode() not in content


def test_a_folder_without_a_site_is_refused_in_words(tmp_path):
    refused = holdfast("member", "list", "--data", str(tmp_path))
    assert refused.returncode == 2
    assert "no site here" in refused.stderr
    assert list(tmp_path.iterdir()) == []


STAND = """
import sys
from pathlib import Path
from holdfast.project.command_line import RealPremises
from holdfast.project.errors import LostStoreError
folder, act = Path(sys.argv[1]), sys.argv[2]
if act == "begin":
    RealPremises().begin(folder)
    RealPremises().finish(folder)
    sys.exit()
try:
    RealPremises().bring_in(folder, lacking=tuple(sys.argv[3:]))
except LostStoreError as error:
    print(error.code)
"""


def standing(folder, *words):
    done = subprocess.run(
        [sys.executable, "-c", STAND, str(folder), *words],
        capture_output=True, text=True, env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_stores_that_older_copies_lack_are_made_and_one_that_was_lost_is_not(tmp_path):
    folder, stores = tmp_path / "site", ("intake", "watch")
    standing(folder, "begin")
    for own in stores:
        shutil.rmtree(folder / own)
    assert standing(folder, "bring_in") == "site.lost_store"
    for name in ("bodies", "keystore"):
        with closing(sqlite3.connect(folder / f"{name}.sqlite3")) as store, store:
            store.execute("DELETE FROM django_migrations WHERE app IN ('intake', 'watch')")
    assert standing(folder, "bring_in", *stores) == ""
    for own in stores:
        with closing(sqlite3.connect(folder / own / f"{own}.sqlite3")) as store:
            assert store.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 4
    assert standing(folder, "bring_in") == ""


def test_the_folder_of_no_site_is_not_shared(tmp_path):
    with pytest.raises(NoSiteError):
        RealPremises().share_line(tmp_path, "nogroup")
    assert list(tmp_path.iterdir()) == []


def test_no_folder_at_all_is_refused(monkeypatch):
    monkeypatch.delenv("HOLDFAST_DATA", raising=False)
    with pytest.raises(NoSiteError):
        RealPremises().folder(None)


def test_a_real_log_in_costs_what_production_asks():
    gate = RealPremises().gate()
    assert isinstance(gate, Gate)
    assert gate.cost == PRODUCTION


def test_main_leaves_with_an_exit_code():
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
