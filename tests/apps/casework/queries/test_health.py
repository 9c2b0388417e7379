import datetime as dt

import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_health import PILLS, SCREEN, begin, given, where

from holdfast.apps.casework.errors.health import NoHealthError
from holdfast.apps.casework.queries.health import (
    entry,
    health_state,
    held_health,
    read_health,
    who_holds_health,
)
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.rules.cases import CaseId, Outcome
from holdfast.apps.casework.services.cases import close_case
from holdfast.apps.casework.services.health import add_health, review_screen
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, RecordId


def due(desk: Office, actor: Actor) -> list[tuple[dt.date, str]]:
    found = tasks(actor, clock=desk.clock)
    return [(task.due_at.date(), task.says) for task in found if task.kind == "health"]


def test_others_see_that_it_is_there_and_no_more(desk: Office, case: CaseId) -> None:
    assert health_state(desk.lead, case, clock=desk.clock).scope is None
    with pytest.raises(NoHealthError):
        held_health(desk.lead, case, clock=desk.clock)
    begin(desk, case)
    seen = health_state(desk.second(case), case, clock=desk.clock)
    assert (seen.scope is not None, seen.may_open) == (True, False)
    assert health_state(desk.lead, case, clock=desk.clock).may_open


def test_a_task_says_that_something_is_due_to_holders_alone(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    add_health(item=PILLS, **where(desk, case))
    second = desk.second(case)
    assert due(desk, desk.lead) == [(dt.date(2031, 4, 5), "health: due")]
    assert due(desk, second) == []
    assert [task.says for task in tasks(second, clock=desk.clock)] == []


def test_a_grave_concern_is_due_until_it_is_reviewed(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    record = add_health(item=SCREEN, **where(desk, case))
    assert due(desk, nurse) == [(SCREEN.made_on, "health: due")]
    review_screen(record=record, revision=1, **where(desk, case, nurse))
    assert due(desk, nurse) == []


def test_a_closed_case_asks_nothing(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    add_health(item=PILLS, **where(desk, case))
    close_case(
        actor=desk.lead, case=case, outcome=Outcome.SAFETY_PLAN, revision=1, clock=desk.clock
    )
    assert due(desk, desk.lead) == []


def test_who_holds_it_stands_there_with_the_reason(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case, until=SCREEN.made_on)
    held = {one.member: one for one in who_holds_health(desk.lead, case, clock=desk.clock)}
    assert (held[nurse.member].reason, held[nurse.member].until) == ("the nurse", SCREEN.made_on)
    assert held[desk.lead.member].reason == "began it"


def test_an_entry_is_found_by_its_id(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    record = add_health(item=PILLS, **where(desk, case))
    file = read_health(desk.lead, case, clock=desk.clock)
    assert entry(file, record).value == PILLS
    with pytest.raises(NotGrantedError):
        entry(file, RecordId("z" * 26))
