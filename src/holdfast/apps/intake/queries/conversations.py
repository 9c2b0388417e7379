"""One conversation: what was said, by whom, and what we know of the person.

Invariants:
- A caller's name and number are shown only to who holds the identity key too.
- What was merged stands in one order of time, each message with the conversation it came in.
- An answer is known to be read when the person said so: its letter is gone from their mailbox.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.marks import Hostile, LostContact, Snooze, is_put_off
from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.records import Attachment, Caller, Conversation, Message
from holdfast.apps.intake.rules import (
    Answers,
    Channel,
    ConversationId,
    Danger,
    Tray,
    Voice,
    due_at,
)
from holdfast.apps.intake.safe_hours import Span, next_span
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .groups import Group, read_group
from .inbox import is_lost, waits_in_vain
from .team import promises


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `is_read` is None where that is not known or does not apply."""

    id: RecordId
    voice: Voice
    text: str
    at: dt.datetime
    by: MemberId | None
    files: tuple[Attachment, ...]
    is_read: bool | None
    of: ConversationId
    channel: Channel


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways by which somebody reached us, under the alias that they got there."""

    id: ConversationId
    alias: str
    channel: Channel
    can_answer: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation as its page shows it, with those that were merged into it."""

    id: ConversationId
    revision: int
    alias: str
    channel: Channel
    tray: Tray
    danger: Danger
    answers: Answers
    language: str
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    due_at: dt.datetime | None
    is_late: bool
    assigned_to: MemberId | None
    case: str
    messages: tuple[Said, ...]
    caller: Caller | None
    can_answer: bool
    is_unsent: bool
    is_closed: bool
    has_left: bool
    shown_in: str
    ways: tuple[Way, ...]
    snooze: Snooze | None
    hostile: Hostile | None
    lost: LostContact | None
    is_silent: bool
    call_at: dt.datetime | None
    not_reached: int
    safe_span: Span | None
    is_safe_now: bool


def conversation(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> Shown:
    """One conversation, whole.

    Raises NotPermittedError, NotGrantedError, WrongTypeError, or the keyring's.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    group, now = read_group(actor, conversation), clock()
    value = group.value
    since, promised = value.waiting_since, promises(actor)
    due = due_at(value.danger, since, promised) if since else None
    ways = _ways(group)
    caller = _caller(actor, group)
    span = next_span(caller.safe, now) if caller else None
    return Shown(
        id=ConversationId(group.head.id),
        revision=group.revision,
        alias=value.alias,
        channel=value.channel,
        tray=value.tray,
        danger=value.danger,
        answers=value.answers,
        language=value.language,
        opened_at=value.opened_at,
        waiting_since=value.waiting_since,
        due_at=due,
        is_late=due is not None and now > due,
        assigned_to=MemberId(value.assigned_to) if value.assigned_to else None,
        case=value.case,
        messages=tuple(_messages(actor, group)),
        caller=caller,
        can_answer=any(way.can_answer for way in ways),
        is_unsent=bool(value.unsent),
        is_closed=value.is_closed,
        has_left=value.has_left,
        shown_in=value.shown_in,
        ways=ways,
        snooze=value.snooze if is_put_off(value.snooze, value.heard_at, now) else None,
        hostile=value.hostile,
        lost=value.lost if is_lost(value) else None,
        is_silent=waits_in_vain(value, now),
        call_at=value.call_at,
        not_reached=value.not_reached,
        safe_span=span,
        is_safe_now=span is not None and span.begins_at <= now,
    )


def attachment(
    *, actor: Actor, conversation: ConversationId, file: FileId
) -> tuple[Attachment, Iterator[bytes]]:
    """A file of a conversation, and its bytes as they were sent: nobody has cleaned them.

    Raises NotPermittedError, NotGrantedError (also for a file of another conversation).
    """
    require(actor, Permission.ANSWER_CONTACTS)
    for said in _messages(actor, read_group(actor, conversation)):
        for one in said.files:
            if one.file and one.file == file:
                return one, open_file(actor, file)
    raise NotGrantedError


def words_of(*, actor: Actor, conversation: ConversationId, message: RecordId) -> str:
    """All that one message of a conversation says.

    Raises NotPermittedError, NotGrantedError (also for a message of another conversation).
    """
    require(actor, Permission.ANSWER_CONTACTS)
    for said in _messages(actor, read_group(actor, conversation)):
        if said.id == message:
            return said.text
    raise NotGrantedError


def _messages(actor: Actor, group: Group) -> list[Said]:
    """What was said in each conversation of a group, in the order of time."""
    said = [one for stored in group.all for one in _said_in(actor, stored)]
    return sorted(said, key=lambda one: (one.at, one.id))


def _said_in(actor: Actor, stored: Stored[Conversation]) -> list[Said]:
    unread = _unread(stored) if stored.value.mailbox else None
    found = find(actor, Message, scope=stored.scope, unit=stored.unit)
    return [_said(one, unread, stored) for one in found]


def _said(
    stored: Stored[Message], unread: frozenset[str] | None, conversation: Stored[Conversation]
) -> Said:
    value = stored.value
    is_sent = value.voice is Voice.US and unread is not None and not conversation.value.has_left
    return Said(
        id=stored.id,
        voice=value.voice,
        text=value.text,
        at=value.at,
        by=MemberId(value.by) if value.by else None,
        files=value.files,
        is_read=stored.id not in unread if is_sent and unread is not None else None,
        of=ConversationId(conversation.id),
        channel=value.channel or conversation.value.channel,
    )


@as_rows()
def _unread(stored: Stored[Conversation]) -> frozenset[str]:
    rows = LetterOut.objects.filter(mailbox=stored.value.mailbox).values_list("pk", flat=True)
    return frozenset(rows) | frozenset(stored.value.unsent)


@as_rows()
def _ways(group: Group) -> tuple[Way, ...]:
    boxes = [one.value.mailbox for one in group.all if one.value.mailbox]
    there = set(Mailbox.objects.filter(pk__in=boxes).values_list("pk", flat=True))
    return tuple(
        Way(ConversationId(one.id), one.value.alias, one.value.channel, one.value.mailbox in there)
        for one in group.all
    )


def _caller(actor: Actor, group: Group) -> Caller | None:
    """How they are reached, as far as the actor may know: from the first that says so."""
    for stored in group.all:
        if stored.value.caller:
            try:
                return read(actor, RecordId(stored.value.caller), Caller).value
            except NotGrantedError:
                return None
    return None
