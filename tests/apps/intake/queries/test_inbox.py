import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.rules import Danger, Way
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer, assign
from holdfast.apps.keyring.errors import NotGrantedError


def test_most_danger_comes_first_then_the_longest_wait(line: LineTeam) -> None:
    for text, within in (("a", "later"), ("b", "24 h"), ("c", "now"), ("d", "24 h"), ("e", "")):
        line.write(text, harm_within=within)
        line.clock.forward(minutes=1)
    line.take_in()
    assert [row.preview for row in line.rows()] == ["c", "b", "d", "e", "a"]


def test_who_is_owed_an_answer_is_late_once_the_promise_has_passed(line: LineTeam) -> None:
    line.write("quick", way=Way.DANGER)
    line.write("slow", harm_within="later")
    line.take_in()
    assert [row.is_late for row in line.rows()] == [False, False]
    line.clock.forward(minutes=16)
    assert [row.is_late for row in line.rows()] == [True, False]
    assert inbox(actor=line.mira, clock=line.clock).late == 1


def test_every_shelf_is_counted_and_holds_what_it_says(line: LineTeam) -> None:
    for text in ("one", "two", "three"):
        line.write(text)
    line.write("a bed", way=Way.OFFER)
    line.take_in()
    mine, answered, _ = (row.id for row in line.rows())
    assign(actor=line.mira, conversation=mine)
    answer(actor=line.mira, conversation=answered, text="we are here")
    log_call(actor=line.mira, call=Call("a call", needs_answer=False))
    line.write("not taken in yet")
    found = inbox(actor=line.mira, clock=line.clock)
    assert found.counts == {
        Shelf.WAITING: 2, Shelf.MINE: 3, Shelf.UNASSIGNED: 1, Shelf.ANSWERED: 2,
        Shelf.HELPERS: 1, Shelf.QUARANTINE: 0, Shelf.CLOSED: 0, Shelf.LATER: 0, Shelf.HOSTILE: 0,
    }  # fmt: skip
    assert found.arrived == 1


def test_looking_changes_nothing(line: LineTeam) -> None:
    line.write()
    assert inbox(actor=line.mira).rows == ()
    assert inbox(actor=line.mira).arrived == 1
    assert line.take_in() == 1


def test_the_inbox_is_for_those_who_answer(line: LineTeam) -> None:
    line.write(harm_within="now")
    line.take_in()
    with pytest.raises(NotGrantedError):
        inbox(actor=line.outsider())
    with pytest.raises(NotPermittedError):
        inbox(actor=line.team.back("mira"))
    assert line.rows()[0].danger is Danger.NOW
