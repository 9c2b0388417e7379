from __future__ import annotations

import pytest
from tests.doors.cli.console import after

from holdfast.apps.accounts.errors import (
    AnotherFingerprintError,
    BadInvitationError,
    NoSuchMemberError,
    NotPermittedError,
    ParkedError,
    WrongLogInError,
)


def test_somebody_is_invited_accepts_and_is_confirmed_by_voice(console):
    console.join("Irma Sand", "case worker")
    listed = console.say_as("Irma Sand", "member", "list")
    assert listed.count("active") == 2
    assert "Irma" not in listed


def test_another_fingerprint_lets_nobody_in(console):
    invited = console.say_as("lead", "member", "invite", "--role", "analyst", typed=("Irma",))
    console.say("member", "accept", typed=(after(invited, "code"),))
    alias = after(invited, "alias")
    with pytest.raises(AnotherFingerprintError):
        console.say_as("lead", "member", "confirm", alias, typed=("0" * 30,))
    assert "invited" in console.say_as("lead", "member", "list")
    console.say_as("lead", "member", "withdraw", alias)
    with pytest.raises(BadInvitationError):
        console.say("member", "accept", typed=(after(invited, "code"),))


def test_a_role_that_is_none_is_refused_before_a_passphrase_is_asked(console):
    with pytest.raises(SystemExit):
        console.say("member", "invite", "--role", "king")


def test_roles_are_changed_by_who_may(console):
    console.join("mira", "analyst")
    mira = console.people["mira"][0]
    with pytest.raises(NotPermittedError):
        console.say_as("mira", "member", "roles", mira, "keyholder")
    console.say_as("lead", "member", "roles", mira, "keyholder", "case worker")
    assert console.say_as("mira", "member", "invite", "--role", "analyst", typed=("",))


def test_who_locks_themselves_is_told_what_it_does_not_do_and_comes_back_by_another(console):
    console.join("mira", "analyst")
    assert "One keyholder who is forced" in console.say_as("mira", "member", "lock")
    with pytest.raises(ParkedError):
        console.say_as("mira", "member", "list")
    assert "locked" in console.say_as("lead", "member", "list")
    assert "it is back" in console.say_as("lead", "member", "return", console.people["mira"][0])
    assert console.say_as("mira", "member", "list")


def test_the_only_keyholder_is_told_that_the_passphrase_still_opens(console):
    assert "Nobody else keeps keys" in console.say_as("lead", "member", "lock")
    assert console.say_as("lead", "member", "list")


def test_a_keyholder_locks_another_by_alias(console):
    console.join("mira", "analyst")
    assert "Locked" in console.say_as("lead", "member", "lock", console.people["mira"][0])


def test_a_traveller_comes_back_by_two_keepers(console):
    for name in ("mira", "oleg", "tess"):
        console.join(name, "analyst")
    keepers = [word for name in ("oleg", "tess") for word in ("--keeper", console.people[name][0])]
    shown = console.say_as("mira", "member", "travel", *keepers, typed=("y",))
    assert "A date alone does not stop" in shown
    assert "travelling" in console.say_as("lead", "member", "list")
    mira = console.people["mira"][0]
    assert "others must do the same" in console.say_as("oleg", "member", "return", mira)
    assert "it is back" in console.say_as("tess", "member", "return", mira)


def test_a_traveller_comes_back_by_the_date_when_any_command_runs(console):
    console.join("mira", "analyst")
    console.say_as("mira", "member", "travel", "--until", "2031-04-12", typed=("y",))
    with pytest.raises(ParkedError):
        console.say_as("mira", "member", "list")
    console.premises.clock.forward(days=12)
    assert console.say_as("mira", "member", "list")


def test_a_keeper_who_is_nobody_is_refused(console):
    with pytest.raises(NoSuchMemberError):
        console.say_as("lead", "member", "travel", "--keeper", "zzz-zzz", typed=("y",))


def test_who_leaves_is_gone_and_was_told_what_stays(console):
    console.join("mira", "analyst")
    console.join("oleg", "analyst")
    shown = console.say_as("mira", "member", "leave", typed=("y",))
    assert "What they read, copied or remember stays theirs" in shown
    with pytest.raises(WrongLogInError):
        console.say_as("mira", "member", "list")
    assert "left" in console.say_as("oleg", "member", "list")
    console.say_as("lead", "member", "leave", console.people["oleg"][0], typed=("y",))
    with pytest.raises(WrongLogInError):
        console.say_as("oleg", "member", "list")


def test_who_says_no_does_not_leave(console):
    console.join("mira", "analyst")
    with pytest.raises(SystemExit):
        console.say_as("mira", "member", "leave", typed=("n",))
    assert console.say_as("mira", "member", "list")
