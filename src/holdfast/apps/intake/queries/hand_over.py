"""What must not be forgotten at the end of a shift, gathered by itself, and the hand-overs written.

Invariants:
- What is gathered is what the actor may open, at this moment; nothing is written by looking.
- That a hand-over waits is known to the whole team; its words to who answers the line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.records import Caller, Conversation
from holdfast.apps.intake.rules import Tray
from holdfast.apps.intake.team.notices import is_in_danger
from holdfast.apps.intake.team.records.rota import HandOver, HandOverCard, MustNot, Pending
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .inbox import inbox
from .line import the_line


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


def not_to_forget(*, actor: Actor, clock: Clock = utc_now) -> list[Pending]:
    """Who waits in danger, and whom we promised to call back.

    Raises NotPermittedError, LineClosedError, NotGrantedError.
    """
    return [*_in_danger(actor, clock), *_call_backs(actor)]


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


def _call_backs(actor: Actor) -> list[Pending]:
    """Whom a time to call back was written down for, of those who still wait or are in hand."""
    scope = the_line(actor).scope
    found = find(actor, Conversation, scope=scope, where=_may_be_called)
    told = [(stored, _caller(actor, stored.value.caller)) for stored in found]
    return [
        Pending(
            kind=MustNot.CALL_BACK,
            about=stored.id,
            alias=stored.value.alias,
            says=caller.call_back,
        )
        for stored, caller in told
        if caller is not None and caller.call_back.strip()
    ]


def _may_be_called(value: Conversation) -> bool:
    return bool(value.caller) and not value.is_closed and value.tray is not Tray.QUARANTINE


def _caller(actor: Actor, record: str) -> Caller | None:
    try:
        return read(actor, RecordId(record), Caller).value
    except NotGrantedError:
        return None
