"""Conversations that belong to a case, and what these people last said.

Invariants: what is told is what the actor can open of the line; a case is an opaque name here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import ConversationId, Voice
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, require

from .line import the_line

THEIRS = frozenset({Voice.THEM, Voice.SAFE, Voice.DANGER})


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest of their own words in a conversation that belongs to a case."""

    conversation: ConversationId
    case: str
    voice: Voice
    at: dt.datetime


def last_words(*, actor: Actor, since: dt.datetime) -> tuple[LastWord, ...]:
    """What people of cases said since a moment: their last word in each conversation.

    Raises NotPermittedError, LineClosedError, NotGrantedError, or the keyring's.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    heard = find(
        actor,
        Conversation,
        scope=the_line(actor).scope,
        where=lambda one: bool(one.case) and one.heard_at >= since,
    )
    found = (_last_word(actor, stored) for stored in heard)
    return tuple(word for word in found if word is not None and word.at >= since)


def _last_word(actor: Actor, stored: Stored[Conversation]) -> LastWord | None:
    said = find(actor, Message, scope=stored.scope, unit=stored.unit)
    theirs = [one.value for one in said if one.value.voice in THEIRS]
    if not theirs:
        return None
    last = max(theirs, key=lambda one: one.at)
    return LastWord(ConversationId(stored.id), stored.value.case, last.voice, last.at)
