"""What a coordinator sees of the work: load, what is overdue, what lies, and who can open how much.

Invariants:
- Only what the coordinator may open is counted by case; of the rest a number is told, and that it
  is not looked into.
- A line shows alias and need and nothing of the content: opening a case asks for its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.records.cases import AccessTerm, Opening
from holdfast.apps.casework.records.risk import RiskScore
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need
from holdfast.apps.casework.rules.supervision import is_exposed_much, is_forgotten
from holdfast.apps.keyring.queries.tasks import all_holders, beyond, held_beyond
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .asked import SOON
from .departures import board_over
from .files import CaseFile, case_files, team_cards
from .scoring import due_again

Holders = dict[tuple[ScopeId, Part], list[MemberId]]


@dataclass(frozen=True, slots=True)
class Load:
    """What one owner has to do."""

    owner: MemberId
    open: int
    emergencies: int
    overdue: int
    missed: int


@dataclass(frozen=True, slots=True)
class Line:
    """A case to look at: whose it is, since when or by when, and of which member."""

    id: CaseId
    alias: str
    need: Need
    owner: MemberId
    at: dt.datetime | None = None
    says: str = ""
    member: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of these cases a member can open, and how much more that the coordinator cannot."""

    member: MemberId
    cases: int
    beyond: int
    is_high: bool


@dataclass(frozen=True, slots=True)
class Supervision:
    """The work at one moment. `unseen` counts what exists and the coordinator cannot open."""

    loads: list[Load]
    orphans: list[Line]
    ending: list[Line]
    forgotten: list[Line]
    score_again: list[Line]
    never_scored: int
    reach: list[Reach]
    unseen: int


def supervision(
    actor: Actor, *, at_work: Collection[MemberId], clock: Clock = utc_now
) -> Supervision:
    """What to look at among the open cases that the actor may open. `at_work` are the members who
    are there.

    Raises NotPermittedError.
    """
    require(actor, Permission.GRANT_CASES)
    now, held = clock(), all_holders(actor)
    files = [f for f in case_files(actor, now=now) if f.case.state is not CaseState.CLOSED]
    return Supervision(
        loads=_loads(actor, files, clock),
        orphans=_sorted(_orphans(files, held, at_work)),
        ending=_sorted(_ending(actor, files, now)),
        forgotten=_sorted(_forgotten(files, now)),
        score_again=_sorted(_score_again(files, now)),
        never_scored=sum(not file.all(RiskScore) for file in files),
        reach=_reach(actor, files, held),
        unseen=beyond(actor),
    )


def _loads(actor: Actor, files: Sequence[CaseFile], clock: Clock) -> list[Load]:
    now, by_owner = clock(), dict[str, list[CaseFile]]()
    for file in files:
        by_owner.setdefault(file.case.owner, []).append(file)
    late = {row.case for row in board_over(actor, files, clock=clock).rows if row.is_overdue}
    loads = [
        Load(
            owner=MemberId(owner),
            open=len(theirs),
            emergencies=sum(file.case.need is Need.EMERGENCY for file in theirs),
            overdue=sum(_is_overdue(file, now) for file in theirs),
            missed=sum(file.scope in late for file in theirs),
        )
        for owner, theirs in by_owner.items()
    ]
    return sorted(loads, key=lambda load: (-load.missed, -load.overdue, -load.open))


def _is_overdue(file: CaseFile, now: dt.datetime) -> bool:
    return file.case.next_at is not None and file.case.next_at < now


def _orphans(
    files: Sequence[CaseFile], held: Holders, at_work: Collection[MemberId]
) -> Iterator[Line]:
    for file in files:
        owner = MemberId(file.case.owner)
        if owner not in at_work:
            yield _line(file, says="its owner is not at work")
        elif owner not in held.get((file.scope, Part.CONTENT), ()):
            yield _line(file, says="its owner cannot open it any more")
        if not file.case.next_action.strip():
            yield _line(file, says="it has no next action")
        elif file.case.next_at is None:
            yield _line(file, says="its next action has no date")


def _ending(actor: Actor, files: Sequence[CaseFile], now: dt.datetime) -> Iterator[Line]:
    by_scope = {str(file.scope): file for file in files}
    for card in team_cards(actor, AccessTerm):
        file = by_scope.get(card.value.scope)
        ends_at = dt.datetime.combine(card.value.until, dt.time(23, 59), tzinfo=dt.UTC)
        if file is not None and ends_at - SOON <= now:
            yield _line(file, at=ends_at, member=MemberId(card.value.member))


def _forgotten(files: Sequence[CaseFile], now: dt.datetime) -> Iterator[Line]:
    for file in files:
        opened = (stored.value.at for stored in file.all(Opening))
        last = max(opened, default=file.case.opened_at)
        if is_forgotten(last, now):
            yield _line(file, at=last)


def _score_again(files: Sequence[CaseFile], now: dt.datetime) -> Iterator[Line]:
    for file in files:
        due_at = due_again(file)
        if due_at is not None and due_at <= now:
            yield _line(file, at=due_at)


def _reach(actor: Actor, files: Sequence[CaseFile], held: Holders) -> list[Reach]:
    counts: dict[MemberId, int] = {}
    for file in files:
        for member in held.get((file.scope, Part.CONTENT), ()):
            counts[member] = counts.get(member, 0) + 1
    found = [
        Reach(member, count, held_beyond(actor, member), is_exposed_much(count, counts.values()))
        for member, count in counts.items()
    ]
    return sorted(found, key=lambda reach: (-reach.cases, reach.member))


def _line(
    file: CaseFile, *, at: dt.datetime | None = None, says: str = "", member: MemberId | None = None
) -> Line:
    case = file.case
    owner = MemberId(case.owner)
    return Line(file.scope, case.alias, case.need, owner, at, says, member)


def _sorted(lines: Iterator[Line]) -> list[Line]:
    """The earliest first; without a moment by alias."""
    return sorted(lines, key=lambda line: (line.at.timestamp() if line.at else 0.0, line.alias))
