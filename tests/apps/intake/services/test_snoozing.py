import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import PastMomentError, PastPromiseError, ReasonNeededError
from holdfast.apps.intake.marks import LONGEST_AHEAD
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.services.conversations import judge_danger
from holdfast.apps.intake.services.mailboxes import Said, write_in
from holdfast.apps.intake.services.snoozing import bring_back, let_wait, put_off

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def waiting(line: LineTeam):
    """Somebody who wrote, and is answered within four hours."""
    contact = line.write()
    line.take_in()
    line.clock.forward(minutes=1)
    return line.only(), contact


def later(line: LineTeam, one: str, hours: float = 3, reason: str = "they sleep") -> None:
    until = line.clock() + hours * HOUR
    put_off(actor=line.mira, conversation=one, until=until, reason=reason, clock=line.clock)


def test_it_lies_on_a_shelf_of_its_own_and_comes_back_by_itself(line: LineTeam, waiting) -> None:
    later(line, waiting[0])
    assert line.rows() == ()
    assert [row.id for row in line.rows(Shelf.LATER)] == [waiting[0]]
    line.clock.forward(hours=3)
    assert [row.id for row in line.rows()] == [waiting[0]]
    assert line.rows(Shelf.LATER) == ()


def test_it_comes_back_at_once_when_they_write(line: LineTeam, waiting) -> None:
    later(line, waiting[0])
    line.clock.forward(minutes=5)
    write_in(waiting[1].come_back(), Said(page(), "he is here"), clock=line.clock)
    line.take_in()
    assert [row.preview for row in line.rows()] == ["he is here"]


def test_it_comes_back_at_once_when_somebody_judges_the_danger(line: LineTeam, waiting) -> None:
    later(line, waiting[0])
    judge_danger(actor=line.lead, conversation=waiting[0], danger=Danger.NOW, clock=line.clock)
    assert [row.danger for row in line.rows()] == [Danger.NOW]


def test_it_can_be_brought_back(line: LineTeam, waiting) -> None:
    later(line, waiting[0])
    bring_back(actor=line.lead, conversation=waiting[0])
    assert line.only() == waiting[0]


def test_past_the_promise_it_is_refused_until_somebody_says_they_can_wait(
    line: LineTeam, waiting
) -> None:
    with pytest.raises(PastPromiseError):
        later(line, waiting[0], hours=5)
    assert line.only() == waiting[0]
    until = line.clock() + 5 * HOUR
    let_wait(actor=line.mira, conversation=waiting[0], until=until, reason="asked",
             clock=line.clock)  # fmt: skip
    shown = conversation(actor=line.mira, conversation=waiting[0], clock=line.clock)
    assert shown.snooze is not None and shown.snooze.until == until
    assert "asked" in shown.messages[-1].text


@pytest.mark.parametrize("hours", [0, -1, LONGEST_AHEAD / HOUR + 1])
def test_a_moment_that_is_over_or_never_comes_is_refused(
    line: LineTeam, waiting, hours: float
) -> None:
    until = line.clock() + hours * HOUR
    with pytest.raises(PastMomentError):
        let_wait(actor=line.mira, conversation=waiting[0], until=until, reason="x",
                 clock=line.clock)  # fmt: skip
    with pytest.raises(ReasonNeededError):
        later(line, waiting[0], reason="  ")
