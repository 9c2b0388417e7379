"""What a member sees of vehicles: when they are there, what they are promised to, and their plate.

Invariants: whoever holds a vehicle's content key sees its alias and hours; the plate needs the
identity key and a reason. What it is promised to counts also where that case cannot be opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.records.vehicles import Booked, Booking, Plate, PlateOpening, Vehicle
from holdfast.apps.casework.rules.availability import DayShown, week_of
from holdfast.apps.casework.rules.cases import CaseId, is_open
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .files import team_cards


@dataclass(frozen=True, slots=True)
class VehicleView:
    """A vehicle, its coming days, and what it is promised to."""

    id: ScopeId
    revision: int
    vehicle: Vehicle
    days: list[DayShown]
    bookings: list[Stored[Booking]]


@dataclass(frozen=True, slots=True)
class WhoKnowsVehicle:
    """Who can read what a vehicle is like, and who its plate too."""

    members: list[MemberId]
    with_plate: list[MemberId]


def vehicles(actor: Actor, *, clock: Clock = utc_now) -> list[VehicleView]:
    """Every vehicle that the actor may open, by alias."""
    require(actor, Permission.WORK_CASES)
    booked, now = list(team_cards(actor, Booking)), clock()
    shown = [_view(stored, booked, now) for stored in find(actor, Vehicle)]
    return sorted(shown, key=lambda view: view.vehicle.alias.casefold())


def vehicle(actor: Actor, id_: ScopeId, *, clock: Clock = utc_now) -> VehicleView:
    """One vehicle. Raises NotGrantedError."""
    require(actor, Permission.WORK_CASES)
    return _view(stored_vehicle(actor, id_), list(team_cards(actor, Booking)), clock())


def plate(actor: Actor, id_: ScopeId, *, clock: Clock = utc_now) -> Stored[Plate]:
    """By what a vehicle is known, for whoever said why they open it.

    Raises NotGrantedError (the actor does not hold that key), ReasonNeededError.
    """
    require(actor, Permission.WORK_CASES)
    found = next(find(actor, Plate, scope=id_), None)
    if found is None:
        raise NotGrantedError
    opened = find(actor, PlateOpening, scope=id_, where=lambda o: o.member == actor.member)
    if not any(is_open(opening.value.at, clock()) for opening in opened):
        raise ReasonNeededError
    return found


def holds_plate(actor: Actor, id_: ScopeId) -> bool:
    """Whether the actor holds the key of a vehicle's plate."""
    return bool(open_keys(actor, scope=id_, part=Part.IDENTITY))


def stored_vehicle(actor: Actor, id_: ScopeId) -> Stored[Vehicle]:
    """The record of a vehicle. Raises NotGrantedError."""
    found = next(find(actor, Vehicle, scope=id_), None)
    if found is None:
        raise NotGrantedError
    return found


def who_knows_vehicle(actor: Actor, id_: ScopeId) -> WhoKnowsVehicle:
    """Who of the team knows a vehicle. Raises NotGrantedError."""
    stored_vehicle(actor, id_)
    return WhoKnowsVehicle(holders(actor, id_, Part.CONTENT), holders(actor, id_, Part.IDENTITY))


def bookings_of(actor: Actor, what: Booked, id_: str) -> list[Stored[Booking]]:
    """What a helper or a vehicle is promised to."""
    cards = team_cards(actor, Booking)
    return [
        card
        for card in cards
        if (card.value.what, card.value.id) == (what, id_) and card.value.stands
    ]


def bookings_for(actor: Actor, case: CaseId) -> list[Stored[Booking]]:
    """What is, or was, promised to a case."""
    return [card for card in team_cards(actor, Booking) if card.value.case == case]


def _view(
    stored: Stored[Vehicle], booked: Sequence[Stored[Booking]], now: dt.datetime
) -> VehicleView:
    standing = [b for b in booked if b.value.stands]
    mine = [b for b in standing if (b.value.what, b.value.id) == (Booked.VEHICLE, stored.scope)]
    value = stored.value
    days = week_of(value.hours, value.away, [b.value.span for b in mine], first=now.date())
    ahead = sorted((b for b in mine if b.value.ends_at > now), key=lambda b: b.value.starts_at)
    return VehicleView(stored.scope, stored.revision, value, days, ahead)
