import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import NotLostError, PastMomentError, ReasonNeededError
from holdfast.apps.intake.queries.conversations import Shown, conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.lost_contact import found_again, lose
from holdfast.apps.intake.services.mailboxes import Said, write_in

MONDAY = dt.date(2031, 3, 3)


@pytest.fixture
def answered(line: LineTeam):
    contact = line.write()
    line.take_in()
    one = line.only()
    answer(actor=line.mira, conversation=one, text="we are here", clock=line.clock)
    return one, contact


def seen(line: LineTeam, one: str) -> Shown:
    return conversation(actor=line.mira, conversation=one, clock=line.clock)


def test_who_is_silent_for_more_than_a_week_is_flagged(line: LineTeam, answered) -> None:
    line.clock.forward(days=7)
    assert not seen(line, answered[0]).is_silent
    line.clock.forward(minutes=1)
    assert seen(line, answered[0]).is_silent
    assert [row.is_silent for row in line.rows(Shelf.ANSWERED)] == [True]


def test_who_was_not_called_when_it_was_agreed_is_flagged_within_hours(line: LineTeam) -> None:
    agreed = line.clock() + dt.timedelta(hours=1)
    call = Call("Call me at ten.", needs_answer=False, call_at=agreed)
    one = log_call(actor=line.mira, call=call, clock=line.clock)
    line.clock.forward(hours=3)
    assert not seen(line, one).is_silent
    line.clock.forward(minutes=1)
    assert seen(line, one).is_silent


def test_lost_contact_is_marked_with_a_day_and_a_next_step(line: LineTeam, answered) -> None:
    lose(actor=line.mira, conversation=answered[0], since=MONDAY, next_step="ask the friend",
         next_date=MONDAY + dt.timedelta(days=2), clock=line.clock)  # fmt: skip
    shown = seen(line, answered[0])
    assert shown.lost is not None
    assert (shown.lost.since, shown.lost.next_step) == (MONDAY, "ask the friend")
    assert [row.is_lost for row in line.rows(Shelf.ANSWERED)] == [True]
    found_again(actor=line.lead, conversation=answered[0])
    assert seen(line, answered[0]).lost is None


def test_who_writes_again_is_lost_no_more(line: LineTeam, answered) -> None:
    lose(actor=line.mira, conversation=answered[0], since=MONDAY, next_step="wait",
         clock=line.clock)  # fmt: skip
    line.clock.forward(minutes=1)
    write_in(answered[1].come_back(), Said(page(), "I am here"), clock=line.clock)
    line.take_in()
    assert seen(line, answered[0]).lost is None
    assert [row.is_lost for row in line.rows()] == [False]


def test_who_waits_for_us_is_not_lost_to_us(line: LineTeam) -> None:
    line.write()
    line.take_in()
    with pytest.raises(NotLostError):
        lose(actor=line.mira, conversation=line.only(), since=MONDAY, next_step="x",
             clock=line.clock)  # fmt: skip


def test_a_day_to_come_and_no_next_step_are_refused(line: LineTeam, answered) -> None:
    tomorrow = MONDAY + dt.timedelta(days=1)
    with pytest.raises(PastMomentError):
        lose(actor=line.mira, conversation=answered[0], since=tomorrow, next_step="x",
             clock=line.clock)  # fmt: skip
    with pytest.raises(ReasonNeededError):
        lose(actor=line.mira, conversation=answered[0], since=MONDAY, next_step="  ",
             clock=line.clock)  # fmt: skip
