"""A site is lost and comes back, typed as an operator types it, in processes of their own."""

import grp
import os
import subprocess
import sys
import time
from pathlib import Path

HOUR = 3600


def holdfast(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "src"}
    command = [sys.executable, "-m", "holdfast", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment)


def test_a_lost_site_comes_back_into_an_empty_folder_far_within_the_hour(tmp_path: Path) -> None:
    site, weekly = tmp_path / "site", tmp_path / "weekly"
    made = holdfast("site", "init", "--data", str(site), typed="Nadia Orlova\n")
    passphrase = made.stdout.split("Your passphrase:")[1].splitlines()[0].strip()
    alias = made.stdout.split("Your alias:")[1].splitlines()[0].strip()
    copies = ("--bodies", str(tmp_path / "b"), "--keys", str(tmp_path / "k"))
    done = holdfast("backup", "--data", str(site), *copies)
    assert done.returncode == 0, done.stderr
    assert "0 letters not taken in" in done.stdout
    (site / "epoch").rename(weekly)  # carried elsewhere; the rest of the site is lost

    started, new = time.monotonic(), tmp_path / "new"
    group = grp.getgrgid(os.getegid()).gr_name
    whence = (*copies, "--weekly", str(weekly))
    done = holdfast("restore", "--data", str(new), *whence)
    assert done.returncode == 0, done.stderr
    shared = holdfast("site", "share-line", "--data", str(new), group)
    assert shared.returncode == 0, shared.stderr
    checked = holdfast("check", "--data", str(new), "--as", alias, typed=f"{passphrase}\n")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    seconds = time.monotonic() - started
    print(f"Restored on an empty machine and checked in {seconds:.1f} seconds.")  # noqa: T201
    assert seconds < HOUR / 60
    assert {path.name for path in new.glob("*/*.sqlite3")} == {"intake.sqlite3", "watch.sqlite3"}
    refused = holdfast("restore", "--data", str(new), *whence)
    assert refused.returncode == 2
    assert refused.stderr.startswith("The folder is not empty.")
