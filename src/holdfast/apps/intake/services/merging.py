"""Two conversations of one person become one, and can become two again.

Invariants:
- Each keeps its records, its alias and its way to be answered; only what they are part of changes.
- A conversation is part of one other at most, and whatever is part of another has no parts.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.intake.errors import NotMergeableError, TwoCasesError
from holdfast.apps.intake.queries.groups import Group
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import ConversationId, Tray, Voice
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .conversations import opened


def merge(
    *,
    actor: Actor,
    conversation: ConversationId,
    into: ConversationId,
    clock: Clock = utc_now,
) -> ConversationId:
    """Make a conversation, with all that was merged into it, part of another. Returns the other's
    id.

    Raises NotPermittedError, NotGrantedError, NotMergeableError, TwoCasesError, EditConflictError.
    """
    head, other = opened(actor, into), opened(actor, conversation)
    if head.head.id == other.head.id:
        raise NotMergeableError
    if head.value.case and other.value.case and head.value.case != other.value.case:
        raise TwoCasesError
    with writing(actor) as write:
        _take_in(write, head, other)
        text = f"{other.head.value.alias} → {head.head.value.alias}: one person."
        note = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)
        add(write, head.head.unit, note)
    return ConversationId(head.head.id)


def part(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> ConversationId:
    """Undo a merge: the conversation stands alone again. Returns the id of what it was part of.

    Raises NotPermittedError, NotGrantedError, NotMergeableError (it is part of none),
    EditConflictError.
    """
    group = opened(actor, conversation)
    parted = next((one for one in group.joined if one.id == RecordId(conversation)), None)
    if parted is None:
        raise NotMergeableError
    head = group.head
    left = tuple(one for one in head.value.joined if one != conversation)
    with writing(actor) as write:
        _save(write, parted, merged_into="")
        _save(write, head, joined=left)
        text = f"{parted.value.alias} ≠ {head.value.alias}: two again."
        add(write, head.unit, Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member))
    return ConversationId(head.id)


def _take_in(write: Write, head: Group, other: Group) -> None:
    """Let each of a group be part of another group's head; all share what is done to all."""
    every = (*head.all, *other.all)
    values = [one.value for one in every]
    joined = tuple(str(one.id) for one in every[1:])
    shared = {
        "tray": _tray(values),
        "hostile": None,
        "assigned_to": next((v.assigned_to for v in values if v.assigned_to), ""),
        "case": next((v.case for v in values if v.case), ""),
        "snooze": None,
    }
    _save(write, every[0], joined=joined, **shared)
    for one in every[1:]:
        _save(write, one, merged_into=str(every[0].id), joined=(), **shared)


def _tray(values: list[Conversation]) -> Tray:
    """Whoever is among people in one of their conversations is a person in all."""
    return Tray.PEOPLE if any(v.tray is Tray.PEOPLE for v in values) else values[0].tray


def _save(write: Write, stored: Stored[Conversation], **changed: object) -> None:
    save(
        write, stored.id, msgspec.structs.replace(stored.value, **changed), revision=stored.revision
    )
