from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import (
    ClockWentBackError,
    CodeNeededError,
    LostSecondFactorError,
    RepeatedCodeError,
    WrongCodeError,
    WrongLogInError,
)
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.models import SecondFactorRow
from holdfast.apps.accounts.services import second_factor
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.accounts.services.second_factor import (
    NothingToProveError,
    begin_second_factor,
    check_code,
    end_second_factor,
    prove_second_factor,
)
from holdfast.apps.accounts.totp import code_at, step_at
from holdfast.vault.errors import OlderVersionError, VaultError


def code(team, secret, steps=0):
    return code_at(secret, step_at(team.clock.now) + steps)


def with_factor(team, name="lead"):
    unlocked = team.active(name).unlocked
    secret = begin_second_factor(unlocked)
    prove_second_factor(unlocked, code(team, secret), team.gate)
    team.clock.forward(seconds=60)
    return secret


def test_a_second_factor_counts_only_after_its_first_code(found):
    team = found()
    unlocked = team.active("lead").unlocked
    secret = begin_second_factor(unlocked)
    assert team.opened("lead"), "not proven: no code is asked for"
    with pytest.raises(WrongCodeError):
        prove_second_factor(unlocked, code(team, secret, 5), team.gate)
    prove_second_factor(unlocked, code(team, secret), team.gate)
    with pytest.raises(CodeNeededError):
        team.opened("lead")


def test_a_code_opens_once(found):
    team = found()
    secret = with_factor(team)
    attempt = team.people["lead"].attempt(code=code(team, secret))
    assert open_member(attempt, team.gate)
    with pytest.raises(RepeatedCodeError):
        open_member(attempt, team.gate)
    team.clock.forward(seconds=30)
    assert open_member(team.people["lead"].attempt(code=code(team, secret)), team.gate)


def test_of_two_processes_with_one_code_one_is_refused(found, monkeypatch):
    team = found()
    secret = with_factor(team)
    attempt = team.people["lead"].attempt(code=code(team, secret))
    real = second_factor._read

    def slowly(unlocked):
        read = real(unlocked)
        monkeypatch.setattr(second_factor, "_read", real)
        assert open_member(attempt, team.gate), "the other process is quicker"
        return read

    monkeypatch.setattr(second_factor, "_read", slowly)
    with pytest.raises(RepeatedCodeError):
        open_member(attempt, team.gate)


def test_a_right_code_does_not_make_up_for_a_wrong_passphrase(found):
    team = found()
    secret = with_factor(team)
    wrong = Attempt(team.people["lead"].alias, "wrong words", code=code(team, secret))
    with pytest.raises(WrongLogInError):
        open_member(wrong, team.gate)
    assert open_member(team.people["lead"].attempt(code=code(team, secret)), team.gate)


def test_a_clock_that_went_back_is_said_and_uses_up_nothing(found):
    team = found()
    secret = with_factor(team)
    open_member(team.people["lead"].attempt(code=code(team, secret)), team.gate)
    before = SecondFactorRow.objects.get().revision
    team.clock.forward(minutes=-30)
    with pytest.raises(ClockWentBackError):
        open_member(team.people["lead"].attempt(code=code(team, secret)), team.gate)
    assert SecondFactorRow.objects.get().revision == before


def test_a_second_factor_that_somebody_removed_is_refused_and_not_taken_for_none(found):
    team = found()
    with_factor(team)
    SecondFactorRow.objects.all().delete()
    with pytest.raises(LostSecondFactorError):
        team.opened("lead")


def test_an_older_second_factor_in_its_place_is_refused(found):
    team = found()
    old = SecondFactorRow.objects.get()
    with_factor(team)
    now = SecondFactorRow.objects.get()
    SecondFactorRow.objects.update(sealed=old.sealed)
    with pytest.raises(OlderVersionError):
        team.opened("lead")
    SecondFactorRow.objects.update(sealed=now.sealed)


def test_another_member_s_second_factor_in_its_place_is_refused(found):
    team = found("member")
    with_factor(team, "member")
    mine = SecondFactorRow.objects.get(pk=team.id("lead"))
    SecondFactorRow.objects.exclude(pk=mine.pk).update(sealed=mine.sealed, revision=mine.revision)
    with pytest.raises(VaultError):
        team.opened("member")


def test_rows_with_and_without_a_factor_look_the_same(found):
    team = found("member")
    with_factor(team)
    assert len({len(row.sealed) for row in SecondFactorRow.objects.all()}) == 1


def test_a_second_factor_ends_when_its_owner_says_so(found):
    team = found()
    secret = with_factor(team)
    unlocked = open_member(
        team.people["lead"].attempt(code=code(team, secret)), team.gate
    ).active.unlocked
    end_second_factor(unlocked)
    assert team.opened("lead")
    check_code(unlocked, "", team.gate)
    with pytest.raises(NothingToProveError):
        prove_second_factor(unlocked, code(team, secret), team.gate)


def test_wrong_codes_slow_answers_like_wrong_passphrases(found):
    team = found()
    with_factor(team)
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            open_member(team.people["lead"].attempt(code="12345"), team.gate)
    assert team.slept == [1.0, 2.0]


def test_a_code_is_asked_for_only_where_there_is_a_second_factor(found):
    team = found("member")
    secret = with_factor(team)
    asked = []

    def ask():
        asked.append(True)
        return code(team, secret)

    for name in ("member", "lead"):
        assert open_member(team.people[name].attempt(), team.gate, ask_code=ask)
    assert asked == [True]
