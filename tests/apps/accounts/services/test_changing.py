from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys

import pytest
from django.db import DatabaseError, connections
from tests.apps.conftest import on_sqlite

from holdfast.apps.accounts.models import DirectoryWrap, MemberRow, RootWrap, ShareWrap, WayRow
from holdfast.apps.accounts.rules import MemberId, Way
from holdfast.apps.accounts.services import changing as module
from holdfast.apps.accounts.services.changing import changing, sweep
from holdfast.apps.accounts.services.passphrase import change_passphrase
from holdfast.apps.accounts.services.ways import by_key, prepare, put
from holdfast.apps.ledger.queries import tip
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.keys import random_root


def test_a_change_that_fails_leaves_both_stores_as_they_were(found):
    team = found()
    with pytest.raises(KeyError), changing() as change:
        put(
            change,
            prepare(team.id("lead"), Way.TRUSTEES, by_key(random_root(), SymmetricKey(bytes(32)))),
        )
        raise KeyError
    assert (WayRow.objects.count(), RootWrap.objects.count()) == (1, 1)


def test_wraps_are_durable_before_the_bodies_that_name_them(found, monkeypatch):
    team, seen = found(), []

    class CutError(Exception):
        pass

    def cut(*_):
        seen.append(RootWrap.objects.count())
        raise CutError

    monkeypatch.setattr(module.ledger.Pen, "close", cut)
    with pytest.raises(CutError):
        change_passphrase(team.opened("lead"), team.gate)
    monkeypatch.undo()
    assert seen == [2], "the new wrap was there already"
    assert team.opened("lead"), "the old passphrase counts, because the bodies did not commit"
    assert sweep() == 1
    assert team.opened("lead")


def test_old_wraps_that_could_not_be_deleted_are_swept_at_the_next_start(
    found, monkeypatch, caplog
):
    team = found()
    monkeypatch.setattr(
        module, "wipe_deleted", lambda: (_ for _ in ()).throw(DatabaseError("secret"))
    )
    monkeypatch.setattr(logging.getLogger("holdfast.accounts"), "propagate", True)
    monkeypatch.setattr(logging.getLogger("holdfast"), "propagate", True)
    team.people["lead"].passphrase = change_passphrase(team.opened("lead"), team.gate)
    assert "next start" in caplog.text
    assert "secret" not in caplog.text
    monkeypatch.undo()
    sweep()
    assert RootWrap.objects.count() == 1
    assert team.opened("lead")


def test_sweeping_removes_what_nothing_names_and_nothing_else(found):
    team = found("keeper")
    tables = (RootWrap, ShareWrap, DirectoryWrap)
    before = [t.objects.count() for t in tables]
    old, new = {"tree_size": 1}, {"tree_size": 10**6}
    named = WayRow.objects.get(member=team.id("lead"))
    RootWrap.objects.create(id="crash", way=named.pk, revision=9, sealed=b"x", **new)
    RootWrap.objects.create(id="gone", way="gone", revision=1, sealed=b"x", **old)
    share = {"keeper": "k", "granter": "g", "grant": b"", "sealed": b""}
    ShareWrap.objects.create(id="gone", set="gone", **share, **old)
    grant = {"member": team.id("lead"), "granter": "g", "grant": b""}
    DirectoryWrap.objects.create(id="old", epoch=0, **grant, **old)
    assert sweep() == 4
    assert [t.objects.count() for t in tables] == before
    assert team.opened("keeper")


def test_what_is_later_than_the_bodies_is_not_swept(found):
    found()
    later = {"tree_size": 10**6}
    RootWrap.objects.create(id="later", way="unknown", revision=1, sealed=b"x", **later)
    share = {"keeper": "k", "granter": "g", "grant": b"", "sealed": b""}
    ShareWrap.objects.create(id="later", set="unknown", **share, **later)
    assert sweep() == 0


def test_every_change_moves_the_ledger_on(found):
    team = found()
    before = tip().size
    change_passphrase(team.opened("lead"), team.gate)
    assert tip().size == before + 1
    assert {row.tree_size for row in RootWrap.objects.all()} == {before}


@on_sqlite
def test_deleted_wraps_are_not_in_the_file_or_its_log(found, site):
    team = found()
    sealed = bytes(RootWrap.objects.get().sealed)
    change_passphrase(team.opened("lead"), team.gate)
    for path in site.glob("keystore.sqlite3*"):
        assert sealed[40:] not in path.read_bytes()


WRITER = """
import sys
from pathlib import Path
from tests.apps import stage
stage.prepare()
stage.stand(Path(sys.argv[1]))
from holdfast.apps.accounts.services.members import create_member
from holdfast.apps.accounts.services.changing import changing
from holdfast.vault.keys import random_root
for _ in range(15):
    with changing():
        create_member(random_root())
"""


@on_sqlite
def test_two_processes_that_write_at_once_lose_nothing(found, site):
    found()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(site)], env={"PYTHONPATH": "src:."})
        for _ in range(2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert MemberRow.objects.count() == 31


@on_sqlite
def test_a_store_that_another_process_holds_is_refused_and_unchanged(found, site):
    team = found()
    connections["bodies"].close()
    connections["bodies"].settings_dict["OPTIONS"]["timeout"] = 0.1
    holder = sqlite3.connect(site / "bodies.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseError), changing():
            raise AssertionError("it should not have come in")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
        connections["bodies"].close()
        connections["bodies"].settings_dict["OPTIONS"]["timeout"] = 20
    assert team.opened("lead")
    assert MemberId(team.id("lead"))
