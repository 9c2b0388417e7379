import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import NothingProposedError, ReasonNeededError, TwoNeededError
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import ConversationId, Tray
from holdfast.apps.intake.services import trays
from holdfast.apps.intake.services.conversations import move
from holdfast.apps.intake.services.mailboxes import Said, say_danger
from holdfast.apps.intake.services.trays import (
    confirm_hostile,
    propose_hostile,
    skim,
    undo_hostile,
)
from holdfast.apps.keyring.errors import NotGrantedError


@pytest.fixture
def waiting(line: LineTeam):
    contact = line.write()
    line.take_in()
    return line.only(), contact


def hostile(line: LineTeam, one: ConversationId) -> None:
    line.clock.forward(minutes=1)
    propose_hostile(actor=line.mira, conversation=one, reason="threats", clock=line.clock)
    line.clock.forward(minutes=1)
    confirm_hostile(actor=line.lead, conversation=one, clock=line.clock)
    line.clock.forward(minutes=1)


def test_one_member_alone_makes_nobody_hostile(line: LineTeam, waiting) -> None:
    one, _ = waiting
    propose_hostile(actor=line.mira, conversation=one, reason="threats", clock=line.clock)
    assert line.only() == one
    with pytest.raises(TwoNeededError):
        confirm_hostile(actor=line.mira, conversation=one)
    with pytest.raises(TwoNeededError):
        propose_hostile(actor=line.lead, conversation=one, reason="me too")
    with pytest.raises(TwoNeededError):
        move(actor=line.mira, conversation=one, tray=Tray.HOSTILE)
    assert line.only() == one


def test_two_members_put_somebody_apart_and_either_undoes_it(line: LineTeam, waiting) -> None:
    one, _ = waiting
    hostile(line, one)
    assert line.rows() == ()
    assert [row.id for row in line.rows(Shelf.HOSTILE)] == [one]
    with pytest.raises(NothingProposedError):
        confirm_hostile(actor=line.lead, conversation=one)
    undo_hostile(actor=line.mira, conversation=one, clock=line.clock)
    assert line.only() == one
    notes = [m.text for m in conversation(actor=line.mira, conversation=one).messages[1:]]
    assert notes == ["Hostile? threats", "Hostile: confirmed.", "Not hostile."]


def test_it_goes_back_to_where_it_was(line: LineTeam, waiting) -> None:
    one, _ = waiting
    move(actor=line.mira, conversation=one, tray=Tray.HELPERS)
    hostile(line, one)
    undo_hostile(actor=line.lead, conversation=one, clock=line.clock)
    assert [row.id for row in line.rows(Shelf.HELPERS)] == [one]


def test_who_is_hostile_is_heard_on_and_never_dropped(line: LineTeam, waiting) -> None:
    one, contact = waiting
    hostile(line, one)
    line.clock.forward(minutes=1)
    say_danger(contact.come_back(), Said(page()), clock=line.clock)
    line.take_in()
    assert [row.id for row in line.rows(Shelf.HOSTILE)] == [one]
    assert len(conversation(actor=line.mira, conversation=one).messages) == 4


def test_a_reason_is_asked_and_nothing_undone_twice(line: LineTeam, waiting) -> None:
    with pytest.raises(ReasonNeededError):
        propose_hostile(actor=line.mira, conversation=waiting[0], reason=" ")
    with pytest.raises(NothingProposedError):
        undo_hostile(actor=line.mira, conversation=waiting[0])


def test_a_flood_is_skimmed_in_one_step_and_the_real_ones_move_out(line: LineTeam) -> None:
    for number in range(5):
        line.write(f"number {number}")
    line.take_in()
    every = [row.id for row in line.rows()]
    for one in every:
        move(actor=line.mira, conversation=one, tray=Tray.QUARANTINE)
    assert skim(actor=line.mira, looked_at=every, real=every[:2], clock=line.clock) == 5
    assert {row.id for row in line.rows()} == set(every[:2])
    assert len(line.rows(Shelf.QUARANTINE)) == 3


def test_a_step_is_bounded_and_the_real_ones_go_first(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "MOST_AT_ONCE", 2)
    for number in range(3):
        line.write(f"number {number}")
    line.take_in()
    every = [row.id for row in line.rows()]
    assert skim(actor=line.mira, looked_at=every, real=every[2:], clock=line.clock) == 2
    assert skim(actor=line.mira, looked_at=[], clock=line.clock) == 0


def test_only_who_answers_the_line_skims(line: LineTeam, waiting) -> None:
    with pytest.raises(NotGrantedError):
        skim(actor=line.outsider(), looked_at=[waiting[0]])
