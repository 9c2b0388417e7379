"""Legs to escorts and vehicles, once it is known who sleeps where.

Invariants:
- A helper escorts only within their zones, hours and vetting, one leg at a time, and nobody who
  must not know of the household.
- Nobody is brought to a place they must not learn, are not vetted for, or that is one too many.
- Among those who can, the one who learns fewest places is taken first: what somebody does not know
  they cannot be made to say.
- A leg gets all it needs or nothing.

Legs are taken by the tier and risk of their household, then by time: a rule of thumb, not the
optimum over all legs.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from .cards import (
    Escort,
    Helper,
    HelperId,
    Household,
    Leg,
    LegId,
    PlaceId,
    Vehicle,
    VehicleId,
    Vetting,
    Window,
)
from .deck import Cards, learned
from .plans import Ride, Whereabouts, ends_of, legs_to_man

Rank = tuple[int, int, dt.date, int, str]


class EscortObstacle(StrEnum):
    """Why a helper or a vehicle cannot go with a leg."""

    ZONES = "does not work in both zones"
    HOURS = "is not there at these hours"
    BUSY = "is on another leg then"
    VETTING = "is not vetted far enough for this leg"
    MUST_NOT_KNOW = "must not know of this household"
    MUST_NOT_LEARN = "must not learn a place this leg leads to"
    PLACE_VETTING = "is not vetted far enough for a place this leg leads to"
    TOO_MANY_PLACES = "would know more places than they may"
    SEATS = "has too few seats"


class Duties:
    """Who is on which leg so far, and what each helper knows by then."""

    def __init__(self, cards: Cards, where: Whereabouts) -> None:
        """Nobody is on a leg yet."""
        self._cards = cards
        self._where = where
        self._busy: dict[HelperId | VehicleId, list[Window]] = defaultdict(list)
        self._learned: dict[LegId, frozenset[PlaceId]] = {}
        self._knows = {helper.id: cards.known_to(helper) for helper in cards.helpers}

    def learned_on(self, leg: Leg) -> frozenset[PlaceId]:
        """The places whoever escorts this leg comes to know."""
        places = self._learned.get(leg.id)
        if places is None:
            places = self._learned[leg.id] = learned(leg, *ends_of(self._cards, leg, self._where))
        return places

    def new_to(self, helper: Helper, places: frozenset[PlaceId]) -> frozenset[PlaceId]:
        """Those of the places that the helper does not know yet."""
        return places - self._knows[helper.id]

    def known(self, helper: Helper) -> int:
        """How many places a helper knows by now."""
        return len(self._knows[helper.id])

    def legs_of(self, helper: Helper) -> int:
        """How many legs a helper has by now."""
        return len(self._busy[helper.id])

    def against_helper(self, leg: Leg, helper: Helper) -> list[EscortObstacle]:
        """Every reason why this helper cannot escort this leg; none where they can."""
        return list(self._helper_obstacles(leg, helper))

    def against_vehicle(self, leg: Leg, vehicle: Vehicle) -> list[EscortObstacle]:
        """Every reason why this vehicle cannot carry this leg; none where it can."""
        return list(self._vehicle_obstacles(leg, vehicle))

    def able_helpers(self, leg: Leg) -> list[Helper]:
        """The helpers nothing speaks against."""
        return [h for h in self._cards.helpers if _is_empty(self._helper_obstacles(leg, h))]

    def able_vehicles(self, leg: Leg) -> list[Vehicle]:
        """The vehicles nothing speaks against."""
        return [v for v in self._cards.vehicles if _is_empty(self._vehicle_obstacles(leg, v))]

    def send(self, leg: Leg, helper: Helper | None, vehicle: Vehicle | None) -> Ride:
        """Put them on the leg, and remember what the helper learns."""
        if helper is not None:
            self._busy[helper.id].append(leg.window)
            self._knows[helper.id] |= self.learned_on(leg)
        if vehicle is not None:
            self._busy[vehicle.id].append(leg.window)
        return Ride(leg.id, helper.id if helper else None, vehicle.id if vehicle else None)

    def _helper_obstacles(self, leg: Leg, helper: Helper) -> Iterator[EscortObstacle]:
        yield from _against(leg, helper, self._busy[helper.id])
        if helper.vetting < max(leg.vetting, Vetting.UNVERIFIED):
            yield EscortObstacle.VETTING
        if helper.id in self._cards.household(leg.household).must_not_know:
            yield EscortObstacle.MUST_NOT_KNOW
        places = self.learned_on(leg)
        if any(helper.vetting < self._cards.place(place).vetting_to_know for place in places):
            yield EscortObstacle.PLACE_VETTING
        new = self.new_to(helper, places)
        if new & helper.must_not_learn:
            yield EscortObstacle.MUST_NOT_LEARN
        limit = helper.most_places
        if new and limit is not None and self.known(helper) + len(new) > limit:
            yield EscortObstacle.TOO_MANY_PLACES

    def _vehicle_obstacles(self, leg: Leg, vehicle: Vehicle) -> Iterator[EscortObstacle]:
        yield from _against(leg, vehicle, self._busy[vehicle.id])
        if vehicle.seats < seats_needed(leg, self._cards.household(leg.household)):
            yield EscortObstacle.SEATS


def assign_escorts(
    cards: Cards, where: Whereabouts, *, keep: Sequence[Ride] = ()
) -> tuple[Ride, ...]:
    """A ride for every leg that can have one, as secret as can be; `keep` stands where it can.

    Legs that need nothing have no ride; legs that cannot have all they need have none either
    (`plans.unmanned` names them). Deterministic.
    """
    duties = Duties(cards, where)
    kept = [ride for ride in keep if _stands(cards, duties, ride)]
    done = {ride.leg for ride in kept}
    waiting = sorted(legs_to_man(cards), key=_leg_rank(cards))
    found = [_ride(cards, duties, leg) for leg in waiting if leg.id not in done]
    return (*kept, *(ride for ride in found if ride is not None))


def rank(cards: Cards, household: Household) -> Rank:
    """The order in which households are served: tier, risk, deadline, size, id. Nothing else."""
    return (
        household.tier,
        -household.risk,
        cards.latest_arrival(household),
        -household.people,
        household.id,
    )


def seats_needed(leg: Leg, household: Household) -> int:
    """The seats a leg takes: the household, and whoever sits with them."""
    return household.people + (leg.escort is Escort.ACCOMPANY)


def _against(leg: Leg, card: Helper | Vehicle, busy: Iterable[Window]) -> Iterator[EscortObstacle]:
    if leg.from_zone not in card.zones or leg.to_zone not in card.zones:
        yield EscortObstacle.ZONES
    if card.hours is not None and not any(hours.holds(leg.window) for hours in card.hours):
        yield EscortObstacle.HOURS
    if any(leg.window.meets(window) for window in busy):
        yield EscortObstacle.BUSY


def _is_empty(obstacles: Iterator[EscortObstacle]) -> bool:
    return next(obstacles, None) is None


def _leg_rank(cards: Cards) -> Callable[[Leg], tuple[Rank, dt.datetime, str]]:
    return lambda leg: (rank(cards, cards.household(leg.household)), leg.window.start, leg.id)


def _stands(cards: Cards, duties: Duties, ride: Ride) -> bool:
    """Whether a ride of an earlier plan can stay as it is; if so, it is taken up."""
    leg = cards.find_leg(ride.leg)
    if leg is None or cards.is_over(leg):
        return False
    helper = cards.find_helper(ride.helper)
    vehicle = cards.find_vehicle(ride.vehicle)
    if leg.is_manned != (helper is not None) or leg.needs_vehicle != (vehicle is not None):
        return False
    if helper is not None and duties.against_helper(leg, helper):
        return False
    if vehicle is not None and duties.against_vehicle(leg, vehicle):
        return False
    duties.send(leg, helper, vehicle)
    return True


def _ride(cards: Cards, duties: Duties, leg: Leg) -> Ride | None:
    helper = _best_helper(cards, duties, leg) if leg.is_manned else None
    vehicle = _best_vehicle(duties, leg) if leg.needs_vehicle else None
    if (leg.is_manned and helper is None) or (leg.needs_vehicle and vehicle is None):
        return None
    return duties.send(leg, helper, vehicle)


def _best_helper(cards: Cards, duties: Duties, leg: Leg) -> Helper | None:
    places = duties.learned_on(leg)
    works_with = cards.household(leg.household).works_with
    return min(
        duties.able_helpers(leg),
        default=None,
        key=lambda helper: (
            len(duties.new_to(helper, places)),
            helper.id not in works_with,
            duties.legs_of(helper),
            duties.known(helper),
            helper.id,
        ),
    )


def _best_vehicle(duties: Duties, leg: Leg) -> Vehicle | None:
    able = duties.able_vehicles(leg)
    return min(able, default=None, key=lambda vehicle: (vehicle.seats, vehicle.id))
