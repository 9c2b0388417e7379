from __future__ import annotations

import pytest
from tests.doors.cli.console import after

from holdfast.apps.accounts.errors import (
    CodeNeededError,
    NoTrusteesError,
    TooManyTriesError,
    UnreadableKeyFileError,
    WrongCodeError,
    WrongLogInError,
    WrongSheetError,
)
from holdfast.apps.accounts.services import second_factor
from holdfast.apps.accounts.services.tries import MOST_A_WEEK, count_try
from holdfast.apps.accounts.totp import TotpSecret, code_at, step_at
from holdfast.vault.errors import MissingKeyFileError


def test_a_fingerprint_is_thirty_digits(console):
    shown = console.say_as("lead", "key", "fingerprint").splitlines()[-1]
    assert [len(group) for group in shown.split()] == [5] * 6


def test_a_new_passphrase_opens_and_the_old_one_no_more(console):
    alias, old = console.people["lead"]
    shown = console.say_as("lead", "key", "passphrase")
    assert "A copy of the disk made before still opens" in shown
    with pytest.raises(WrongLogInError):
        console.say_as("lead", "member", "list")
    console.people["lead"] = (alias, after(shown, "Your passphrase"))
    assert console.say_as("lead", "member", "list")
    assert old not in shown


def test_a_key_file_is_needed_from_then_on_and_stays_with_the_next_passphrase(console, tmp_path):
    path = tmp_path / "stick"
    path.write_bytes(b"a file")
    alias = console.people["lead"][0]
    shown = console.say_as("lead", "key", "passphrase", "--new-key-file", str(path))
    console.people["lead"] = (alias, after(shown, "Your passphrase"))
    with pytest.raises(MissingKeyFileError):
        console.say_as("lead", "member", "list")
    shown = console.say_as("lead", "key", "passphrase", "--key-file", str(path))
    console.people["lead"] = (alias, after(shown, "Your passphrase"))
    with pytest.raises(MissingKeyFileError):
        console.say_as("lead", "member", "list")
    assert console.say_as("lead", "member", "list", "--key-file", str(path))
    with pytest.raises(UnreadableKeyFileError):
        console.say_as("lead", "member", "list", "--key-file", str(tmp_path / "absent"))


def test_a_second_factor_is_proven_and_then_asked_for(console, monkeypatch):
    secret = TotpSecret(b"12345678901234567890")
    monkeypatch.setattr(second_factor, "new_secret", lambda: secret)
    now = lambda: code_at(secret, step_at(console.premises.clock.now))  # noqa: E731
    with pytest.raises(WrongCodeError):
        console.say_as("lead", "key", "totp", typed=("000000",))
    shown = console.say_as("lead", "key", "totp", typed=(now(),))
    assert "GEZD GNBV" in shown
    console.premises.clock.forward(seconds=60)
    with pytest.raises(CodeNeededError):
        console.say_as("lead", "member", "list", typed=("",))
    assert console.say_as("lead", "member", "list", typed=(now(),))
    console.premises.clock.forward(seconds=60)
    console.say_as("lead", "key", "totp", "--end", typed=(now(),))
    assert console.say_as("lead", "member", "list")


def with_sheet(console, name):
    sheet = console.say_as(name, "key", "recovery-sheet").splitlines()[1]
    console.say_as(name, "key", "prove-sheet", typed=(sheet,))
    return sheet


def test_a_sheet_is_made_proven_and_brings_its_owner_back(console):
    alias = console.people["lead"][0]
    sheet = console.say_as("lead", "key", "recovery-sheet").splitlines()[1]
    with pytest.raises(WrongSheetError):
        console.say("key", "recover", typed=(alias, sheet))
    console.say_as("lead", "key", "prove-sheet", typed=(sheet,))
    shown = console.say("key", "recover", typed=(alias, sheet))
    console.people["lead"] = (alias, after(shown, "Your passphrase"))
    assert console.say_as("lead", "member", "list")


def test_trustees_bring_a_member_back(console):
    for name in ("mira", "oleg", "tess"):
        console.join(name, "analyst")
    with_sheet(console, "mira")
    alias = console.people["mira"][0]
    trustees = [console.people[name][0] for name in ("oleg", "tess")]
    console.say_as("mira", "key", "trustees", "--needed", "2", *trustees)
    asked = console.say("key", "ask-trustees", typed=(alias,))
    heard = after(asked, "Fingerprint")
    for name in ("oleg", "tess"):
        console.say_as(name, "key", "help-back", alias, typed=(heard,))
    shown = console.say("key", "come-back", typed=(alias, after(asked, "Passphrase for this")))
    console.people["mira"] = (alias, after(shown, "Your passphrase"))
    assert console.say_as("mira", "member", "list")


def test_somebody_becomes_a_new_member(console):
    console.join("mira", "analyst")
    shown = console.say_as("mira", "key", "new-root", typed=("y",))
    with pytest.raises(WrongLogInError):
        console.say_as("mira", "member", "list")
    console.people["mira"] = (after(shown, "Your alias"), after(shown, "Your passphrase"))
    listed = console.say_as("mira", "member", "list")
    assert (listed.count("active"), listed.count("left")) == (2, 1)


def test_a_keyholder_lets_people_try_to_come_back_again(console):
    alias = console.people["lead"][0]
    for _ in range(MOST_A_WEEK):
        count_try(console.premises.gate())
    with pytest.raises(TooManyTriesError):
        console.say("key", "ask-trustees", typed=(alias,))
    assert "can be tried again" in console.say_as("lead", "key", "allow-tries")
    with pytest.raises(NoTrusteesError):
        console.say("key", "ask-trustees", typed=(alias,))
