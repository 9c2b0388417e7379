import datetime as dt
from collections.abc import Iterator

import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries import due
from holdfast.apps.casework.queries.due import Due, TaskKind, due_in
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.services.cases import FirstWords, open_case


def test_an_emergency_asks_to_be_safe_by_a_day_and_for_its_next_action(desk: Office) -> None:
    first = FirstWords(need=Need.EMERGENCY, next_action="Call", next_at=desk.clock())
    case = open_case(actor=desk.lead, alias="Heron", first=first, clock=desk.clock)
    file = case_file(desk.lead, case, now=desk.clock())
    found = {(one.kind, one.says) for one in due_in(file, desk.clock())}
    assert found == {
        (TaskKind.NEXT_ACTION, "Call"),
        (TaskKind.DEADLINE, "Safe by this day: emergency"),
    }


def test_what_is_asked_all_through_an_hour_is_worked_out_once(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dt.datetime] = []

    def asks(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
        asked.append(now)
        yield Due(now.replace(hour=23), TaskKind.DEADLINE, f"on day {now.day}")

    monkeypatch.setattr(due, "ASKING", (asks,))
    file = case_file(desk.lead, desk.open(), now=desk.clock())
    start = desk.clock().replace(hour=9)
    for minutes in (0, 20, 59):
        at = start + dt.timedelta(minutes=minutes)
        assert [one.says for one in due_in(file, at)] == [f"on day {start.day}"]
    assert len(asked) == 2
    due_in(file, start + dt.timedelta(minutes=60))
    due_in(file, start - dt.timedelta(minutes=1))
    assert len(asked) == 6


def test_what_changes_within_the_hour_is_worked_out_at_each_look(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asks(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
        yield Due(now, TaskKind.DEADLINE, "now")

    monkeypatch.setattr(due, "ASKING", (asks,))
    file = case_file(desk.lead, desk.open(), now=desk.clock())
    for minutes in (0, 1, 2):
        at = desk.clock() + dt.timedelta(minutes=minutes)
        assert [one.at for one in due_in(file, at)] == [at]
