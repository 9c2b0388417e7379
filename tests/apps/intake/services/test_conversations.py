import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake import errors
from holdfast.apps.intake.models import LetterOut
from holdfast.apps.intake.queries.conversations import Shown, conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import MOST_ANSWER_CHARACTERS, Danger, Tray, Voice
from holdfast.apps.intake.services import conversations as services
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import (
    answer,
    assign,
    close,
    judge_danger,
    link_case,
    move,
    note,
    release_to_others,
)
from holdfast.apps.intake.services.mailboxes import Said, delete_mailbox
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError


@pytest.fixture
def waiting(line: LineTeam):
    """Somebody who wrote and waits: their conversation's id, and the contact."""
    contact = line.write()
    line.take_in()
    line.clock.forward(minutes=1)
    return line.only(), contact


def seen(line: LineTeam, one: str) -> Shown:
    return conversation(actor=line.mira, conversation=one, clock=line.clock)


def test_an_answer_is_read_by_the_person_and_ends_the_waiting(line: LineTeam, waiting) -> None:
    one, contact = waiting
    answer(actor=line.mira, conversation=one, text="Is there a door?", clock=line.clock)
    assert contact.read() == ["Is there a door?"]
    assert line.rows() == ()
    assert line.rows(Shelf.ANSWERED)[0].id == one
    assert line.rows(Shelf.MINE)[0].id == one
    assert seen(line, one).messages[-1].by == line.mira.member


def test_an_answer_that_was_cut_off_is_sent_by_the_next_taking_in(
    line: LineTeam, waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, contact = waiting
    with monkeypatch.context() as patch:
        patch.setattr(services, "send_again", lambda *_: None)  # killed before it was sent
        answer(actor=line.mira, conversation=one, text="Wait by the yard.", clock=line.clock)
    assert contact.read() == []
    assert seen(line, one).is_unsent
    line.take_in()
    assert contact.read() == ["Wait by the yard."]
    assert not seen(line, one).is_unsent
    line.take_in()
    assert LetterOut.objects.count() == 1


def test_an_empty_or_endless_answer_is_refused(line: LineTeam, waiting) -> None:
    one, contact = waiting
    with pytest.raises(errors.EmptyMessageError):
        answer(actor=line.mira, conversation=one, text=" ", clock=line.clock)
    with pytest.raises(errors.TooLongError):
        answer(actor=line.mira, conversation=one, text="x" * (MOST_ANSWER_CHARACTERS + 1))
    assert contact.read() == []


def test_who_has_no_mailbox_cannot_be_answered_in_writing(line: LineTeam, waiting) -> None:
    one, contact = waiting
    delete_mailbox(contact.box, Said(page()))
    called = log_call(actor=line.mira, call=Call("rang twice"))
    for gone in (one, called):
        with pytest.raises(errors.NoMailboxError):
            answer(actor=line.mira, conversation=gone, text="hello")
        assert all(said.voice is not Voice.US for said in seen(line, gone).messages)


def test_what_one_member_took_another_does_not_answer_or_take(line: LineTeam, waiting) -> None:
    one, contact = waiting
    lead = line.lead
    assign(actor=line.mira, conversation=one)
    for act in (
        lambda: answer(actor=lead, conversation=one, text="me too"),
        lambda: assign(actor=lead, conversation=one),
        lambda: release_to_others(actor=lead, conversation=one),
    ):
        with pytest.raises(errors.AssignedError):
            act()
    assert contact.read() == []
    assign(actor=line.mira, conversation=one, member=lead.member)
    answer(actor=lead, conversation=one, text="I took over")
    assert contact.read() == ["I took over"]


def test_what_is_given_back_anybody_may_take(line: LineTeam, waiting) -> None:
    one, _ = waiting
    assign(actor=line.mira, conversation=one)
    release_to_others(actor=line.mira, conversation=one)
    assign(actor=line.lead, conversation=one)
    assert seen(line, one).assigned_to == line.lead.member


def test_nothing_is_handed_to_somebody_who_cannot_read_it(line: LineTeam, waiting) -> None:
    one, _ = waiting
    outsider = line.outsider()
    with pytest.raises(NotGrantedError):
        assign(actor=line.mira, conversation=one, member=outsider.member)
    assert seen(line, one).assigned_to is None


def test_two_who_answer_from_the_same_page_do_not_answer_twice(line: LineTeam, waiting) -> None:
    one, contact = waiting
    revision = seen(line, one).revision
    answer(actor=line.mira, conversation=one, text="first", revision=revision, clock=line.clock)
    with pytest.raises(EditConflictError):
        answer(
            actor=line.mira, conversation=one, text="second", revision=revision, clock=line.clock
        )
    assert contact.read() == ["first"]


def test_danger_is_raised_freely_and_lowered_only_with_a_reason(line: LineTeam, waiting) -> None:
    one, _ = waiting
    judge_danger(actor=line.mira, conversation=one, danger=Danger.NOW, clock=line.clock)
    with pytest.raises(errors.NoReasonError):
        judge_danger(
            actor=line.mira, conversation=one, danger=Danger.LATER, reason=" ", clock=line.clock
        )
    assert seen(line, one).danger is Danger.NOW
    line.clock.forward(minutes=1)
    judge_danger(
        actor=line.mira,
        conversation=one,
        danger=Danger.LATER,
        reason="The uncle left.",
        clock=line.clock,
    )
    assert seen(line, one).danger is Danger.LATER
    assert seen(line, one).messages[-1].text == "now → later. The uncle left."


def test_notes_are_for_the_team_alone(line: LineTeam, waiting) -> None:
    one, contact = waiting
    note(actor=line.mira, conversation=one, text="same uncle as on Tuesday", clock=line.clock)
    assert contact.read() == []
    assert seen(line, one).messages[-1].voice is Voice.NOTE
    assert seen(line, one).waiting_since is not None


def test_a_conversation_is_linked_moved_and_put_away(line: LineTeam, waiting) -> None:
    one, _ = waiting
    link_case(actor=line.mira, conversation=one, case="a" * 26)
    move(actor=line.mira, conversation=one, tray=Tray.QUARANTINE)
    assert line.rows(Shelf.QUARANTINE)[0].case == "a" * 26
    close(actor=line.mira, conversation=one)
    assert [row.id for row in line.rows(Shelf.CLOSED)] == [one]


def test_who_was_not_let_onto_the_line_can_do_nothing_in_it(line: LineTeam, waiting) -> None:
    one, contact = waiting
    outsider, roleless = line.outsider(), line.team.back("mira")
    acts = (
        lambda actor: answer(actor=actor, conversation=one, text="x"),
        lambda actor: note(actor=actor, conversation=one, text="x"),
        lambda actor: assign(actor=actor, conversation=one),
        lambda actor: release_to_others(actor=actor, conversation=one),
        lambda actor: judge_danger(actor=actor, conversation=one, danger=Danger.NOW),
        lambda actor: link_case(actor=actor, conversation=one, case="x"),
        lambda actor: move(actor=actor, conversation=one, tray=Tray.HELPERS),
        lambda actor: close(actor=actor, conversation=one),
        lambda actor: conversation(actor=actor, conversation=one),
    )
    before = seen(line, one)
    for act in acts:
        with pytest.raises(NotGrantedError):
            act(outsider)
        with pytest.raises(NotPermittedError):
            act(roleless)
    assert seen(line, one) == before
    assert contact.read() == []
