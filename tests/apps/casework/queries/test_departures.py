import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connections
from tests.apps.casework.cast import Office, hours
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.departures import board_over, check_ins, departures
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import CheckInState
from holdfast.apps.casework.services.check_ins import say_lost
from holdfast.apps.casework.services.journeys import arrive, declare_compromised, start_leg
from holdfast.apps.keyring.memory import Memory
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.watch.heartbeat import Condition, beat
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.queries import rows as watch_rows
from holdfast.apps.watch.services.rounds import make_round


@contextmanager
def watched_store() -> Iterator[list[str]]:
    """What is asked of the watch's store."""
    asked = list[str]()

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connections["watch"].execute_wrapper(note):
        yield asked


def test_who_is_overdue_leads_the_board(watched: Office) -> None:
    later, soon = watched.open("Teal"), watched.open("Heron", people=3)
    watched.planned(later)
    watched.under_way(soon)
    watched.clock.forward(hours=2)
    board = departures(watched.lead, clock=watched.clock)
    assert [row.alias for row in board.rows] == ["Heron", "Teal"]
    assert (board.overdue, board.next_at) == (0, watched.clock() + hours(1))
    watched.clock.forward(hours=1.5)
    board = departures(watched.lead, clock=watched.clock)
    row = board.rows[0]
    assert [r.should_have_left(board.at) for r in board.rows] == [False, True]
    assert (board.overdue, row.next.state, row.is_overdue) == (1, CheckInState.MISSED, True)
    assert (row.others, row.children, row.leg.destination, row.approvals) == (2, 0, "Station", 1)
    assert row.next.late_at == watched.clock() - dt.timedelta(minutes=20)


def test_once_the_watch_told_somebody_the_board_says_so(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    watched.clock.forward(hours=4)
    make_round(watched.box, lambda _: None, now=watched.clock())
    view = departures(watched.lead, clock=watched.clock).rows[0].next
    assert view.state is CheckInState.ESCALATED
    assert len(view.done) == 4


def test_a_check_in_that_the_watch_does_not_know_is_shown_as_such(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    assert not departures(watched.lead, clock=watched.clock).rows[0].is_unwatched
    WatchRow.objects.all().update(sealed=b"HP1")
    assert departures(watched.lead, clock=watched.clock).rows[0].is_unwatched
    WatchRow.objects.all().delete()
    assert departures(watched.lead, clock=watched.clock).rows[0].is_unwatched


def test_a_session_opens_a_row_of_the_watch_once_and_sees_when_it_changes(
    watched: Office, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.under_way(case)
    session, opened = replace(watched.lead, memory=Memory()), list[str]()
    real = watch_rows.open_row
    monkeypatch.setattr(
        watch_rows,
        "open_row",
        lambda *a, row, box: opened.append(row) or real(*a, row=row, box=box),
    )
    for _ in range(3):
        assert not departures(session, clock=watched.clock).rows[0].is_unwatched
    assert len(opened) == len(set(opened)) == 2  # one for each check-in, and no decoy
    WatchRow.objects.all().update(sealed=b"HP1")
    assert departures(session, clock=watched.clock).rows[0].is_unwatched
    WatchRow.objects.all().delete()
    assert departures(session, clock=watched.clock).rows[0].is_unwatched


def test_a_board_without_a_journey_asks_nothing_of_the_watch(watched: Office, case: CaseId) -> None:
    files = [case_file(watched.lead, case, now=watched.clock())]
    with watched_store() as asked:
        assert board_over(watched.lead, files, clock=watched.clock).rows == []
    assert asked == []


def test_the_board_says_whether_somebody_watches(desk: Office, case: CaseId) -> None:
    desk.planned(case)
    board = departures(desk.lead, clock=desk.clock)
    assert (board.sign.condition, board.sign.is_watching) == (Condition.NEVER, False)
    beat(site_folder(), Condition.WATCHING, every_seconds=30)
    assert departures(desk.lead).sign.is_watching


def test_who_has_arrived_leaves_the_board_and_who_is_compromised_stays(watched: Office) -> None:
    one, other = watched.open("Heron"), watched.open("Teal")
    first, second = watched.under_way(one), watched.under_way(other)
    words = {"actor": watched.lead, "clock": watched.clock}
    start_leg(**words, case=one, journey=first, leg=1)
    arrive(**words, case=one, journey=first)
    declare_compromised(**words, case=other, journey=second)
    assert [row.alias for row in departures(watched.lead, clock=watched.clock).rows] == ["Teal"]
    file = case_file(watched.lead, other, now=watched.clock())
    for view in check_ins(watched.lead, file, file.all(Journey)[0].id, now=watched.clock()):
        say_lost(**words, case=other, check_in=view.id, says="no sign")
    assert departures(watched.lead, clock=watched.clock).rows == []


def test_a_board_can_be_of_some_cases_alone(watched: Office) -> None:
    one, other = watched.open("Heron"), watched.open("Teal")
    watched.planned(one)
    watched.planned(other)
    files = [case_file(watched.lead, other, now=watched.clock())]
    assert [r.alias for r in board_over(watched.lead, files, clock=watched.clock).rows] == ["Teal"]


def test_others_see_only_what_they_may_open(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    assert departures(watched.join("mira"), clock=watched.clock).rows == []
    with pytest.raises(NotPermittedError):
        departures(at_work(watched.lead, Role.ANALYST), clock=watched.clock)
