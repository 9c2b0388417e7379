"""What members do with a conversation: answer, take it, hand it over, judge its danger.

Invariants:
- Every act is permitted, sealed and entered; what stood when the member looked is what they change,
  or nothing is (`revision`).
- Who takes a conversation is asked before anybody else answers in it; danger is raised freely, and
  lowered only with a reason that stands in the conversation.
- What is done to a conversation is done to each that was merged with it, in one write.
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
    TwoNeededError,
)
from holdfast.apps.intake.models import Mailbox
from holdfast.apps.intake.queries.groups import Group, read_group
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
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

from .sending import send_again

Change = Callable[[Conversation], Conversation]


def answer(
    *,
    actor: Actor,
    conversation: ConversationId,
    text: str,
    revision: int | None = None,
    way: ConversationId | None = None,
    clock: Clock = utc_now,
) -> RecordId:
    """Answer somebody who wrote: they read it when they come back with their code.

    `way` names the one of several merged conversations whose mailbox it is put into; without it,
    the first that has one. Raises NotPermittedError, NotGrantedError, EmptyMessageError,
    TooLongError, NoMailboxError, AssignedError, EditConflictError, StoreError.
    """
    group = _checked(actor, conversation, text)
    by = _with_mailbox(group, way)
    if group.head.value.assigned_to not in {"", actor.member}:
        raise AssignedError
    message = Message(voice=Voice.US, text=text, at=clock(), by=actor.member)

    def answered(value: Conversation) -> Conversation:
        return msgspec.structs.replace(
            value,
            waiting_since=None,
            answered_at=message.at,
            assigned_to=actor.member,
            snooze=None,
        )

    record = RecordId(random_id())
    with writing(actor) as write:
        add(write, by.unit, message, record=record)
        for one in _at_revision(group, revision):
            value = answered(one.value)
            if one.id == by.id:
                value = msgspec.structs.replace(value, unsent=(*value.unsent, record))
            save(write, one.id, value, revision=one.revision)
    send_again(actor, by.id)
    return record


def note(
    *, actor: Actor, conversation: ConversationId, text: str, clock: Clock = utc_now
) -> RecordId:
    """Write something down for the team. Raises as `answer`, but for a mailbox or an assignment."""
    group = _checked(actor, conversation, text)
    message = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)
    return say(actor, group, message, lambda value: value)


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

    change(actor, conversation, given, revision=revision)


def release_to_others(*, actor: Actor, conversation: ConversationId) -> None:
    """Give one's own conversation back, so that anybody may take it. Raises AssignedError."""

    def released(value: Conversation) -> Conversation:
        if value.assigned_to not in {"", actor.member}:
            raise AssignedError
        return msgspec.structs.replace(value, assigned_to="")

    change(actor, conversation, released)


def judge_danger(
    *,
    actor: Actor,
    conversation: ConversationId,
    danger: Danger,
    reason: str = "",
    clock: Clock = utc_now,
) -> None:
    """Say how soon harm is expected, as a member judges it. Raises NoReasonError."""
    group = opened(actor, conversation)
    before = group.value.danger
    if is_less(danger, before) and not reason.strip():
        raise NoReasonError
    text = f"{before} → {danger}. {reason}".strip()
    message = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)

    def judged(value: Conversation) -> Conversation:
        return msgspec.structs.replace(value, danger=danger, snooze=None)

    say(actor, group, message, judged)


def link_case(*, actor: Actor, conversation: ConversationId, case: str) -> None:
    """Note which case a conversation belongs to, by the case's opaque id."""
    change(actor, conversation, lambda value: msgspec.structs.replace(value, case=case))


def move(*, actor: Actor, conversation: ConversationId, tray: Tray) -> None:
    """Put a conversation into another tray, as out of quarantine. Raises TwoNeededError (nobody is
    made hostile by one)."""
    if tray is Tray.HOSTILE:
        raise TwoNeededError

    def moved(value: Conversation) -> Conversation:
        return msgspec.structs.replace(value, tray=tray, hostile=None)

    change(actor, conversation, moved)


def close(*, actor: Actor, conversation: ConversationId) -> None:
    """Put a conversation away. It opens again by itself when they write."""

    def closed(value: Conversation) -> Conversation:
        return msgspec.structs.replace(value, is_closed=True, waiting_since=None, snooze=None)

    change(actor, conversation, closed)


# ------------------------------------------------------------ what other services build on


def opened(actor: Actor, conversation: ConversationId) -> Group:
    """The group of a conversation. Raises NotPermittedError, NotGrantedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    return read_group(actor, conversation)


def say(
    actor: Actor, group: Group, message: Message, change: Change, *, revision: int | None = None
) -> RecordId:
    """Add a message to the head of a group and change each of it, in one write."""
    with writing(actor) as write:
        record = add(write, group.head.unit, message)
        for one in _at_revision(group, revision):
            save(write, one.id, change(one.value), revision=one.revision)
    return record


def change(
    actor: Actor, conversation: ConversationId, change: Change, *, revision: int | None = None
) -> None:
    """Change each conversation of a group, in one write. Raises EditConflictError."""
    group = opened(actor, conversation)
    changed = [(one, change(one.value)) for one in _at_revision(group, revision)]
    with writing(actor) as write:
        for one, value in changed:
            save(write, one.id, value, revision=one.revision)


def _at_revision(group: Group, revision: int | None) -> tuple[Stored[Conversation], ...]:
    """Each of a group, where it stands as the member saw it. Raises EditConflictError."""
    if revision is not None and revision != group.revision:
        raise EditConflictError
    return group.all


def _checked(actor: Actor, conversation: ConversationId, text: str) -> Group:
    group = opened(actor, conversation)
    if not text.strip():
        raise EmptyMessageError
    if len(text) > MOST_ANSWER_CHARACTERS:
        raise TooLongError
    return group


def _with_mailbox(group: Group, way: ConversationId | None) -> Stored[Conversation]:
    """The conversation whose mailbox an answer goes to. Raises NoMailboxError."""
    asked = [one for one in group.all if way is None or one.id == RecordId(way)]
    boxes = [one.value.mailbox for one in asked if one.value.mailbox]
    there = set(Mailbox.objects.filter(pk__in=boxes).values_list("pk", flat=True))
    found = next((one for one in asked if one.value.mailbox in there), None)
    if found is None:
        raise NoMailboxError
    return found
