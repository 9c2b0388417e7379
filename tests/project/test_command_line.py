from __future__ import annotations

import os
import subprocess
import sys

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
