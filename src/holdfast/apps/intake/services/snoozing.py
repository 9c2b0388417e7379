"""Putting a conversation off: it comes back by itself at its moment.

Invariants:
- It comes back at once when they write again, and when somebody judges its danger.
- Nobody is put off past the moment at which an answer was promised, unless a member says that they
  can wait; that stands in the conversation, with the reason.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.intake.errors import PastMomentError, PastPromiseError, ReasonNeededError
from holdfast.apps.intake.marks import Snooze, is_to_come
from holdfast.apps.intake.queries.conversations import conversation as shown
from holdfast.apps.intake.queries.groups import Group
from holdfast.apps.intake.records import Message
from holdfast.apps.intake.rules import ConversationId, Voice
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, utc_now

from .conversations import change, opened, say


def put_off(
    *,
    actor: Actor,
    conversation: ConversationId,
    until: dt.datetime,
    reason: str,
    clock: Clock = utc_now,
) -> None:
    """Put a conversation off until a moment before an answer is owed.

    Raises NotPermittedError, NotGrantedError, ReasonNeededError, PastMomentError,
    PastPromiseError, EditConflictError.
    """
    group = opened(actor, conversation)
    due = shown(actor=actor, conversation=conversation, clock=clock).due_at
    if due is not None and until > due:
        raise PastPromiseError
    _put_off(actor, group, _snooze(actor, until, reason, clock))


def let_wait(
    *,
    actor: Actor,
    conversation: ConversationId,
    until: dt.datetime,
    reason: str,
    clock: Clock = utc_now,
) -> None:
    """Put a conversation off, although they wait longer than was promised. Raises as `put_off`."""
    group = opened(actor, conversation)
    _put_off(actor, group, _snooze(actor, until, reason, clock))


def bring_back(*, actor: Actor, conversation: ConversationId) -> None:
    """Let a conversation that was put off come back now."""
    change(actor, conversation, lambda value: msgspec.structs.replace(value, snooze=None))


def _snooze(actor: Actor, until: dt.datetime, reason: str, clock: Clock) -> Snooze:
    now = clock()
    if not reason.strip():
        raise ReasonNeededError
    if not is_to_come(until, now):
        raise PastMomentError
    return Snooze(until=until, reason=reason.strip(), by=actor.member, at=now)


def _put_off(actor: Actor, group: Group, snooze: Snooze) -> None:
    text = f"Later, {snooze.until:%Y-%m-%d %H:%M} UTC. {snooze.reason}"
    note = Message(voice=Voice.NOTE, text=text, at=snooze.at, by=snooze.by)
    say(actor, group, note, lambda value: msgspec.structs.replace(value, snooze=snooze))
