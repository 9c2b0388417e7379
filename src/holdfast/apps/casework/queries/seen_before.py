"""Who asked about people seen before: for those who coordinate.

Invariants: shows who, when, how many were found and what was refused; nobody knows what was asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.records.seen_before import Asked
from holdfast.apps.casework.rules.seen_before import AN_HOUR
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Question:
    """One question that was asked."""

    by: MemberId
    at: dt.datetime
    hits: int
    is_refused: bool


def questions(actor: Actor) -> list[Question]:
    """Every question that was asked, the newest first. Raises NotPermittedError."""
    require(actor, Permission.GRANT_CASES)
    return sorted(_all(actor), key=lambda one: one.at, reverse=True)


def asked_lately(actor: Actor, *, clock: Clock = utc_now) -> list[Question]:
    """What the actor asked within the last hour."""
    now = clock()
    return [one for one in _all(actor) if one.by == actor.member and now - one.at < AN_HOUR]


def _all(actor: Actor) -> Iterator[Question]:
    for stored in find(actor, Asked, scope=team_key(actor).scope):
        value = stored.value
        yield Question(MemberId(value.by), value.at, value.hits, value.is_refused)
