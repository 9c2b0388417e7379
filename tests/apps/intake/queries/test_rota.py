import datetime as dt

import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import MONDAY, LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.rota import following, rota, shifts, span_of
from holdfast.apps.intake.services.rota import plan_shift
from holdfast.apps.intake.services.team import set_team_settings
from holdfast.apps.intake.team.records.settings import TeamSettings
from holdfast.apps.intake.team.rota import Hours, Span

HOUR = dt.timedelta(hours=1)


def span(start: float, end: float) -> Span:
    return Span(MONDAY + start * HOUR, MONDAY + end * HOUR)


def test_gaps_are_when_the_line_is_open_and_nobody_answers(line: LineTeam) -> None:
    hours = tuple(Hours(day, 8 * 60, 12 * 60) for day in range(7))
    set_team_settings(actor=line.lead, settings=TeamSettings(hours=hours), revision=0)
    plan_shift(actor=line.mira, span=span(0, 2), clock=line.clock)
    shown = rota(line.mira, days=24 * HOUR, clock=line.clock)
    assert [shift.is_now for shift in shown.shifts] == [True]
    assert shown.now == list(shown.shifts)
    assert shown.gaps == (span(2, 3), span(23, 24))


def test_two_who_answer_at_once_leave_a_gap_only_where_neither_does(line: LineTeam) -> None:
    plan_shift(actor=line.mira, span=span(0, 14), clock=line.clock)
    plan_shift(actor=nor(line), span=span(10, 20), clock=line.clock)
    shown = rota(line.mira, days=24 * HOUR, clock=line.clock)
    assert shown.gaps == (span(20, 24),)
    assert len(shown.shifts) == 2


def test_the_next_shift_is_the_first_that_is_not_over(line: LineTeam) -> None:
    for at in (span(6, 8), span(2, 4)):
        plan_shift(actor=line.mira, span=at, clock=line.clock)
    shown = rota(line.mira, clock=line.clock).shifts
    assert following(shown, after=MONDAY) == span(2, 4)
    assert following(shown, after=MONDAY + 5 * HOUR) == span(6, 8)
    assert following(shown, after=MONDAY + 9 * HOUR) is None
    assert {span_of(one.value) for one in shifts(line.lead)} == {span(6, 8), span(2, 4)}


def test_the_rota_is_for_who_answers(line: LineTeam) -> None:
    with pytest.raises(NotPermittedError):
        rota(at_work(line.mira, Role.ANALYST), clock=line.clock)
