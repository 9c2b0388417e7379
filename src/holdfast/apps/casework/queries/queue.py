"""The queue of cases, whole or only what somebody asks for.

Invariants:
- Shown is alias, need, deadline and next action of what the actor may open; nothing more before
  they said why they open it.
- The most urgent need first, then the nearest deadline. What is not asked for changes no order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.records.cases import Case
from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need, deadline, queue_rank
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.keyring.queries.bodies import (
    Opened,
    as_stored,
    of_each_scope,
    of_scope,
    while_remembered,
)
from holdfast.apps.keyring.records import is_kind
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .files import expired_scopes
from .flagged import kinds_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as the queue shows it."""

    id: CaseId
    revision: int
    case: Case
    deadline: dt.datetime
    is_over: bool
    flags: list[FlagKind]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: of this need, of this owner, with these words in what is shown."""

    need: Need | None = None
    owner: MemberId | None = None
    words: str = ""


class Head(NamedTuple):
    """What the queue needs of a case, whatever the time."""

    order: tuple[int, float, str]
    id: CaseId
    revision: int
    case: Case
    deadline: dt.datetime
    flags: tuple[Flag, ...]

    def listed(self, now: dt.datetime) -> Listed:
        """As it is shown at a moment."""
        is_over, flags = self.deadline < now, kinds_of(self.flags, now)
        return Listed(self.id, self.revision, self.case, self.deadline, is_over, flags)


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases that were wanted, of so many in all, at a moment."""

    at: dt.datetime
    heads: list[Head]
    whole: int

    def listed(self, some: Iterable[Head]) -> list[Listed]:
        """Some of them as they are shown."""
        return [head.listed(self.at) for head in some]


def heads(actor: Actor, *, now: dt.datetime) -> list[Head]:
    """The heads of all cases that the actor may open, in the queue's order. Raises as opening."""

    def sort_out() -> list[Head]:
        gone = expired_scopes(actor, now)
        found = [head for head in of_each_scope(actor, _head) if head is not None]
        return sorted((head for head in found if head.id not in gone), key=_order)

    return list(while_remembered(actor, (heads, now.date()), sort_out))


def case_aliases(actor: Actor, cases: Iterable[CaseId], *, now: dt.datetime) -> dict[CaseId, str]:
    """What these cases are called, of those that the actor may open. Raises as opening."""
    gone = expired_scopes(actor, now)
    found = [of_scope(actor, case, _head) for case in set(cases) - gone]
    return {head.id: head.case.alias for head in found if head is not None}


def queue(actor: Actor, *, wanted: Wanted = Wanted(), clock: Clock = utc_now) -> Queue:
    """The cases that are not closed."""
    require(actor, Permission.WORK_CASES)
    now = clock()
    whole = [head for head in heads(actor, now=now) if head.case.state is not CaseState.CLOSED]
    return Queue(now, list(_only(whole, wanted)), len(whole))


def closed(actor: Actor, *, wanted: Wanted = Wanted(), clock: Clock = utc_now) -> Queue:
    """The cases that were closed, the last first."""
    require(actor, Permission.WORK_CASES)
    now = clock()
    whole = [head for head in heads(actor, now=now) if head.case.outcome is not None]
    whole.sort(key=_closed_at, reverse=True)
    return Queue(now, list(_only(whole, wanted)), len(whole))


def _only(whole: Iterable[Head], wanted: Wanted) -> Iterable[Head]:
    if wanted.need is not None:
        whole = (head for head in whole if head.case.need is wanted.need)
    if wanted.owner is not None:
        whole = (head for head in whole if head.case.owner == wanted.owner)
    words = wanted.words.casefold().split()
    return (head for head in whole if all(word in _said(head.case) for word in words))


def _order(head: Head) -> tuple[int, float, str]:
    return head.order


def _said(case: Case) -> str:
    """What stands in a row, to be looked through."""
    return f"{case.alias} {case.short} {case.next_action} {case.region}".casefold()


def _closed_at(head: Head) -> tuple[bool, dt.datetime]:
    at = head.case.closed_at
    return at is not None, at or head.case.opened_at


def _head(scope: ScopeId, opened: Sequence[Opened]) -> Head | None:
    flags = [as_stored(one, Flag).value for one in opened if is_kind(one.plaintext, Flag)]
    for record in opened:
        if is_kind(record.plaintext, Case):
            stored = as_stored(record, Case)
            case = stored.value
            due_at = deadline(case.need, case.need_since)
            rank, at = queue_rank(case.need, due_at)
            order = (rank, at.timestamp(), case.alias)
            return Head(order, CaseId(scope), stored.revision, case, due_at, tuple(flags))
    return None
