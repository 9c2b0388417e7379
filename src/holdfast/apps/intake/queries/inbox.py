"""The inbox: who waits, since when, and by when an answer is owed.

Invariants:
- Most danger first, then the longest wait; nobody is hidden by how they came to be known.
- What is shown is what the member can open. Nothing is written by looking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.models import LetterIn
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import (
    Channel,
    ConversationId,
    Danger,
    Tray,
    due_at,
    urgency,
)
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now

from .line import the_line
from .team import Promises, promises


class Shelf(StrEnum):
    """A part of the inbox."""

    WAITING = "waiting"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    ANSWERED = "answered"
    HELPERS = "helpers"
    QUARANTINE = "quarantine"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation, as a list shows it."""

    id: ConversationId
    alias: str
    channel: Channel
    language: str
    danger: Danger
    preview: str
    assigned_to: MemberId | None
    waiting_since: dt.datetime | None
    due_at: dt.datetime | None
    is_late: bool
    heard_at: dt.datetime
    case: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One shelf's rows, how many lie on each, how many are late, how many letters wait outside."""

    shelf: Shelf
    rows: tuple[Row, ...]
    counts: Mapping[Shelf, int]
    late: int
    arrived: int


def inbox(*, actor: Actor, shelf: Shelf = Shelf.WAITING, clock: Clock = utc_now) -> Inbox:
    """The inbox, with the rows of one shelf.

    Raises NotPermittedError, LineClosedError, NotGrantedError, or the keyring's.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    stored = list(find(actor, Conversation, scope=the_line(actor).scope))
    now = clock()
    on = {one: [s for s in stored if _lies_on(one, s.value, actor.member)] for one in Shelf}
    promised = promises(actor)
    rows = sorted((_row(s, now, promised) for s in on[shelf]), key=_order)
    late = sum(_is_late(s.value, now, promised) for s in on[Shelf.WAITING])
    counts = {one: len(found) for one, found in on.items()}
    return Inbox(shelf, tuple(rows), counts, late, _arrived())


@as_rows()
def _arrived() -> int:
    return int(LetterIn.objects.count())


def _lies_on(shelf: Shelf, value: Conversation, member: MemberId) -> bool:
    is_open, waits = not value.is_closed, value.waiting_since is not None
    if shelf is Shelf.CLOSED:
        return value.is_closed
    if shelf is Shelf.QUARANTINE:
        return is_open and value.tray is Tray.QUARANTINE
    if shelf is Shelf.HELPERS:
        return is_open and value.tray is Tray.HELPERS
    if not is_open or value.tray is not Tray.PEOPLE:
        return False
    wanted = {
        Shelf.WAITING: waits,
        Shelf.MINE: value.assigned_to == member,
        Shelf.UNASSIGNED: not value.assigned_to,
        Shelf.ANSWERED: not waits,
    }
    return wanted[shelf]


def _row(stored: Stored[Conversation], now: dt.datetime, promised: Promises) -> Row:
    value = stored.value
    due = due_at(value.danger, value.waiting_since, promised) if value.waiting_since else None
    return Row(
        id=ConversationId(stored.id),
        alias=value.alias,
        channel=value.channel,
        language=value.language,
        danger=value.danger,
        preview=value.preview,
        assigned_to=MemberId(value.assigned_to) if value.assigned_to else None,
        waiting_since=value.waiting_since,
        due_at=due,
        is_late=_is_late(value, now, promised),
        heard_at=value.heard_at,
        case=value.case,
        has_left=value.has_left,
    )


def _is_late(value: Conversation, now: dt.datetime, promised: Promises) -> bool:
    since = value.waiting_since
    return since is not None and now > due_at(value.danger, since, promised)


def _order(row: Row) -> tuple[bool, tuple[int, dt.datetime]]:
    """Who waits before who does not."""
    return row.waiting_since is None, urgency(row.danger, row.waiting_since or row.heard_at)
