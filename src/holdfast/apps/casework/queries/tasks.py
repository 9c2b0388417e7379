"""What is to be done, derived from dates: nobody enters a task.

Invariants: reading changes nothing; what is overdue comes first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.cases import AccessTerm
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now

from .departures import board_over
from .due import SOON, TaskKind, due_in
from .files import CaseFile, case_files, team_cards
from .health import due_health


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, by when, in which case, and whose it is."""

    due_at: dt.datetime
    kind: TaskKind
    case: CaseId
    alias: str
    says: str
    owner: str
    is_over: bool


def tasks(actor: Actor, *, clock: Clock = utc_now) -> list[Task]:
    """What is to be done in the cases that the actor may open: overdue first, a week ahead."""
    require(actor, Permission.WORK_CASES)
    return tasks_over(actor, case_files(actor, now=clock()), clock=clock)


def tasks_over(actor: Actor, files: Sequence[CaseFile], *, clock: Clock = utc_now) -> list[Task]:
    """What is to be done in these cases, overdue first."""
    now = clock()
    found = [task for file in files for task in _of_case(file, now)]
    found += _of_terms(actor, files, now)
    found += _of_board(actor, files, clock)
    found += [
        _task(file, due.kind, due.at, due.says, now) for file, due in due_health(actor, files, now)
    ]
    return sorted(found, key=lambda task: (task.due_at, task.alias, task.kind))


def _of_case(file: CaseFile, now: dt.datetime) -> Iterator[Task]:
    return (_task(file, due.kind, due.at, due.says, now) for due in due_in(file, now))


def _of_terms(actor: Actor, files: Sequence[CaseFile], now: dt.datetime) -> list[Task]:
    by_scope = {str(file.scope): file for file in files}
    found = []
    for card in team_cards(actor, AccessTerm):
        file = by_scope.get(card.value.scope)
        ends_at = dt.datetime.combine(card.value.until, dt.time(23, 59), tzinfo=dt.UTC)
        if file is not None and ends_at - SOON <= now:
            found.append(_task(file, TaskKind.ACCESS_ENDS, ends_at, "A member's access ends", now))
    return found


def _of_board(actor: Actor, files: Sequence[CaseFile], clock: Clock) -> list[Task]:
    by_scope = {file.scope: file for file in files}
    board = board_over(actor, files, clock=clock)
    late = [row for row in board.rows if row.is_overdue and row.next is not None]
    return [
        _task(
            by_scope[row.case],
            TaskKind.CHECK_IN,
            row.next.check_in.due_at,  # type: ignore[union-attr]
            f"Check-in: {row.next.state}",  # type: ignore[union-attr]
            board.at,
        )
        for row in late
    ]


def _task(file: CaseFile, kind: TaskKind, due_at: dt.datetime, says: str, now: dt.datetime) -> Task:
    case = file.case
    return Task(due_at, kind, file.scope, case.alias, says, case.owner, due_at < now)
