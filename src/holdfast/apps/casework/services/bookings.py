"""Promising a helper or a vehicle to a leg, and freeing them again.

Invariants:
- What is promised is counted while every other writer waits: nobody and nothing is promised twice
  for one minute, also where the other case cannot be opened.
- Who or what is not in use is promised to nobody.
- A booking of a leg that took place stays: it says who came to know a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from holdfast.apps.casework.errors.journeys import PromisedError
from holdfast.apps.casework.queries.files import CaseFile, team_cards
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.vehicles import bookings_for, stored_vehicle
from holdfast.apps.casework.records.journeys import Leg
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.vehicles import Booked, Booking, Vehicle
from holdfast.apps.casework.rules.availability import Standing, is_free
from holdfast.apps.casework.rules.journeys import Escort
from holdfast.apps.casework.rules.people import ASKABLE, HelperId
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write


def with_aliases(actor: Actor, leg: Leg) -> Leg:
    """The leg with the alias of the helper who escorts it. Raises NotAHelperError."""
    if not leg.helper:
        return leg
    alias = stored_helper(actor, HelperId(leg.helper)).value.alias
    return msgspec.structs.replace(leg, escort_alias=alias)


def book(write: Write, file: CaseFile, record: RecordId, legs: Mapping[int, Leg]) -> None:
    """Promise the helpers and vehicles of these legs of a journey, in a write that is under way.

    Raises PromisedError, NotAHelperError, NotGrantedError.
    """
    cards = [card for number, leg in legs.items() for card in _cards(file, record, number, leg)]
    booked = list(team_cards(write.actor, Booking)) if cards else []
    for card in cards:
        _check_usable(write.actor, card)
        check_free(card, booked)
    for card in cards:  # nothing of the team can be read between here and the end of the write
        add(write, create_unit(write, team_key(write.actor).scope, Part.TEAM), card)


def release_bookings(actor: Actor, file: CaseFile, journey: RecordId, *, after: int) -> None:
    """Free who and what is promised to the legs of a journey after this one."""
    for card in bookings_for(actor, file.scope):
        if card.value.journey == journey and card.value.leg > after:
            shred_unit(actor, card.unit)


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
    """Which of those who go with a leg cannot be used now, of those that the actor knows."""
    found = []
    helper = next(find(actor, Helper, scope=ScopeId(leg.helper)), None) if leg.helper else None
    if helper is not None and helper.value.state not in ASKABLE:
        found.append(f"the escort is {helper.value.state}")
    vehicle = next(find(actor, Vehicle, scope=ScopeId(leg.vehicle)), None) if leg.vehicle else None
    if vehicle is not None and vehicle.value.standing is not Standing.ACTIVE:
        found.append(f"the vehicle is {vehicle.value.standing}")
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


def _check_usable(actor: Actor, card: Booking) -> None:
    if card.what is Booked.HELPER:
        is_usable = stored_helper(actor, HelperId(card.id)).value.state in ASKABLE
    else:
        is_usable = stored_vehicle(actor, ScopeId(card.id)).value.standing is Standing.ACTIVE
    if not is_usable:
        raise PromisedError("They are not in use now. Nothing was changed.")
