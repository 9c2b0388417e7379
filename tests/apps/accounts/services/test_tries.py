from __future__ import annotations

from dataclasses import replace

import pytest

from holdfast.apps.accounts.errors import (
    NoSuchMemberError,
    NotPermittedError,
    NoTrusteesError,
    TooManyTriesError,
    WrongSheetError,
)
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.models import RecoveryTries
from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services.recovery_sheet import new_sheet, prove_sheet, recover_by_sheet
from holdfast.apps.accounts.services.tries import MOST_A_WEEK, begin_anew, count_try
from holdfast.apps.accounts.services.trustees import ask_trustees, come_back
from holdfast.vault.recovery import as_printed, new_printed_key

WRONG = as_printed(new_printed_key())


def use_up(gate, but=0):
    for _ in range(MOST_A_WEEK - but):
        count_try(gate)


def test_tries_are_counted_whichever_way_and_whoever_is_meant(found):
    team = found()
    alias = team.people["lead"].alias
    for trying, refusal in (
        (lambda: recover_by_sheet(alias, WRONG, team.gate), WrongSheetError),
        (lambda: recover_by_sheet("zzz-zzz", WRONG, team.gate), NoSuchMemberError),
        (lambda: ask_trustees(alias, team.gate), NoTrusteesError),
        (lambda: come_back(Attempt(alias, "six wrong words"), team.gate), NoTrusteesError),
    ):
        with pytest.raises(refusal):
            trying()
    assert RecoveryTries.objects.get().tries == 4


def test_when_the_tries_are_used_up_no_way_back_is_looked_at_and_log_in_works(found):
    team = found()
    opened, alias = team.opened("lead"), team.people["lead"].alias
    sheet = new_sheet(opened)
    prove_sheet(opened, sheet)
    use_up(team.gate)
    for trying in (
        lambda: recover_by_sheet(alias, sheet, team.gate),
        lambda: ask_trustees(alias, team.gate),
        lambda: come_back(Attempt(alias, "six wrong words"), team.gate),
    ):
        with pytest.raises(TooManyTriesError) as refused:
            trying()
        assert "can log in as ever" in refused.value.message
        assert alias not in str(refused.value)
    assert team.opened("lead").root == opened.root


def test_the_count_outlives_a_restart_and_ends_with_the_week(found):
    team = found()
    use_up(team.gate)
    with pytest.raises(TooManyTriesError):
        count_try(team.restarted())
    team.clock.forward(weeks=1)
    count_try(team.gate)
    assert list(RecoveryTries.objects.values_list("tries", flat=True)) == [1]


def test_what_was_right_is_not_counted(found):
    team = found()
    opened, alias = team.opened("lead"), team.people["lead"].alias
    sheet = new_sheet(opened)
    prove_sheet(opened, sheet)
    use_up(team.gate, but=1)
    recover_by_sheet(alias, sheet, team.gate)
    assert RecoveryTries.objects.get().tries == MOST_A_WEEK - 1


def test_a_keyholder_and_nobody_else_lets_the_count_begin_anew(found):
    team = found()
    use_up(team.gate)
    lead = team.active("lead")
    with pytest.raises(NotPermittedError):
        begin_anew(replace(lead, roles=frozenset({Role.CASE_WORKER})))
    begin_anew(lead)
    count_try(team.gate)
    assert RecoveryTries.objects.get().tries == 1
