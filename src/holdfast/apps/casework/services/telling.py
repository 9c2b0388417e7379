"""Telling who travels their next leg, and handing hosts and drivers their part.

Invariants:
- A leg is told to conversations that were named, each with a mailbox of its own and none hostile:
  to all of them, or, where one of them is not, to nobody.
- A part is noted in the case before anybody is told how to open it.
- When a part is ended, or the journey is, what opened it opens nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.journeys import (
    NobodyChosenError,
    NobodyReachedError,
    NotReachableError,
    WrongMomentError,
)
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.telling import handed_parts, tellable
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Leg
from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.casework.rules import telling as rules
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.telling import STAYS_AFTER, Facts, Guests, ToldLeg, check_tellable
from holdfast.apps.intake.errors import LineClosedError
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Errand
from holdfast.apps.intake.rules import ConversationId, ErrandKind
from holdfast.apps.intake.services.errands import Handed, end_box, open_box, tell_errand
from holdfast.apps.keyring.contactcodes import COST, Cost
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class HandPart:
    """What somebody is handed: which part, called what in the inbox, in which language, and words
    that only the member knows. `until` is a while after the leg where it is left out."""

    kind: ErrandKind
    alias: str = ""
    language: str = "en"
    phrase: str = ""
    note: str = ""
    nights: int = 0
    until: dt.datetime | None = None


def tell_next_step(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    leg: int,
    to: Collection[ConversationId],
    phrase: str = "",
    clock: Clock = utc_now,
) -> int:
    """Put a leg into the mailboxes of these conversations of the case. Returns into how many.

    Raises WrongMomentError, NobodyReachedError (no conversation of the case could be told),
    NobodyChosenError, NotReachableError (one that was named cannot be told, or is hostile),
    PastErrandError, NotGrantedError (the line), or as `queries.cases.case`.
    """
    file, stored = _journey(actor, case, journey, clock)
    value = stored.value
    check_tellable(leg, current=value.current, legs=len(value.legs))
    told = _told(value.legs[leg])
    facts = rules.next_step(told, check_in=_due(file, journey, leg), phrase=phrase)
    errand = Errand(kind=ErrandKind.NEXT_STEP, facts=facts, until=told.arrives_at + STAYS_AFTER)
    chosen = _chosen(actor, file, to)
    for conversation in chosen:
        tell_errand(actor=actor, conversation=conversation, errand=errand, clock=clock)
    return len(chosen)


def _chosen(
    actor: Actor, file: CaseFile, to: Collection[ConversationId]
) -> frozenset[ConversationId]:
    could_be = {one.conversation for one in tellable(actor, file)}
    if not could_be:
        raise NobodyReachedError
    if not to:
        raise NobodyChosenError
    if not could_be.issuperset(to):
        raise NotReachableError
    return frozenset(to)


def hand_part(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    leg: int,
    part: HandPart,
    cost: Cost = COST,
    clock: Clock = utc_now,
) -> Handed:
    """Give a host or a driver their part of one leg, behind a link and a word that end.

    Raises WrongMomentError, PastErrandError, NotGrantedError (the line), or as
    `queries.cases.case`.
    """
    file, stored = _journey(actor, case, journey, clock)
    value = stored.value
    if not value.current <= leg < len(value.legs) or leg < 0:
        raise WrongMomentError("This leg is over or is none. Nothing was sent.")
    told = _told(value.legs[leg])
    until = part.until or told.arrives_at + STAYS_AFTER
    handed = open_box(
        actor=actor, ends_at=until, case=case, alias=part.alias, language=part.language, cost=cost,
        clock=clock,
    )  # fmt: skip
    note = HandedPart(
        journey=journey, leg=leg, kind=part.kind, alias=part.alias,
        conversation=handed.conversation, until=until, by=actor.member, at=clock(),
    )  # fmt: skip
    with writing(actor) as write:
        add(write, stored.unit, note)
    errand = Errand(kind=part.kind, facts=_facts(file, told, part), until=until)
    tell_errand(actor=actor, conversation=handed.conversation, errand=errand, clock=clock)
    return handed


def end_part(*, actor: Actor, case: CaseId, part: RecordId, clock: Clock = utc_now) -> None:
    """Let what opened a part open nothing from now on. Raises as `queries.cases.case`."""
    require(actor, Permission.PLAN_JOURNEYS)
    file = read_file(actor, case, clock=clock)
    _end(actor, file.one(part, HandedPart), clock)


def end_parts(actor: Actor, file: CaseFile, journey: RecordId, *, clock: Clock = utc_now) -> None:
    """End every part of a journey, where the actor answers the line; where they do not, the case
    warns until somebody does. Raises StoreError."""
    _end_all(actor, handed_parts(file, journey), clock)


def end_parts_of_leg(
    actor: Actor, file: CaseFile, journey: RecordId, leg: int, *, clock: Clock = utc_now
) -> None:
    """End every part of one leg, as `end_parts` does."""
    _end_all(actor, [p for p in handed_parts(file, journey) if p.value.leg == leg], clock)


def _end_all(actor: Actor, parts: Iterable[Stored[HandedPart]], clock: Clock) -> None:
    open_parts = [part for part in parts if not part.value.is_ended]
    if open_parts and _answers_the_line(actor):
        for stored in open_parts:
            _end(actor, stored, clock)


def _answers_the_line(actor: Actor) -> bool:
    try:
        the_line(actor)
    except (LineClosedError, NotGrantedError):
        return False
    return True


def _end(actor: Actor, stored: Stored[HandedPart], clock: Clock) -> None:
    end_box(actor=actor, conversation=ConversationId(stored.value.conversation), clock=clock)
    with writing(actor) as write:
        ended = msgspec.structs.replace(stored.value, is_ended=True)
        save(write, stored.id, ended, revision=stored.revision)


def _journey(
    actor: Actor, case: CaseId, journey: RecordId, clock: Clock
) -> tuple[CaseFile, Stored[Journey]]:
    require(actor, Permission.PLAN_JOURNEYS)
    file = read_file(actor, case, clock=clock)
    return file, file.one(journey, Journey)


def _facts(file: CaseFile, told: ToldLeg, part: HandPart) -> Facts:
    of_case = file.case.household
    guests = Guests(of_case.people, of_case.children, of_case.has_pets, part.nights)
    tell = rules.taking_in if part.kind is ErrandKind.GUESTS else rules.ride
    return tell(told, guests, phrase=part.phrase, note=part.note)


def _told(leg: Leg) -> ToldLeg:
    return ToldLeg(
        origin=leg.origin,
        destination=leg.destination,
        leaves_at=leg.leaves_at,
        arrives_at=leg.arrives_at,
        zone=leg.zone,
        arrives_zone=leg.arrives_zone,
        mode=leg.mode,
        meets=leg.escort_alias,
        cover_story=leg.cover_story,
        phone_policy=leg.phone_policy,
        cash=leg.cash,
    )


def _due(file: CaseFile, journey: RecordId, leg: int) -> dt.datetime | None:
    """The first check-in of a leg."""
    check_ins = (stored.value for stored in file.all(CheckIn))
    due = [one.due_at for one in check_ins if one.journey == journey and one.leg == leg]
    return min(due, default=None)
