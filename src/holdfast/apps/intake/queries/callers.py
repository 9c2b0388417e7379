"""Conversations of somebody who was met before, by how callers are called and reached.

Invariants: compares within what the actor can open, and hands out aliases, never a name or number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import NoSuchAliasError
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Caller, Conversation
from holdfast.apps.intake.rules import Channel, ConversationId
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, require


@dataclass(frozen=True, slots=True)
class Alike:
    """A conversation that may be of the same person."""

    id: ConversationId
    alias: str
    channel: Channel
    heard_at: dt.datetime


def conversations_like(
    *, actor: Actor, is_alike: Callable[[str, str], bool], named: Collection[str]
) -> list[Alike]:
    """Conversations whose caller's name and number are alike, or whose alias is among these words.

    `named` is in small letters. Raises NotPermittedError, LineClosedError, NotGrantedError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    scope = the_line(actor).scope
    alike = {
        str(one.id)
        for one in find(actor, Caller, scope=scope)
        if is_alike(one.value.name, one.value.reach)
    }
    found = [
        Alike(ConversationId(one.id), one.value.alias, one.value.channel, one.value.heard_at)
        for one in find(actor, Conversation, scope=scope)
        if one.value.caller in alike or one.value.alias.casefold() in named
    ]
    return sorted(found, key=lambda one: one.heard_at, reverse=True)


def by_alias(*, actor: Actor, alias: str) -> ConversationId:
    """The conversation that bears this alias. Raises NoSuchAliasError, NotPermittedError,
    LineClosedError, NotGrantedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    wanted = " ".join(alias.split()).casefold()
    for one in find(actor, Conversation, scope=the_line(actor).scope):
        if one.value.alias.casefold() == wanted:
            return ConversationId(one.id)
    raise NoSuchAliasError
