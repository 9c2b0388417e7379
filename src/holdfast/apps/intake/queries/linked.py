"""Conversations that belong to a case: what these people last said, and who of them can be told.

Invariants: what is told is what the actor can open of the line; a case is an opaque name here; a
journey is told to nobody whom a member holds to be hostile, alone or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.models import Mailbox
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import RELAYED, Channel, ConversationId, Tray, Voice
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, RecordId, require

from .groups import Group, read_group
from .line import the_line

_NOT_THEIR_OWN = RELAYED | {Channel.LINK}  # carried in clear, or of a host or a driver
THEIRS = frozenset({Voice.THEM, Voice.SAFE, Voice.DANGER})


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest of their own words in a conversation that belongs to a case."""

    conversation: ConversationId
    case: str
    voice: Voice
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reachable:
    """A conversation with a mailbox that what comes next can be put into."""

    conversation: ConversationId
    alias: str


@as_rows()
def reachable(*, actor: Actor, conversations: Iterable[str]) -> tuple[Reachable, ...]:
    """Which of these conversations have a mailbox of their own, and are not held to be hostile.

    Raises NotPermittedError, LineClosedError, NotGrantedError (the line), or the keyring's.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    the_line(actor)
    found = (_reachable(actor, ConversationId(one)) for one in conversations)
    return tuple(one for one in found if one is not None)


def _reachable(actor: Actor, conversation: ConversationId) -> Reachable | None:
    try:
        group = read_group(actor, conversation)
    except NotGrantedError:  # it was destroyed
        return None
    value = next(one.value for one in group.all if one.id == RecordId(conversation))
    if value.channel in _NOT_THEIR_OWN or _is_hostile(group):
        return None
    if not Mailbox.objects.filter(pk=value.mailbox).exists():
        return None
    return Reachable(conversation, value.alias)


def _is_hostile(group: Group) -> bool:
    marks = (one.value for one in group.all)
    return any(one.hostile is not None or one.tray is Tray.HOSTILE for one in marks)


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
