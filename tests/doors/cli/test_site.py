from __future__ import annotations

import grp
import os
import stat

import click
import pytest
from tests.doors.cli.console import after

from holdfast.apps.accounts.errors import (
    LostLockError,
    NotPermittedError,
    ParkedError,
    SecondPersonError,
    SiteExistsError,
)
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.keyring.copy_errors import UnprovenCopyError
from holdfast.apps.keyring.drills import Proof, note_proof
from holdfast.apps.keyring.errors import LayerInUseError
from holdfast.apps.keyring.layers import layer_numbers
from holdfast.apps.keyring.queries.heads import ledger_keys
from holdfast.apps.keyring.services.heads import sign_head
from holdfast.apps.keyring.services.opening import come_in
from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.errors import CustodyError
from holdfast.project.errors import NoSuchGroupError


def test_a_site_is_made_once_and_shows_its_first_keyholder_what_they_need(console):
    alias, passphrase = console.people["lead"]
    assert len(alias) == 7
    assert len(passphrase.split()) == 6
    with pytest.raises(SiteExistsError):
        console.say("site", "init", typed=("Somebody",))


def test_the_status_needs_nobody_s_keys_and_names_nobody(console):
    console.join("Irma Sand", "analyst")
    shown = console.say("site", "status")
    assert "First keyholder: there" in shown
    assert "Site locked: no" in shown
    assert not any(word in shown for word in ("Irma", "Nadia", console.people["lead"][0]))


def test_the_status_holds_the_ledger_against_a_head_that_was_kept_elsewhere(console, tmp_path):
    gate = console.premises.gate()
    actor = come_in(open_member(Attempt(*console.people["lead"]), gate).active.unlocked)
    kept, key = tmp_path / "head", verifier_key_text(ledger_keys(actor)[0])
    kept.write_text(sign_head(actor), "utf-8")
    console.join("mira", "analyst")
    asked = ("site", "status", "--head", str(kept), "--ledger-key", key)
    assert "grew from the head" in console.say(*asked)
    size = kept.read_text("utf-8").splitlines()[1]
    kept.write_text(
        kept.read_text("utf-8").replace(f"\n{size}\n", f"\n{int(size) + 500}\n"), "utf-8"
    )
    with pytest.raises(CustodyError):
        console.say(*asked)


def test_a_head_without_the_key_to_judge_it_is_refused(console, tmp_path):
    with pytest.raises(SystemExit):
        console.say("site", "status", "--head", str(tmp_path / "head"))


def test_an_unreadable_head_is_refused_in_words(console, tmp_path):
    (tmp_path / "head").write_bytes(b"\xff\xff")
    with pytest.raises(SystemExit) as refused:
        console.say("site", "status", "--head", str(tmp_path / "head"), "--ledger-key", "k")
    assert refused.value.code == click.UsageError.exit_code


def test_a_site_is_locked_by_one_and_unlocked_by_two(console):
    console.join("keeper", "keyholder")
    console.join("member", "case worker")
    with pytest.raises(NotPermittedError):
        console.say_as("member", "site", "lock")
    assert "What it does not: Keyholders can still log in" in console.say_as("lead", "site", "lock")
    with pytest.raises(ParkedError):
        console.say_as("member", "member", "list")
    assert "others must do the same" in console.say_as("lead", "site", "unlock")
    assert "it is back" in console.say_as("keeper", "site", "unlock")
    assert console.say_as("member", "member", "list")


def test_a_site_is_destroyed_by_two_who_were_told_what_it_does_not_do(console):
    console.join("keeper", "keyholder")
    shown = console.say_as("lead", "site", "shred", typed=("y",))
    assert "Backups of the key store" in shown
    assert "Another keyholder must do the same" in shown
    with pytest.raises(SecondPersonError):
        console.say_as("lead", "site", "shred", typed=("y",))
    assert "Every key is destroyed" in console.say_as("keeper", "site", "shred", typed=("y",))
    with pytest.raises(LostLockError):
        console.say_as("lead", "member", "list")


def test_who_says_no_destroys_nothing_and_an_intent_is_taken_back(console):
    console.join("keeper", "keyholder")
    with pytest.raises(SystemExit):
        console.say_as("lead", "site", "shred", typed=("n",))
    console.say_as("lead", "site", "shred", typed=("y",))
    assert "Taken back: 1" in console.say_as("keeper", "site", "shred", "--take-back")
    assert "Your turn is noted" in console.say_as("keeper", "site", "shred", typed=("y",))


def test_bringing_the_tables_to_this_release_twice_is_no_error(console):
    assert "of this release" in console.say("site", "upgrade")
    assert after(console.say("site", "status"), "First keyholder") == "there"


def test_the_line_s_folder_is_shared_by_its_group_without_opening_a_store(console):
    group = grp.getgrgid(os.getegid()).gr_name
    assert "reaches the line's folder" in console.say("site", "share-line", group)
    assert stat.S_IMODE((console.folder / "intake").stat().st_mode) == 0o2770
    assert stat.S_IMODE((console.folder / "bodies.sqlite3").stat().st_mode) == 0o600
    with pytest.raises(NoSuchGroupError):
        console.say("site", "share-line", "no-such-group-here")


def test_a_site_moves_only_where_somebody_says_that_nobody_else_works_in_it(console):
    asked = ("site", "move", "--bodies", "dbname=one", "--keystore", "dbname=two")
    with pytest.raises(SystemExit):
        console.say(*asked, typed=("n",))
    assert console.premises.moved == []
    assert "on the server" in console.say(*asked, typed=("y",))
    assert console.premises.moved == [("dbname=one", "dbname=two")]


def test_the_weekly_key_is_turned_and_the_old_one_waits_for_a_drill(console):
    assert "epoch/2.key" in console.say("site", "turn-week")
    with pytest.raises(UnprovenCopyError):
        console.say_as("lead", "site", "destroy-week", "1", typed=("y",))
    note_proof(console.folder, Proof(2, 1, "", "2031-W14"))
    with pytest.raises(SystemExit):
        console.say_as("lead", "site", "destroy-week", "1", typed=("n",))
    assert layer_numbers() == [1, 2]
    assert "destroyed here" in console.say_as("lead", "site", "destroy-week", "1", typed=("y",))
    assert layer_numbers() == [2]
    with pytest.raises(LayerInUseError):
        console.say_as("lead", "site", "destroy-week", "2", typed=("y",))
