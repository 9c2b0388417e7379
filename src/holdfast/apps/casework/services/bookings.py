"""Promising a helper or a vehicle to a leg, and freeing them again.

Invariants:
- What is promised is counted while every other writer waits: nobody and nothing is promised twice
  for one minute, also where the other case cannot be opened.
- Who or what is not in use is promised to nobody; nor somebody, or what they lend, to a case of
  which they must not know; nor to a leg from or to where somebody sleeps of whom they must not.
- No leg leads to where somebody sleeps that night from whom the household is kept.
- Cases that travel together can share who and what goes with legs of the same minutes.
- A booking of a leg that took place stays: it says who came to know a place. So does one that was
  freed after a loss: whoever was promised may have been told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from holdfast.apps.casework.errors.journeys import PromisedError
from holdfast.apps.casework.queries.files import CaseFile, team_cards
from holdfast.apps.casework.queries.household import (
    company_of,
    hidden_from,
    kept_apart,
    secret_places,
)
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.places import helpers_brought
from holdfast.apps.casework.queries.vehicles import bookings_for, stored_vehicle
from holdfast.apps.casework.records.journeys import Leg
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.records.vehicles import Booked, Booking, Vehicle
from holdfast.apps.casework.rules.availability import Standing, is_free
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.journeys import Escort
from holdfast.apps.casework.rules.people import ASKABLE, HelperId
from holdfast.apps.casework.rules.places import LEFT, nights_from
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write
from holdfast.kernel.clock import Clock

from .entries import add_fact_to


def with_aliases(actor: Actor, leg: Leg) -> Leg:
    """The leg with the alias of the helper who escorts it. Raises NotAHelperError."""
    if not leg.helper:
        return leg
    alias = stored_helper(actor, HelperId(leg.helper)).value.alias
    return msgspec.structs.replace(leg, escort_alias=alias)


@dataclass(frozen=True, slots=True)
class Others:
    """Who must not know of a case, which cases travel with it and which are kept from it; and for
    each helper the places they must not learn: read before a write begins."""

    hidden: frozenset[HelperId]
    company: frozenset[CaseId]
    apart: frozenset[CaseId]
    secret: Mapping[str, frozenset[str]]


def others_of(actor: Actor, case: CaseId, *, clock: Clock) -> Others:
    """Whom a promise to a case must heed, as far as the actor can open them."""
    return Others(
        hidden=hidden_from(actor, case, clock=clock),
        company=company_of(actor, case, clock=clock),
        apart=kept_apart(actor, case, clock=clock),
        secret=secret_places(actor, clock=clock),
    )


def book(
    write: Write, file: CaseFile, record: RecordId, legs: Mapping[int, Leg], *, others: Others
) -> None:
    """Promise the helpers and vehicles of these legs of a journey, in a write that is under way.

    Raises PromisedError, NotAHelperError, NotGrantedError.
    """
    cards = [card for number, leg in legs.items() for card in _cards(file, record, number, leg)]
    if not cards:
        return
    booked = [card for card in team_cards(write.actor, Booking) if card.value.stands]
    for card in cards:
        _check_usable(write.actor, card, others.hidden)
        _check_secret(card, others)
        check_free(card, [one for one in booked if not _is_shared(card, one.value, others)])
    for card in cards:  # nothing of the team can be read between here and the end of the write
        add(write, create_unit(write, team_key(write.actor).scope, Part.TEAM), card)


def release_bookings(actor: Actor, file: CaseFile, journey: RecordId, *, after: int) -> None:
    """Free who and what is promised to the legs of a journey after this one."""
    for card in bookings_for(actor, file.scope):
        if card.value.journey == journey and card.value.leg > after:
            shred_unit(actor, card.unit)


def check_places(actor: Actor, legs: Iterable[Leg], others: Others) -> None:
    """Return where no end of a leg is a place that somebody who must not know hosts or was brought
    to, and none leads to where somebody sleeps then who is kept from them. Raises PromisedError."""
    legs = tuple(legs)
    brought = helpers_brought(actor) if others.hidden else {}
    for place in {end for leg in legs for end in (leg.from_place, leg.to_place) if end}:
        found = next(find(actor, Place, scope=ScopeId(place)), None)
        hosted_by = {found.value.hosted_by} if found is not None else set()
        if others.hidden & (brought.get(place, frozenset()) | hosted_by):
            raise PromisedError(
                "Somebody who must not know of this household knows a place of a leg. "
                "Nothing was changed."
            )
    if any(_meets(actor, leg, others) for leg in legs if leg.to_place and others.apart):
        raise PromisedError(
            "A leg leads to where somebody sleeps that night from whom this household is kept. "
            "Nothing was changed."
        )


def _meets(actor: Actor, leg: Leg, others: Others) -> bool:
    """Whether somebody who is kept from them sleeps at the end of a leg when they come; who comes
    after midnight comes into the night before."""
    nights = {leg.arrives_at.date(), leg.arrives_at.date() - dt.timedelta(days=1)}
    stays = (card.value for card in team_cards(actor, Stay))
    return any(
        stay.place == leg.to_place
        and stay.case in others.apart
        and nights & set(nights_from(stay.first_night, stay.nights))
        for stay in stays
    )


def promised_after(
    actor: Actor, case: CaseId, journey: RecordId, *, after: int
) -> list[Stored[Booking]]:
    """Who and what is promised to the legs of a journey after this one."""
    return [
        card
        for card in bookings_for(actor, case)
        if card.value.journey == journey and card.value.leg > after and card.value.stands
    ]


def free(
    write: Write, file: CaseFile, cards: Iterable[Stored[Booking]], *, at: dt.datetime
) -> None:
    """Promise these no more, in a write that is under way, and say so in the timeline."""
    legs = set()
    for card in cards:
        freed = msgspec.structs.replace(card.value, freed_at=at)
        save(write, card.id, freed, revision=card.revision)
        legs.add(card.value.leg + 1)
    if legs:
        says = f"Free again: who and what was promised to leg {', '.join(map(str, sorted(legs)))}"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=at)


def check_free(wanted: Booking, booked: Iterable[Stored[Booking]]) -> None:
    """Return where it is promised to no other leg at these hours. Raises PromisedError."""
    others = [
        card.value.span
        for card in booked
        if (card.value.what, card.value.id) == (wanted.what, wanted.id)
        and (card.value.journey, card.value.leg) != (wanted.journey, wanted.leg)
    ]
    if not is_free(wanted.span, others):
        raise PromisedError


def out_of_use(actor: Actor, leg: Leg) -> tuple[str, ...]:
    """Who and what of a leg cannot be used now, of those that the actor knows."""
    found = []
    helper = next(find(actor, Helper, scope=ScopeId(leg.helper)), None) if leg.helper else None
    if helper is not None and helper.value.state not in ASKABLE:
        found.append(f"the escort is {helper.value.state}")
    vehicle = next(find(actor, Vehicle, scope=ScopeId(leg.vehicle)), None) if leg.vehicle else None
    if vehicle is not None and vehicle.value.standing is not Standing.ACTIVE:
        found.append(f"the vehicle is {vehicle.value.standing}")
    for end, id_ in (("begins", leg.from_place), ("ends", leg.to_place)):
        place = next(find(actor, Place, scope=ScopeId(id_)), None) if id_ else None
        if place is not None and place.value.status in LEFT:
            found.append(f"the place where it {end} is {place.value.status}")
    return tuple(found)


def places_learned(leg: Leg) -> tuple[str, ...]:
    """The places that whoever escorts a leg comes to know."""
    if leg.escort is Escort.NONE:
        return ()
    ends = (leg.to_place,) if leg.escort is Escort.MEET else (leg.from_place, leg.to_place)
    return tuple(place for place in ends if place)


def _cards(file: CaseFile, record: RecordId, number: int, leg: Leg) -> Iterator[Booking]:
    for what, id_ in ((Booked.HELPER, leg.helper), (Booked.VEHICLE, leg.vehicle)):
        if id_:
            yield Booking(
                what=what,
                id=id_,
                case=file.scope,
                journey=record,
                leg=number,
                starts_at=leg.leaves_at,
                ends_at=leg.arrives_at,
                places=places_learned(leg) if what is Booked.HELPER else (),
            )


def _is_shared(card: Booking, other: Booking, others: Others) -> bool:
    """Whether the other is promised for the same minutes to who travels with them."""
    return other.case in others.company and other.span == card.span


def _check_secret(card: Booking, others: Others) -> None:
    if others.secret.get(card.id, frozenset()) & set(card.places):
        raise PromisedError(
            "Somebody sleeps at a place of this leg of whom they must not know. "
            "Nothing was changed."
        )


def _check_usable(actor: Actor, card: Booking, hidden: Collection[str]) -> None:
    if card.what is Booked.HELPER:
        knows, is_usable = card.id, stored_helper(actor, HelperId(card.id)).value.state in ASKABLE
    else:
        vehicle = stored_vehicle(actor, ScopeId(card.id)).value
        knows, is_usable = vehicle.kept_by, vehicle.standing is Standing.ACTIVE
    if knows in hidden:
        raise PromisedError("They must not know of this household. Nothing was changed.")
    if not is_usable:
        raise PromisedError("They are not in use now. Nothing was changed.")
