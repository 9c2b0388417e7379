"""Two system users on one site, tried with two real users where this process may switch."""

from __future__ import annotations

import grp
import json
import os
import sqlite3
import stat

import pytest
from tests.apps import stage

from holdfast.project.errors import NoSuchGroupError
from holdfast.project.sharing import share_line

GROUP, STRANGER = "nogroup", 65534


@pytest.fixture
def folder():
    with stage.folder() as made:
        made.chmod(0o711)
        site = made / "site"
        for name in ("bodies.sqlite3", "epoch/1.key", "files/a", "watch/watch.sqlite3"):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(b"ours")
            (site / name).chmod(0o644)
        (site / "intake" / "files").mkdir(parents=True)
        (site / "intake" / "intake.sqlite3").touch()
        yield site


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_group_that_is_not_there_changes_nothing(folder):
    before = {path: mode(path) for path in folder.rglob("*")}
    with pytest.raises(NoSuchGroupError):
        share_line(folder, "no-such-group-here")
    assert {path: mode(path) for path in folder.rglob("*")} == before


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"theirs")
    outside.chmod(0o640)
    (folder / "intake" / "link").symlink_to(outside)
    share_line(folder, GROUP if os.geteuid() == 0 else _own_group())
    assert mode(outside) == 0o640


def test_the_desk_s_files_are_for_its_user_alone(folder):
    share_line(folder, GROUP if os.geteuid() == 0 else _own_group())
    for path in folder.rglob("*"):
        if not path.is_relative_to(folder / "intake"):
            assert mode(path) & 0o077 == 0, path.name
    assert mode(folder) == 0o710
    assert mode(folder / "intake" / "intake.sqlite3") == 0o660


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as another system user")
def test_the_line_s_user_writes_in_its_store_and_reads_nothing_of_the_desk(folder):
    share_line(folder, GROUP)
    paths = [folder, *sorted(folder.rglob("*"))]
    opened = as_another_user(lambda: [str(path) for path in paths if can_open(path)])
    assert opened == [str(path) for path in paths if path.is_relative_to(folder / "intake")]
    assert as_another_user(lambda: write_to(folder / "intake" / "intake.sqlite3")) == "written"
    with sqlite3.connect(folder / "intake" / "intake.sqlite3") as store:
        assert store.execute("SELECT x FROM written").fetchall() == [(1,)]


def as_another_user(act):
    """What `act` returns in a process of the line's user: forked, since it may not start ours."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(STRANGER)
            os.setuid(STRANGER)
            os.write(writing, json.dumps(act()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    return json.loads(answer)


def can_open(path):
    try:
        path.read_bytes() if path.suffix or path.name == "a" else list(path.iterdir())
    except PermissionError:
        return False
    return True


def write_to(path):
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("CREATE TABLE written (x)")
    store.execute("INSERT INTO written VALUES (1)")
    store.commit()
    store.close()
    return "written"


def _own_group():
    return grp.getgrgid(os.getegid()).gr_name
