from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import (
    LostLockError,
    NoSuchMemberError,
    ParkedError,
    UnprovenSheetError,
    WrongSheetError,
)
from holdfast.apps.accounts.models import RootWrap
from holdfast.apps.accounts.services.parking import lock_member
from holdfast.apps.accounts.services.recovery_sheet import (
    has_sheet,
    new_sheet,
    prove_sheet,
    recover_by_sheet,
)
from holdfast.apps.accounts.services.second_factor import begin_second_factor, prove_second_factor
from holdfast.apps.accounts.totp import code_at, step_at
from holdfast.vault.errors import UnreadableCodeError
from holdfast.vault.recovery import as_printed, new_printed_key


def proven(team, name="lead"):
    opened = team.opened(name)
    sheet = new_sheet(opened)
    prove_sheet(opened, sheet)
    return sheet


def test_a_sheet_counts_only_after_it_was_typed_in(found):
    team = found()
    opened, alias = team.opened("lead"), team.people["lead"].alias
    sheet = new_sheet(opened)
    assert not has_sheet(opened.active.id)
    with pytest.raises(WrongSheetError):
        recover_by_sheet(alias, sheet, team.gate)
    prove_sheet(opened, sheet.lower().replace(" ", ""))
    assert has_sheet(opened.active.id)
    team.people["lead"].passphrase = recover_by_sheet(alias, sheet, team.gate)
    assert team.opened("lead").root == opened.root


def test_the_sheet_before_counts_until_the_new_one_is_proven(found):
    team = found()
    first = proven(team)
    second = new_sheet(team.opened("lead"))
    with pytest.raises(WrongSheetError):
        prove_sheet(team.opened("lead"), first)
    alias = team.people["lead"].alias
    team.people["lead"].passphrase = recover_by_sheet(alias, first, team.gate)
    prove_sheet(team.opened("lead"), second)
    with pytest.raises(WrongSheetError):
        recover_by_sheet(alias, first, team.gate)
    assert recover_by_sheet(alias, second, team.gate)


def test_a_newer_unproven_sheet_takes_the_place_of_an_unproven_one(found):
    team = found()
    first = new_sheet(team.opened("lead"))
    second = new_sheet(team.opened("lead"))
    with pytest.raises(WrongSheetError):
        prove_sheet(team.opened("lead"), first)
    prove_sheet(team.opened("lead"), second)
    assert RootWrap.objects.count() == 2, "one lock, one sheet"


def test_there_must_be_a_sheet_to_prove(found):
    team = found()
    with pytest.raises(UnprovenSheetError):
        prove_sheet(team.opened("lead"), as_printed(new_printed_key()))
    sheet = proven(team)
    with pytest.raises(UnprovenSheetError):
        prove_sheet(team.opened("lead"), sheet)


def test_a_slip_of_the_pen_is_told_from_another_sheet(found):
    team = found()
    sheet, alias = proven(team), team.people["lead"].alias
    with pytest.raises(UnreadableCodeError):
        recover_by_sheet(alias, sheet[:-1] + ("0" if sheet[-1] != "0" else "1"), team.gate)
    with pytest.raises(WrongSheetError):
        recover_by_sheet(alias, as_printed(new_printed_key()), team.gate)
    with pytest.raises(NoSuchMemberError):
        recover_by_sheet("zzz-zzz", sheet, team.gate)


def test_one_member_s_sheet_opens_nothing_of_another(found):
    team = found("member")
    sheet = proven(team)
    proven(team, "member")
    with pytest.raises(WrongSheetError):
        recover_by_sheet(team.people["member"].alias, sheet, team.gate)


def test_who_comes_back_by_the_sheet_has_no_second_factor_any_more(found):
    team = found()
    sheet = proven(team)
    unlocked = team.active("lead").unlocked
    secret = begin_second_factor(unlocked)
    prove_second_factor(unlocked, code_at(secret, step_at(team.clock.now)), team.gate)
    team.people["lead"].passphrase = recover_by_sheet(team.people["lead"].alias, sheet, team.gate)
    assert team.opened("lead")


def test_a_sheet_opens_nothing_of_who_is_locked(found):
    team = found("keeper")
    sheet = proven(team)
    lock_member(team.active("lead"), team.id("lead"))
    with pytest.raises(ParkedError):
        recover_by_sheet(team.people["lead"].alias, sheet, team.gate)


def test_a_sheet_whose_wrap_is_missing_is_named(found):
    team = found()
    opened = team.opened("lead")
    sheet = new_sheet(opened)
    RootWrap.objects.all().delete()
    with pytest.raises(LostLockError):
        prove_sheet(opened, sheet)
