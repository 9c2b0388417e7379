"""What members do with a conversation: answer, take it, hand it over, judge its danger.

Invariants:
- Every act is permitted, sealed and entered; what stood when the member looked is what they change,
  or nothing is (`revision`).
- Who takes a conversation is asked before anybody else answers in it; danger is raised freely, and
  lowered only with a reason that stands in the conversation.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.errors import (
    AssignedError,
    EmptyMessageError,
    NoMailboxError,
    NoReasonError,
    TooLongError,
)
from holdfast.apps.intake.models import Mailbox
from holdfast.apps.intake.queries.line import who_answers
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import (
    MOST_ANSWER_CHARACTERS,
    ConversationId,
    Danger,
    Tray,
    Voice,
    is_less,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .sending import send_again

Change = Callable[[Conversation], Conversation]


def answer(
    *,
    actor: Actor,
    conversation: ConversationId,
    text: str,
    revision: int | None = None,
    clock: Clock = utc_now,
) -> RecordId:
    """Answer somebody who wrote: they read it when they come back with their code.

    Raises NotPermittedError, NotGrantedError, EmptyMessageError, TooLongError, NoMailboxError,
    AssignedError, EditConflictError, StoreError.
    """
    stored = _checked(actor, conversation, text)
    if not Mailbox.objects.filter(pk=stored.value.mailbox).exists():
        raise NoMailboxError
    if stored.value.assigned_to not in {"", actor.member}:
        raise AssignedError
    message = Message(voice=Voice.US, text=text, at=clock(), by=actor.member)

    def answered(value: Conversation, record: RecordId) -> Conversation:
        return msgspec.structs.replace(
            value, waiting_since=None, unsent=(*value.unsent, record), assigned_to=actor.member
        )

    record = _say(actor, stored, message, answered, revision=revision)
    send_again(actor, stored.id)
    return record


def note(
    *, actor: Actor, conversation: ConversationId, text: str, clock: Clock = utc_now
) -> RecordId:
    """Write something down for the team. Raises as `answer`, but for a mailbox or an assignment."""
    stored = _checked(actor, conversation, text)
    message = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)
    return _say(actor, stored, message, lambda value, _: value)


def assign(
    *,
    actor: Actor,
    conversation: ConversationId,
    member: MemberId | None = None,
    revision: int | None = None,
) -> None:
    """Give a conversation to a member who answers the line; to the actor where none is named.

    Taking what somebody else has is refused; handing over one's own is not. Raises
    NotPermittedError, NotGrantedError (they cannot read the line), AssignedError,
    EditConflictError, StoreError.
    """
    taken_by = member or actor.member
    if taken_by != actor.member and taken_by not in who_answers(actor):
        raise NotGrantedError("They do not answer the line. Nothing was changed.")

    def given(value: Conversation) -> Conversation:
        if value.assigned_to not in {"", actor.member, taken_by}:
            raise AssignedError
        return msgspec.structs.replace(value, assigned_to=taken_by)

    _change(actor, conversation, given, revision=revision)


def release_to_others(*, actor: Actor, conversation: ConversationId) -> None:
    """Give one's own conversation back, so that anybody may take it. Raises AssignedError."""

    def released(value: Conversation) -> Conversation:
        if value.assigned_to not in {"", actor.member}:
            raise AssignedError
        return msgspec.structs.replace(value, assigned_to="")

    _change(actor, conversation, released)


def judge_danger(
    *,
    actor: Actor,
    conversation: ConversationId,
    danger: Danger,
    reason: str = "",
    clock: Clock = utc_now,
) -> None:
    """Say how soon harm is expected, as a member judges it. Raises NoReasonError."""
    stored = _opened(actor, conversation)
    before = stored.value.danger
    if is_less(danger, before) and not reason.strip():
        raise NoReasonError
    text = f"{before} → {danger}. {reason}".strip()
    message = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)
    _say(actor, stored, message, lambda value, _: msgspec.structs.replace(value, danger=danger))


def link_case(*, actor: Actor, conversation: ConversationId, case: str) -> None:
    """Note which case a conversation belongs to, by the case's opaque id."""
    _change(actor, conversation, lambda value: msgspec.structs.replace(value, case=case))


def move(*, actor: Actor, conversation: ConversationId, tray: Tray) -> None:
    """Put a conversation into another tray, as out of quarantine."""
    _change(actor, conversation, lambda value: msgspec.structs.replace(value, tray=tray))


def close(*, actor: Actor, conversation: ConversationId) -> None:
    """Put a conversation away. It opens again by itself when they write."""
    _change(
        actor,
        conversation,
        lambda value: msgspec.structs.replace(value, is_closed=True, waiting_since=None),
    )


def _opened(actor: Actor, conversation: ConversationId) -> Stored[Conversation]:
    require(actor, Permission.ANSWER_CONTACTS)
    return read(actor, RecordId(conversation), Conversation)


def _checked(actor: Actor, conversation: ConversationId, text: str) -> Stored[Conversation]:
    stored = _opened(actor, conversation)
    if not text.strip():
        raise EmptyMessageError
    if len(text) > MOST_ANSWER_CHARACTERS:
        raise TooLongError
    return stored


def _say(
    actor: Actor,
    stored: Stored[Conversation],
    message: Message,
    change: Callable[[Conversation, RecordId], Conversation],
    *,
    revision: int | None = None,
) -> RecordId:
    """Add a message and change its conversation, in one write."""
    with writing(actor) as write:
        record = add(write, stored.unit, message)
        save(
            write,
            stored.id,
            change(stored.value, record),
            revision=stored.revision if revision is None else revision,
        )
    return record


def _change(
    actor: Actor, conversation: ConversationId, change: Change, *, revision: int | None = None
) -> None:
    stored = _opened(actor, conversation)
    changed = change(stored.value)
    with writing(actor) as write:
        save(write, stored.id, changed, revision=stored.revision if revision is None else revision)
