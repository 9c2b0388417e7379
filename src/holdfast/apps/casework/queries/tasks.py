"""What is to be done, derived from dates: nobody enters a task.

Invariants: reading changes nothing; what is overdue comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.cases import AccessTerm
from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.records.places import Place
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.pathways import is_stale
from holdfast.apps.casework.rules.places import SWEPT, sweep_due
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .departures import board_over
from .due import SOON, Due, TaskKind, due_in
from .files import CaseFile, case_files, team_cards
from .health import due_health
from .replanning import due_anew


class About(StrEnum):
    """What a task is about, and so which page it leads to."""

    CASE = "case"
    PLACE = "place"
    PROGRAMME = "programme"
    REPLAN = "replan"
    RIDES = "rides"


_LEADS_TO = {TaskKind.REPLAN: About.REPLAN, TaskKind.RIDE: About.RIDES}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, by when, about what, and whose it is. `case` is the id of what it is about;
    what is of the team has no owner."""

    due_at: dt.datetime
    kind: TaskKind
    case: CaseId
    alias: str
    says: str
    owner: str
    is_over: bool
    about: About = About.CASE


def tasks(actor: Actor, *, clock: Clock = utc_now) -> list[Task]:
    """What is to be done in the cases that the actor may open: overdue first, a week ahead."""
    require(actor, Permission.WORK_CASES)
    found = tasks_over(actor, case_files(actor, now=clock()), clock=clock)
    found += [*_of_places(actor, clock()), *_of_programmes(actor, clock())]
    return sorted(found, key=_order)


def tasks_over(actor: Actor, files: Sequence[CaseFile], *, clock: Clock = utc_now) -> list[Task]:
    """What is to be done in these cases, overdue first."""
    now = clock()
    found = [task for file in files for task in _of_case(file, now)]
    found += _of_terms(actor, files, now)
    found += _of_board(actor, files, clock)
    of_scopes = [*due_health(actor, files, now), *due_anew(actor, files, now)]
    found += [_task(file, due, now) for file, due in of_scopes]
    return sorted(found, key=_order)


def _of_case(file: CaseFile, now: dt.datetime) -> Iterator[Task]:
    return (_task(file, due, now) for due in due_in(file, now))


def _of_terms(actor: Actor, files: Sequence[CaseFile], now: dt.datetime) -> list[Task]:
    terms = list(team_cards(actor, AccessTerm))
    by_scope = {str(file.scope): file for file in files} if terms else {}
    found = []
    for card in terms:
        file = by_scope.get(card.value.scope)
        ends_at = _end_of(card.value.until)
        if file is not None and ends_at - SOON <= now:
            due = Due(ends_at, TaskKind.ACCESS_ENDS, "A member's access ends")
            found.append(_task(file, due, now))
    return found


def _of_board(actor: Actor, files: Sequence[CaseFile], clock: Clock) -> list[Task]:
    board = board_over(actor, files, clock=clock)
    late = [row for row in board.rows if row.is_overdue and row.next is not None]
    by_scope = {file.scope: file for file in files} if late else {}
    return [
        _task(
            by_scope[row.case],
            Due(
                row.next.check_in.due_at,  # type: ignore[union-attr]
                TaskKind.CHECK_IN,
                f"Check-in: {row.next.state}",  # type: ignore[union-attr]
            ),
            board.at,
        )
        for row in late
    ]


def _of_places(actor: Actor, now: dt.datetime) -> Iterator[Task]:
    """Places that must be looked through."""
    for stored in find(actor, Place, where=lambda place: place.status in SWEPT):
        place = stored.value
        by = sweep_due(place.last_sweep, place.sweep_days, today=now.date())
        if by is not None and _end_of(by) - SOON <= now:
            yield _of_team(TaskKind.SWEEP, stored.scope, place.alias, "Look through it", by, now)


def _of_programmes(actor: Actor, now: dt.datetime) -> Iterator[Task]:
    """Programmes that must be verified again."""
    for stored in team_cards(actor, Programme):
        value = stored.value
        if not value.is_closed and is_stale(value.verified_on, value.stale_days, today=now.date()):
            since = value.verified_on or now.date()
            by = since + dt.timedelta(days=value.stale_days) if value.verified_on else since
            yield _of_team(TaskKind.VERIFY, stored.id, value.title, "Verify it again", by, now)


def _of_team(
    kind: TaskKind, id_: str, alias: str, says: str, by: dt.date, now: dt.datetime
) -> Task:
    about = About.PLACE if kind is TaskKind.SWEEP else About.PROGRAMME
    return Task(_end_of(by), kind, CaseId(ScopeId(id_)), alias, says, "", _end_of(by) < now, about)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), tzinfo=dt.UTC)


def _order(task: Task) -> tuple[dt.datetime, str, str]:
    return task.due_at, task.alias, task.kind


def _task(file: CaseFile, due: Due, now: dt.datetime) -> Task:
    case, about = file.case, _LEADS_TO.get(due.kind, About.CASE)
    return Task(due.at, due.kind, file.scope, case.alias, due.says, case.owner, due.at < now, about)
