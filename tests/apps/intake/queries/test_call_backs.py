import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.queries.call_backs import call_backs
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.safe_hours import SafeHours, read_hours
from holdfast.apps.intake.services.calls import Call, log_call, note_not_reached
from holdfast.apps.intake.services.conversations import close
from holdfast.apps.keyring.queries import bodies


def called(line: LineTeam, text: str, hours: str = "", **more: object) -> ConversationId:
    safe = read_hours(hours, "UTC") if hours else SafeHours()
    call = Call(text, caller=Caller(reach="555 0147", safe=safe), **more)
    return log_call(actor=line.mira, call=call, clock=line.clock)


def test_who_is_safe_now_comes_first_and_who_is_safe_longest_last(line: LineTeam) -> None:
    """It is nine o'clock."""
    unknown = called(line, "no hours")
    evening = called(line, "evening", "20-22")
    long = called(line, "all morning", "8-12")
    short = called(line, "until half past", "8-9:30")
    found = call_backs(actor=line.mira, clock=line.clock)
    assert [one.id for one in found] == [short, long, evening, unknown]
    assert [one.is_safe_now for one in found] == [True, True, False, False]


def test_an_agreed_time_brings_somebody_here_who_waits_for_nothing(line: LineTeam) -> None:
    agreed = line.clock() + dt.timedelta(hours=5)
    one = called(line, "call me", needs_answer=False, call_at=agreed)
    (found,) = call_backs(actor=line.mira, clock=line.clock)
    assert (found.id, found.call_at, found.is_missed, found.is_waiting) == (
        one, agreed, False, False,
    )  # fmt: skip
    line.clock.forward(hours=6)
    assert call_backs(actor=line.mira, clock=line.clock)[0].is_missed


def test_who_was_not_reached_stays_with_how_often(line: LineTeam) -> None:
    one = called(line, "call me")
    for _ in range(2):
        note_not_reached(actor=line.mira, conversation=one, clock=line.clock)
    (found,) = call_backs(actor=line.mira, clock=line.clock)
    assert found.not_reached == 2


def test_who_wrote_or_was_put_away_is_not_called(line: LineTeam) -> None:
    line.write("by letter")
    line.take_in()
    close(actor=line.mira, conversation=called(line, "done"))
    assert call_backs(actor=line.mira, clock=line.clock) == []


def test_the_list_is_for_those_who_answer(line: LineTeam) -> None:
    with pytest.raises(NotPermittedError):
        call_backs(actor=line.team.join("clerk"))


def test_the_line_is_read_once_for_the_whole_list(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    called(line, "all morning", "8-12")
    looks: list[str] = []
    real = bodies.open_records

    def looked(*words: object, scope: str = "", **more: object) -> object:
        looks.append(scope)
        return real(*words, scope=scope, **more)

    monkeypatch.setattr(bodies, "open_records", looked)
    assert [one.alias for one in call_backs(actor=line.mira, clock=line.clock)] != []
    assert looks == [the_line(line.mira).scope]
