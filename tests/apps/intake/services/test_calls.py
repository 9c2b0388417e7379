import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import EmptyMessageError, PastMomentError
from holdfast.apps.intake.marks import LONGEST_AHEAD
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.records import Caller, Conversation
from holdfast.apps.intake.rules import Channel, Danger, Voice
from holdfast.apps.intake.safe_hours import read_hours
from holdfast.apps.intake.services.calls import Call, log_call, note_not_reached
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.rules import Part, RecordId

HEARD = Call(
    "Called from a shop. Wants to leave tonight.",
    {"harm within": ("24 h",), "held by": ("family",)},
    language="ru",
    caller=Caller(name="Irma", reach="+999 555 0147", call_back="after 22", word="marmalade"),
)


def test_calls_and_letters_stand_in_one_inbox(line: LineTeam) -> None:
    line.write("a letter", harm_within="later")
    line.take_in()
    called = log_call(actor=line.mira, call=HEARD, clock=line.clock)
    assert [row.channel for row in line.rows()] == [Channel.TELEPHONE, Channel.WEB]
    assert line.rows()[0].id == called
    assert line.rows(Shelf.MINE)[0].id == called


def test_who_called_is_sealed_apart_from_what_they_said(line: LineTeam) -> None:
    called = log_call(actor=line.mira, call=HEARD, clock=line.clock)
    (caller,) = find(line.mira, Caller)
    assert caller.part is Part.IDENTITY
    kept = read(line.mira, RecordId(called), Conversation)
    assert kept.part is Part.CONTENT
    assert "Irma" not in str(kept.value) and "0147" not in str(kept.value)
    shown = conversation(actor=line.mira, conversation=called, clock=line.clock)
    assert shown.caller == HEARD.caller
    assert (shown.danger, shown.language) == (Danger.DAY, "ru")
    assert shown.messages[0].voice is Voice.CALL


def test_a_call_with_nothing_heard_is_refused(line: LineTeam) -> None:
    with pytest.raises(EmptyMessageError):
        log_call(actor=line.mira, call=Call(text="  "))
    assert line.rows(Shelf.MINE) == ()


def test_a_second_call_adds_what_is_new_and_keeps_what_was_known(line: LineTeam) -> None:
    called = log_call(actor=line.mira, call=HEARD, clock=line.clock)
    line.clock.forward(hours=3)
    again = Call(
        "The brothers are back.",
        {"harm within": ("now",), "wish": ("leave region",)},
        caller=Caller(call_back="do not call"),
        needs_answer=False,
    )
    assert log_call(actor=line.mira, call=again, conversation=called, clock=line.clock) == called
    shown = conversation(actor=line.mira, conversation=called, clock=line.clock)
    assert shown.danger is Danger.NOW
    assert shown.answers == {
        "harm within": ("now",), "held by": ("family",), "wish": ("leave region",)
    }  # fmt: skip
    assert shown.caller == Caller(
        name="Irma", reach="+999 555 0147", call_back="do not call", word="marmalade"
    )
    assert shown.waiting_since is None
    assert len(shown.messages) == 2


def test_a_later_call_does_not_lower_danger_by_itself(line: LineTeam) -> None:
    called = log_call(actor=line.mira, call=HEARD)
    calm = Call("Sounds calmer.", {"harm within": ("later",)})
    log_call(actor=line.mira, call=calm, conversation=called)
    assert conversation(actor=line.mira, conversation=called).danger is Danger.DAY


def test_somebody_who_wrote_can_also_telephone(line: LineTeam) -> None:
    line.write()
    line.take_in()
    one = line.only()
    log_call(actor=line.mira, call=HEARD, conversation=one)
    shown = conversation(actor=line.mira, conversation=one)
    assert shown.caller == HEARD.caller
    assert shown.can_answer


def test_who_is_not_on_the_line_logs_nothing(line: LineTeam) -> None:
    with pytest.raises(NotGrantedError):
        log_call(actor=line.outsider(), call=HEARD)
    with pytest.raises(NotPermittedError):
        log_call(actor=line.team.back("mira"), call=HEARD)
    assert line.rows() == ()


def test_a_call_that_reached_nobody_is_written_down_with_the_next_try(line: LineTeam) -> None:
    called = log_call(actor=line.mira, call=HEARD, clock=line.clock)
    line.clock.forward(minutes=1)
    again = line.clock() + dt.timedelta(hours=2)
    note_not_reached(
        actor=line.mira, conversation=called, text="a man answered", call_at=again, clock=line.clock
    )
    shown = conversation(actor=line.mira, conversation=called, clock=line.clock)
    assert (shown.messages[-1].voice, shown.messages[-1].text) == (
        Voice.NOT_REACHED, "a man answered",
    )  # fmt: skip
    assert (shown.call_at, shown.not_reached) == (again, 1)
    assert shown.waiting_since is not None
    log_call(actor=line.mira, call=Call("reached"), conversation=called, clock=line.clock)
    assert conversation(actor=line.mira, conversation=called).not_reached == 0


@pytest.mark.parametrize("far", [dt.timedelta(0), LONGEST_AHEAD + dt.timedelta(minutes=1)])
def test_a_next_try_that_is_over_or_means_never_is_refused(
    line: LineTeam, far: dt.timedelta
) -> None:
    called = log_call(actor=line.mira, call=HEARD, clock=line.clock)
    at = line.clock() + far
    with pytest.raises(PastMomentError):
        note_not_reached(actor=line.mira, conversation=called, call_at=at, clock=line.clock)
    with pytest.raises(PastMomentError):
        log_call(actor=line.mira, call=Call("x", call_at=at), clock=line.clock)


def test_a_message_written_down_by_hand_keeps_how_it_came(line: LineTeam) -> None:
    line.write("by letter")
    line.take_in()
    one = line.only()
    call = Call("from the sister", channel=Channel.MESSENGER, caller=Caller(reach="@lake_heron7"))
    log_call(actor=line.mira, call=call, conversation=one, clock=line.clock)
    shown = conversation(actor=line.mira, conversation=one, clock=line.clock)
    assert {said.text: said.channel for said in shown.messages} == {
        "by letter": Channel.WEB, "from the sister": Channel.MESSENGER,
    }  # fmt: skip
    assert shown.caller is not None and shown.caller.reach == "@lake_heron7"


def test_safe_hours_stay_where_a_later_call_says_none(line: LineTeam) -> None:
    safe = read_hours("21-23", "Europe/Athens")
    called = log_call(actor=line.mira, call=Call("x", caller=Caller(safe=safe)), clock=line.clock)
    log_call(actor=line.mira, call=Call("y", caller=Caller(word="plum")), conversation=called,
             clock=line.clock)  # fmt: skip
    shown = conversation(actor=line.mira, conversation=called, clock=line.clock)
    assert shown.caller == Caller(safe=safe, word="plum")
    assert not shown.is_safe_now and shown.safe_span is not None
