"""Contact that is lost: marked, with the day and what is done next.

Invariants: whoever waits for us is not lost to us, and whoever writes again is lost no more.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.intake.errors import NotLostError, PastMomentError, ReasonNeededError
from holdfast.apps.intake.marks import LostContact
from holdfast.apps.intake.records import Message
from holdfast.apps.intake.rules import ConversationId, Voice
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, utc_now

from .conversations import change, opened, say


def lose(
    *,
    actor: Actor,
    conversation: ConversationId,
    since: dt.date,
    next_step: str,
    next_date: dt.date | None = None,
    clock: Clock = utc_now,
) -> None:
    """Mark contact as lost since a day, with what is done next.

    Raises NotPermittedError, NotGrantedError, ReasonNeededError (no next step), PastMomentError
    (a day that has not come), NotLostError, EditConflictError.
    """
    group, now = opened(actor, conversation), clock()
    if not next_step.strip():
        raise ReasonNeededError
    if since > now.date():
        raise PastMomentError
    if group.value.waiting_since is not None:
        raise NotLostError
    mark = LostContact(
        since=since, next_step=next_step.strip(), by=actor.member, at=now, next_date=next_date
    )
    text = f"Lost contact, since {since}. {mark.next_step}"
    note = Message(voice=Voice.NOTE, text=text, at=now, by=actor.member)
    say(actor, group, note, lambda value: msgspec.structs.replace(value, lost=mark))


def found_again(*, actor: Actor, conversation: ConversationId) -> None:
    """Take the mark off: they were reached."""
    change(actor, conversation, lambda value: msgspec.structs.replace(value, lost=None))
