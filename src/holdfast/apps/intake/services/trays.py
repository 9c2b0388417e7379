"""What is put aside: said to be hostile by two, looked through many at a time, never dropped.

Invariants:
- One member proposes that somebody is hostile and says why; another confirms. One undoes it.
- Looking through marks and moves; it deletes nothing and closes nothing.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import NothingProposedError, ReasonNeededError, TwoNeededError
from holdfast.apps.intake.marks import Hostile
from holdfast.apps.intake.queries.groups import Group
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import ConversationId, Tray, Voice
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .conversations import opened, say

MOST_AT_ONCE = 100


def propose_hostile(
    *, actor: Actor, conversation: ConversationId, reason: str, clock: Clock = utc_now
) -> None:
    """Say that somebody writes to harm us. Nothing is moved before another member agrees.

    Raises NotPermittedError, NotGrantedError, ReasonNeededError, TwoNeededError (proposed already).
    """
    group = opened(actor, conversation)
    if not reason.strip():
        raise ReasonNeededError
    if group.head.value.hostile is not None:
        raise TwoNeededError
    said = Hostile(reason=reason.strip(), by=actor.member, at=clock(), before=group.head.value.tray)
    _note(actor, group, f"Hostile? {said.reason}", clock, hostile=said)


def confirm_hostile(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> None:
    """Agree that somebody writes to harm us: they lie apart from now on, and are sampled.

    Raises NothingProposedError, TwoNeededError (the actor proposed it).
    """
    group = opened(actor, conversation)
    said = group.head.value.hostile
    if said is None or said.confirmed_by:
        raise NothingProposedError
    if said.by == actor.member:
        raise TwoNeededError
    agreed = msgspec.structs.replace(said, confirmed_by=actor.member, confirmed_at=clock())
    _note(actor, group, "Hostile: confirmed.", clock, hostile=agreed, tray=Tray.HOSTILE)


def undo_hostile(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> None:
    """Take back that somebody is hostile, proposed or confirmed. Raises NothingProposedError."""
    group = opened(actor, conversation)
    said = group.head.value.hostile
    if said is None:
        raise NothingProposedError
    _note(actor, group, "Not hostile.", clock, hostile=None, tray=said.before)


def skim(
    *,
    actor: Actor,
    looked_at: Collection[ConversationId],
    real: Collection[ConversationId] = (),
    clock: Clock = utc_now,
) -> int:
    """Mark conversations as looked at, and move the real ones among those who need help.

    Returns how many were looked at: at most MOST_AT_ONCE in one write. Raises NotPermittedError,
    NotGrantedError, EditConflictError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    moved = [RecordId(one) for one in real]
    some = list(dict.fromkeys([*moved, *map(RecordId, looked_at)]))[:MOST_AT_ONCE]
    stored = [read(actor, one, Conversation) for one in some]
    seen_at = clock()
    with writing(actor) as write:
        for one in stored:
            value = msgspec.structs.replace(one.value, looked_at=seen_at)
            if one.id in moved:
                value = msgspec.structs.replace(value, tray=Tray.PEOPLE, hostile=None)
            save(write, one.id, value, revision=one.revision)
    return len(stored)


def _note(actor: Actor, group: Group, text: str, clock: Clock, **changed: object) -> None:
    message = Message(voice=Voice.NOTE, text=text, at=clock(), by=actor.member)
    say(actor, group, message, lambda value: msgspec.structs.replace(value, **changed))
