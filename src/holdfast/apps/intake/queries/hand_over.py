"""What must not be forgotten at the end of a shift, gathered by itself, and the hand-overs written.

Invariants:
- What is gathered is what the actor may open, at this moment; nothing is written by looking.
- That a hand-over waits is known to the whole team; its words to who answers the line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.team.notices import is_in_danger
from holdfast.apps.intake.team.records.rota import HandOver, HandOverCard, MustNot, Pending
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .call_backs import call_backs
from .inbox import Shelf, inbox


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over: by whom and when, and who took it. `words` is None for who cannot read them."""

    id: RecordId
    revision: int
    by: MemberId
    at: dt.datetime
    taken_by: MemberId | None
    taken_at: dt.datetime | None
    words: HandOver | None = None


def not_to_forget(*, actor: Actor, until: dt.datetime, clock: Clock = utc_now) -> list[Pending]:
    """Who waits in danger, whom we promised to call, and what comes back by `until`.

    Raises NotPermittedError, LineClosedError, NotGrantedError.
    """
    return [
        *_in_danger(actor, clock),
        *_call_backs(actor, clock),
        *_waking(actor, until, clock),
    ]


def untaken(actor: Actor) -> list[HandedOver]:
    """The hand-overs that nobody took, the oldest first: cards, without their words."""
    return [one for one in hand_overs(actor) if one.taken_by is None]


def hand_overs(actor: Actor) -> list[HandedOver]:
    """Every hand-over that is kept, the oldest first: cards, without their words."""
    found = find(actor, HandOverCard, scope=team_key(actor).scope)
    return sorted((_card(stored) for stored in found), key=lambda one: (one.at, one.id))


def hand_over(actor: Actor, card: RecordId) -> HandedOver:
    """One hand-over with its words. Raises NotPermittedError, NotGrantedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    stored = read(actor, card, HandOverCard)
    words = read(actor, RecordId(stored.value.words), HandOver)
    return _card(stored, words.value)


def _card(stored: Stored[HandOverCard], words: HandOver | None = None) -> HandedOver:
    card = stored.value
    return HandedOver(
        id=stored.id,
        revision=stored.revision,
        by=MemberId(card.by),
        at=card.at,
        taken_by=MemberId(card.taken_by) if card.taken_by else None,
        taken_at=card.taken_at,
        words=words,
    )


def _in_danger(actor: Actor, clock: Clock) -> list[Pending]:
    rows = inbox(actor=actor, clock=clock).rows
    return [
        Pending(kind=MustNot.DANGER, about=row.id, alias=row.alias, at=row.due_at)
        for row in rows
        if is_in_danger(row.danger)
    ]


def _call_backs(actor: Actor, clock: Clock) -> list[Pending]:
    """Everybody who is to be called, without where."""
    return [
        Pending(kind=MustNot.CALL_BACK, about=one.id, alias=one.alias, at=one.call_at)
        for one in call_backs(actor=actor, clock=clock)
    ]


def _waking(actor: Actor, until: dt.datetime, clock: Clock) -> list[Pending]:
    """What was put off and comes back by this moment."""
    rows = inbox(actor=actor, shelf=Shelf.LATER, clock=clock).rows
    return [
        Pending(kind=MustNot.WAKES, about=row.id, alias=row.alias, at=row.later_until)
        for row in rows
        if row.later_until is not None and row.later_until <= until
    ]
