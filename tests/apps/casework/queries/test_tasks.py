import datetime as dt

from tests.apps.casework.cast import Office, hours

from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.tasks import About, TaskKind, tasks, tasks_over
from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.rules.cases import CaseId, Need, Outcome
from holdfast.apps.casework.rules.pathways import PathwayKind
from holdfast.apps.casework.services.cases import FirstWords, close_case, open_case
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.pathways import add_programme


def kinds(desk: Office) -> list[tuple[TaskKind, str, bool]]:
    return [(task.kind, task.alias, task.is_over) for task in tasks(desk.lead, clock=desk.clock)]


def test_tasks_follow_from_dates_and_what_is_overdue_comes_first(desk: Office) -> None:
    soon = FirstWords(next_action="Call", next_at=desk.clock() + hours(2))
    open_case(actor=desk.lead, alias="Teal", first=soon, clock=desk.clock)
    first = FirstWords(need=Need.EMERGENCY)
    open_case(actor=desk.lead, alias="Heron", first=first, clock=desk.clock)
    assert kinds(desk) == [
        (TaskKind.NEXT_ACTION, "Teal", False),
        (TaskKind.DEADLINE, "Heron", False),
    ]
    desk.clock.forward(hours=3)
    assert kinds(desk)[0] == (TaskKind.NEXT_ACTION, "Teal", True)


def test_a_missed_check_in_is_a_task(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    watched.clock.forward(hours=4)
    found = [
        task for task in tasks(watched.lead, clock=watched.clock) if task.kind is TaskKind.CHECK_IN
    ]
    assert [(task.case, task.says, task.is_over) for task in found] == [
        (case, "Check-in: missed", True)
    ]


def test_a_case_shows_its_own_tasks_only(desk: Office) -> None:
    first = FirstWords(next_action="Call", next_at=desk.clock())
    case = open_case(actor=desk.lead, alias="Teal", first=first, clock=desk.clock)
    open_case(actor=desk.lead, alias="Heron", first=first, clock=desk.clock)
    mine = tasks_over(desk.lead, [case_file(desk.lead, case, now=desk.clock())], clock=desk.clock)
    assert [task.alias for task in mine] == ["Teal"]
    assert case_of(desk.lead, case, clock=desk.clock).tasks == mine


def test_access_that_ends_within_a_week_is_a_task(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    desk.give(case, "mira", until=desk.clock().date() + dt.timedelta(days=9))
    assert kinds(desk) == []
    desk.clock.forward(days=3)
    assert kinds(desk) == [(TaskKind.ACCESS_ENDS, "Heron", False)]


def test_a_closed_case_asks_for_nothing(desk: Office) -> None:
    first = FirstWords(need=Need.EMERGENCY, next_at=desk.clock())
    case = open_case(actor=desk.lead, first=first, clock=desk.clock)
    open_for(actor=desk.lead, case=case, reason="to close", clock=desk.clock)
    close_case(actor=desk.lead, case=case, outcome=Outcome.DUPLICATE, revision=1, clock=desk.clock)
    assert tasks(desk.lead, clock=desk.clock) == []


def test_places_to_look_through_and_programmes_to_verify_are_tasks_of_the_team(
    desk: Office,
) -> None:
    today = desk.clock().date()
    desk.place("Alder", last_sweep=today - dt.timedelta(days=31))
    desk.place("Willow", last_sweep=today)
    desk.place("Rowan", sweep_days=0)
    visa = Programme(title="Visa", kind=PathwayKind.WORK_VISA)
    add_programme(actor=desk.lead, programme=visa)
    found = tasks(desk.lead, clock=desk.clock)
    assert [(task.about, task.alias, task.is_over) for task in found] == [
        (About.PLACE, "Alder", True), (About.PROGRAMME, "Visa", False),
    ]  # fmt: skip
    assert tasks(desk.join("mira"), clock=desk.clock)[0].about is About.PROGRAMME
