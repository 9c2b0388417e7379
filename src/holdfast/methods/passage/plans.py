"""A plan: who sleeps where on which nights, and who goes with whom on which leg.

Invariants:
- A plan says what is proposed; whether it is sound is for `checker.check_plan`.
- Stays and rides stand in one order, so that equal plans are equal values.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .cards import HelperId, HouseholdId, Leg, LegId, PlaceId, VehicleId, Zone
from .deck import Cards

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """A household at one place from the first to the last night, both included."""

    household: HouseholdId
    first_night: dt.date
    last_night: dt.date
    place: PlaceId

    def nights(self) -> Iterator[dt.date]:
        """Each night of the stay."""
        for day in range((self.last_night - self.first_night).days + 1):
            yield self.first_night + _DAY * day


@dataclass(frozen=True, slots=True)
class Ride:
    """Who escorts a leg and what it is travelled with, where it needs either."""

    leg: LegId
    helper: HelperId | None = None
    vehicle: VehicleId | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Stays and rides, each sorted."""

    stays: tuple[Stay, ...] = ()
    rides: tuple[Ride, ...] = ()

    @classmethod
    def of(cls, stays: Iterable[Stay], rides: Iterable[Ride]) -> Plan:
        """The plan of these, in the one order plans have."""
        return cls(tuple(sorted(stays)), tuple(sorted(rides, key=lambda ride: ride.leg)))

    def whereabouts(self) -> dict[tuple[HouseholdId, dt.date], PlaceId]:
        """Where each household is on each night (the last stay wins where two claim a night)."""
        return {
            (stay.household, night): stay.place for stay in self.stays for night in stay.nights()
        }


Whereabouts = dict[tuple[HouseholdId, dt.date], PlaceId]


def guests(plan: Plan) -> dict[tuple[PlaceId, dt.date], list[HouseholdId]]:
    """Who is at each place on each night."""
    there: dict[tuple[PlaceId, dt.date], list[HouseholdId]] = defaultdict(list)
    for stay in plan.stays:
        for night in stay.nights():
            there[stay.place, night].append(stay.household)
    return dict(there)


def stays_of(household: HouseholdId, nights: Iterable[tuple[dt.date, PlaceId]]) -> list[Stay]:
    """The stays that a place for each of these nights, in order, adds up to."""
    stays: list[Stay] = []
    for night, place in nights:
        last = stays[-1] if stays else None
        if last and last.place == place and last.last_night + _DAY == night:
            stays[-1] = Stay(household, last.first_night, night, place)
        else:
            stays.append(Stay(household, night, night, place))
    return stays


def uncovered(cards: Cards, plan: Plan) -> dict[HouseholdId, tuple[dt.date, ...]]:
    """The nights for which households have no bed; who lacks none is left out.

    Nights before they arrive are not counted where they arrive by their deadline.
    """
    where = plan.whereabouts()
    missing = {}
    for household in cards.households:
        nights = cards.nights(household)
        covered = [night for night in nights if (household.id, night) in where]
        arrival = covered[0] if covered else None
        if arrival is None or arrival > cards.latest_arrival(household):
            arrival = nights[0] if nights else None  # too late is as if they had not come
        open_ = tuple(
            n for n in nights if arrival and n >= arrival and (household.id, n) not in where
        )
        if open_:
            missing[household.id] = open_
    return missing


def unmanned(cards: Cards, plan: Plan) -> tuple[Leg, ...]:
    """The legs that need an escort or a vehicle and have no ride."""
    rides = {ride.leg for ride in plan.rides}
    return tuple(leg for leg in legs_to_man(cards) if leg.id not in rides)


def legs_to_man(cards: Cards) -> tuple[Leg, ...]:
    """The legs still to come that need an escort or a vehicle."""
    return tuple(
        leg for leg in cards.legs if (leg.is_manned or leg.needs_vehicle) and not cards.is_over(leg)
    )


def ends_of(cards: Cards, leg: Leg, where: Whereabouts) -> tuple[PlaceId | None, PlaceId | None]:
    """The places a leg begins and ends at; None where it is at none of ours in that zone."""
    before = where.get(
        (leg.household, leg.window.start.date() - _DAY), cards.household(leg.household).now_at
    )
    after = where.get((leg.household, leg.window.end.date()))
    return (
        leg.from_place or _if_in(cards, before, leg.from_zone),
        leg.to_place or _if_in(cards, after, leg.to_zone),
    )


def _if_in(cards: Cards, place: PlaceId | None, zone: Zone) -> PlaceId | None:
    return place if place is not None and cards.place(place).zone == zone else None


def moves(cards: Cards, plan: Plan) -> dict[HouseholdId, int]:
    """How often each household changes its place, from where it is now on."""
    counts: dict[HouseholdId, int] = defaultdict(int)
    at = {household.id: household.now_at for household in cards.households}
    for stay in plan.stays:
        if at.get(stay.household) not in {None, stay.place}:
            counts[stay.household] += 1
        at[stay.household] = stay.place
    return dict(counts)
