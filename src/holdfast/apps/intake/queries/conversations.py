"""One conversation: what was said, by whom, and what we know of the person.

Invariants:
- A caller's name and number are shown only to who holds the identity key too.
- An answer is known to be read when the person said so: its letter is gone from their mailbox.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
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
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

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


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation as its page shows it."""

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


def conversation(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> Shown:
    """One conversation, whole.

    Raises NotPermittedError, NotGrantedError, WrongTypeError, or the keyring's.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    stored = read(actor, RecordId(conversation), Conversation)
    value = stored.value
    since, promised = value.waiting_since, promises(actor)
    due = due_at(value.danger, since, promised) if since else None
    return Shown(
        id=conversation,
        revision=stored.revision,
        alias=value.alias,
        channel=value.channel,
        tray=value.tray,
        danger=value.danger,
        answers=value.answers,
        language=value.language,
        opened_at=value.opened_at,
        waiting_since=value.waiting_since,
        due_at=due,
        is_late=due is not None and clock() > due,
        assigned_to=MemberId(value.assigned_to) if value.assigned_to else None,
        case=value.case,
        messages=tuple(_messages(actor, stored)),
        caller=_caller(actor, value.caller),
        can_answer=_can_answer(stored),
        is_unsent=bool(value.unsent),
        is_closed=value.is_closed,
        has_left=value.has_left,
    )


def attachment(
    *, actor: Actor, conversation: ConversationId, file: FileId
) -> tuple[Attachment, Iterator[bytes]]:
    """A file of a conversation, and its bytes as they were sent: nobody has cleaned them.

    Raises NotPermittedError, NotGrantedError (also for a file of another conversation).
    """
    require(actor, Permission.ANSWER_CONTACTS)
    stored = read(actor, RecordId(conversation), Conversation)
    for said in _messages(actor, stored):
        for one in said.files:
            if one.file and one.file == file:
                return one, open_file(actor, file)
    raise NotGrantedError


def _messages(actor: Actor, stored: Stored[Conversation]) -> list[Said]:
    found = find(actor, Message, scope=stored.scope, unit=stored.unit)
    unread = _unread(stored) if stored.value.mailbox else None
    said = [_said(one, unread, stored.value) for one in found]
    return sorted(said, key=lambda one: (one.at, one.id))


def _said(
    stored: Stored[Message], unread: frozenset[str] | None, conversation: Conversation
) -> Said:
    value = stored.value
    is_sent = value.voice is Voice.US and unread is not None and not conversation.has_left
    return Said(
        id=stored.id,
        voice=value.voice,
        text=value.text,
        at=value.at,
        by=MemberId(value.by) if value.by else None,
        files=value.files,
        is_read=stored.id not in unread if is_sent and unread is not None else None,
    )


@as_rows()
def _unread(stored: Stored[Conversation]) -> frozenset[str]:
    rows = LetterOut.objects.filter(mailbox=stored.value.mailbox).values_list("pk", flat=True)
    return frozenset(rows) | frozenset(stored.value.unsent)


@as_rows()
def _can_answer(stored: Stored[Conversation]) -> bool:
    return bool(Mailbox.objects.filter(pk=stored.value.mailbox).exists())


def _caller(actor: Actor, record: str) -> Caller | None:
    if not record:
        return None
    try:
        return read(actor, RecordId(record), Caller).value
    except NotGrantedError:
        return None
