"""The inbox: who waits, since when, and by when an answer is owed.

Invariants:
- Most danger first, then the longest wait; nobody is hidden by how they came to be known.
- What is shown is what the member can open. Nothing is written by looking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.marks import is_put_off, is_silent
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

from .groups import as_one
from .line import the_line
from .team import Promises, promises


class Shelf(StrEnum):
    """A part of the inbox."""

    WAITING = "waiting"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    ANSWERED = "answered"
    LATER = "later"
    HELPERS = "helpers"
    QUARANTINE = "quarantine"
    HOSTILE = "hostile"
    CLOSED = "closed"


_APART = {Tray.QUARANTINE: Shelf.QUARANTINE, Tray.HOSTILE: Shelf.HOSTILE}


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
    later_until: dt.datetime | None = None
    is_silent: bool = False
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    """Rows of one shelf, how many lie on each, how many are late, how many letters wait outside."""

    shelf: Shelf
    rows: tuple[Row, ...]
    counts: Mapping[Shelf, int]
    late: int
    arrived: int


def inbox(
    *,
    actor: Actor,
    shelf: Shelf = Shelf.WAITING,
    start: int = 0,
    most: int | None = None,
    clock: Clock = utc_now,
) -> Inbox:
    """The inbox, with the rows of one shelf: all, or at most so many from the `start`th on.

    Raises NotPermittedError, LineClosedError, NotGrantedError, or the keyring's.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    now = clock()
    on: dict[Shelf, list[Stored[Conversation]]] = {one: [] for one in Shelf}
    for stored in as_one(find(actor, Conversation, scope=the_line(actor).scope)):
        for one in _shelves_of(stored.value, actor.member, now):
            on[one].append(stored)
    promised = promises(actor)
    here = sorted(on[shelf], key=_order)[start : None if most is None else start + most]
    late = sum(_is_late(s.value, now, promised) for s in on[Shelf.WAITING])
    counts = {one: len(found) for one, found in on.items()}
    rows = tuple(_row(stored, now, promised) for stored in here)
    return Inbox(shelf, rows, counts, late, _arrived())


@as_rows()
def _arrived() -> int:
    return int(LetterIn.objects.count())


def _shelves_of(value: Conversation, member: MemberId, now: dt.datetime) -> Iterator[Shelf]:
    if value.is_closed:
        yield Shelf.CLOSED
    elif value.tray in _APART:
        yield _APART[value.tray]
    elif is_put_off(value.snooze, value.heard_at, now):
        yield Shelf.LATER
    elif value.tray is Tray.HELPERS:
        yield Shelf.HELPERS
    else:
        yield Shelf.ANSWERED if value.waiting_since is None else Shelf.WAITING
        if value.assigned_to == member:
            yield Shelf.MINE
        if not value.assigned_to:
            yield Shelf.UNASSIGNED


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
        later_until=value.snooze.until if value.snooze else None,
        is_silent=waits_in_vain(value, now),
        is_lost=is_lost(value),
    )


def waits_in_vain(value: Conversation, now: dt.datetime) -> bool:
    """Whether we wait for somebody who may be lost. Not for who is put away or never answered."""
    if value.is_closed or value.waiting_since is not None or value.has_left:
        return False
    answered_at = max(value.answered_at or value.heard_at, value.heard_at)
    return is_silent(answered_at=answered_at, call_due_at=value.call_at, now=now)


def is_lost(value: Conversation) -> bool:
    """Whether contact is marked as lost, and nothing was heard since."""
    return value.lost is not None and value.heard_at <= value.lost.at


def _is_late(value: Conversation, now: dt.datetime, promised: Promises) -> bool:
    since = value.waiting_since
    return since is not None and now > due_at(value.danger, since, promised)


def _order(stored: Stored[Conversation]) -> tuple[bool, tuple[int, dt.datetime]]:
    """Who waits before who does not."""
    value = stored.value
    since = value.waiting_since
    return since is None, urgency(value.danger, since or value.heard_at)
