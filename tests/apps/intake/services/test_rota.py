import datetime as dt

import pytest
from tests.apps.intake.cast import MONDAY, LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import BadShiftError, NotOfferedError
from holdfast.apps.intake.queries.rota import ShiftView, rota
from holdfast.apps.intake.services.rota import drop_shift, offer_shift, plan_shift, take_shift
from holdfast.apps.intake.team.rota import Span
from holdfast.apps.keyring.errors import EditConflictError

HOUR = dt.timedelta(hours=1)


def span(start: float, end: float) -> Span:
    return Span(MONDAY + start * HOUR, MONDAY + end * HOUR)


def only(line: LineTeam) -> ShiftView:
    (shift,) = rota(line.mira, clock=line.clock).shifts
    return shift


def test_a_member_plans_for_themselves_and_a_coordinator_for_anybody(line: LineTeam) -> None:
    plan_shift(actor=line.lead, member=line.mira.member, span=span(1, 3), clock=line.clock)
    assert only(line).member == line.mira.member
    with pytest.raises(NotPermittedError):
        plan_shift(actor=line.mira, member=line.lead.member, span=span(4, 5), clock=line.clock)


def test_a_shift_over_one_s_own_is_refused_and_over_a_colleague_s_is_not(line: LineTeam) -> None:
    plan_shift(actor=line.mira, span=span(1, 3), clock=line.clock)
    with pytest.raises(BadShiftError):
        plan_shift(actor=line.mira, span=span(2, 4), clock=line.clock)
    plan_shift(actor=line.lead, span=span(2, 4), clock=line.clock)
    assert len(rota(line.mira, clock=line.clock).shifts) == 2


def test_what_was_not_offered_is_taken_by_nobody(line: LineTeam) -> None:
    plan_shift(actor=line.mira, span=span(1, 3), clock=line.clock)
    one = only(line)
    with pytest.raises(NotOfferedError):
        take_shift(actor=line.lead, shift=one.id, revision=one.revision, clock=line.clock)
    assert only(line).member == line.mira.member


def test_an_offered_shift_stays_its_member_s_until_one_other_takes_it(line: LineTeam) -> None:
    other = nor(line)
    plan_shift(actor=line.mira, span=span(1, 3), clock=line.clock)
    offer_shift(actor=line.mira, shift=only(line).id, revision=only(line).revision)
    one = only(line)
    assert (one.member, one.is_offered) == (line.mira.member, True)
    take_shift(actor=other, shift=one.id, revision=one.revision, clock=line.clock)
    assert (only(line).member, only(line).is_offered) == (other.member, False)
    with pytest.raises((EditConflictError, NotOfferedError)):
        take_shift(actor=line.lead, shift=one.id, revision=one.revision, clock=line.clock)


def test_two_who_take_it_at_once_see_a_conflict(line: LineTeam) -> None:
    plan_shift(actor=line.mira, span=span(1, 3), clock=line.clock)
    stale = only(line).revision
    offer_shift(actor=line.mira, shift=only(line).id, revision=stale)
    with pytest.raises(EditConflictError):
        take_shift(actor=line.lead, shift=only(line).id, revision=stale, clock=line.clock)
    assert only(line).member == line.mira.member


def test_one_who_answers_then_already_takes_no_second_shift(line: LineTeam) -> None:
    plan_shift(actor=line.lead, span=span(2, 5), clock=line.clock)
    plan_shift(actor=line.mira, span=span(1, 3), clock=line.clock)
    mine = next(s for s in rota(line.mira, clock=line.clock).shifts if s.span == span(1, 3))
    offer_shift(actor=line.mira, shift=mine.id, revision=mine.revision)
    with pytest.raises(BadShiftError):
        take_shift(actor=line.lead, shift=mine.id, revision=mine.revision + 1, clock=line.clock)


def test_a_shift_taken_off_leaves_a_gap_and_only_who_may_takes_it_off(line: LineTeam) -> None:
    plan_shift(actor=line.lead, span=span(1, 3), clock=line.clock)
    with pytest.raises(NotPermittedError):
        drop_shift(actor=line.mira, shift=only(line).id)
    drop_shift(actor=line.lead, shift=only(line).id)
    shown = rota(line.mira, days=4 * HOUR, clock=line.clock)
    assert (shown.shifts, shown.gaps) == ((), (span(0, 4),))
