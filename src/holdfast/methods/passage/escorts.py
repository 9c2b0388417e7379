"""Legs to escorts and vehicles, once it is known who sleeps where.

Invariants:
- A helper escorts only within their zones, hours and vetting, one leg at a time, and nobody who
  must not know of the household; nor is their vehicle lent for it.
- A ride is shared by those who travel together and by nobody else, never by who is kept apart.
- Who must not be parted has one ride or none.
- Nobody is brought to a place they must not learn, are not vetted for, or that is one too many.
- Among those who can, who serves nobody that must not know of the household, or of whom it must
  not, is taken first; then the one who learns fewest places: what somebody does not know they
  cannot be made to say.
- A leg gets all it needs or nothing.

Legs are taken by the tier and risk of their household, then by time: a rule of thumb, not the
optimum over all legs.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations

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
)
from .deck import Cards, learned
from .plans import Ride, Whereabouts, ends_of, legs_to_man

Rank = tuple[int, int, dt.date, int, str]
Party = tuple[Leg, ...]
"""Legs that one ride is to be, the one it is asked for first."""


class EscortObstacle(StrEnum):
    """Why a helper or a vehicle cannot go with a leg."""

    REFUSED = "a person ruled them out for this leg"
    ZONES = "does not work in both zones"
    HOURS = "is not there at these hours"
    BUSY = "is on another leg then"
    MUST_NOT_MEET = "is then with a household that they must be kept from"
    VETTING = "is not vetted far enough for this leg"
    MUST_NOT_KNOW = "must not know of this household"
    KEEPER = "is lent by somebody who must not know of this household"
    MUST_NOT_LEARN = "must not learn a place this leg leads to"
    PLACE_VETTING = "is not vetted far enough for a place this leg leads to"
    TOO_MANY_PLACES = "would know more places than they may"
    SEATS = "has too few seats"
    TOGETHER = "cannot go with a household that they must not travel without"


class Duties:
    """Who is on which leg so far, and what each helper knows by then."""

    def __init__(self, cards: Cards, where: Whereabouts) -> None:
        """Nobody is on a leg yet."""
        self._cards = cards
        self._where = where
        self._busy: dict[HelperId | VehicleId, list[Leg]] = defaultdict(list)
        self._beside: dict[LegId, HelperId] = {}
        self._rides: dict[LegId, Ride] = {}
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

    def also_serves(self, leg: Leg, helper: Helper) -> frozenset[str]:
        """Whom a helper serves or served that must not know of this household, or it of them."""
        served = helper.has_served | {other.household for other in self._busy[helper.id]}
        return served & self._cards.secret_from(self._cards.household(leg.household))

    def ride_of(self, leg: Leg) -> Ride | None:
        """The ride a leg has by now."""
        return self._rides.get(leg.id)

    def bound_party(self, leg: Leg) -> Party:
        """The leg with those that have its ride or none, by whichever way they are bound to it."""
        found = {leg.id: leg}
        waiting = [leg]
        while waiting:
            for other in self._cards.bound_legs(waiting.pop()):
                if other.id not in found and other.needs_ride:
                    found[other.id] = other
                    waiting.append(other)
        return tuple(found.values())

    def against_helper(self, leg: Leg, helper: Helper) -> list[EscortObstacle]:
        """Every reason why this helper cannot escort this leg; none where they can."""
        return list(self._helper_obstacles(self.bound_party(leg), helper))

    def against_vehicle(
        self, leg: Leg, vehicle: Vehicle, helper: Helper | None = None
    ) -> list[EscortObstacle]:
        """Every reason why this vehicle, with this helper, cannot carry this leg."""
        return list(self._vehicle_obstacles(self.bound_party(leg), vehicle, helper))

    def able_helpers(self, party: Party) -> list[Helper]:
        """The helpers nothing speaks against, for one ride of all these legs."""
        return [h for h in self._cards.helpers if _is_empty(self._helper_obstacles(party, h))]

    def able_vehicles(self, party: Party, helper: Helper | None) -> list[Vehicle]:
        """The vehicles nothing speaks against, for one ride of all these with this helper."""
        return [
            vehicle
            for vehicle in self._cards.vehicles
            if _is_empty(self._vehicle_obstacles(party, vehicle, helper))
        ]

    def send(self, leg: Leg, helper: Helper | None, vehicle: Vehicle | None) -> Ride:
        """Put them on the leg, and remember what the helper learns."""
        if helper is not None:
            self._busy[helper.id].append(leg)
            self._knows[helper.id] |= self.learned_on(leg)
            if leg.escort is Escort.ACCOMPANY:
                self._beside[leg.id] = helper.id
        if vehicle is not None:
            self._busy[vehicle.id].append(leg)
        ride = Ride(leg.id, helper.id if helper else None, vehicle.id if vehicle else None)
        self._rides[leg.id] = ride
        return ride

    def recall(self, leg: Leg) -> Ride | None:
        """Take whoever and whatever is on a leg off it again. Returns the ride it had."""
        ride = self._rides.pop(leg.id, None)
        if ride is None:
            return None
        self._beside.pop(leg.id, None)
        if ride.vehicle is not None:
            self._busy[ride.vehicle].remove(leg)
        if ride.helper is not None:
            self._busy[ride.helper].remove(leg)
            known = self._cards.known_to(self._cards.helper(ride.helper))
            self._knows[ride.helper] = known.union(*map(self.learned_on, self._busy[ride.helper]))
        return ride

    def _helper_obstacles(self, party: Party, helper: Helper) -> Iterator[EscortObstacle]:
        leg, *others = party
        yield from self._alone(leg, helper)
        manned = [other for other in others if other.is_manned]
        if self._is_torn(party) or any(
            self._goes_otherwise(other, helper) or not _is_empty(self._alone(other, helper))
            for other in manned
        ):
            yield EscortObstacle.TOGETHER
        places = frozenset[PlaceId]().union(
            *(self.learned_on(one) for one in party if one.is_manned)
        )
        if any(helper.vetting < self._cards.place(place).vetting_to_know for place in places):
            yield EscortObstacle.PLACE_VETTING
        new = self.new_to(helper, places)
        if new & helper.must_not_learn:
            yield EscortObstacle.MUST_NOT_LEARN
        limit = helper.most_places
        if new and limit is not None and self.known(helper) + len(new) > limit:
            yield EscortObstacle.TOO_MANY_PLACES

    def _alone(self, leg: Leg, helper: Helper) -> Iterator[EscortObstacle]:
        """What speaks against a helper, places aside."""
        yield from self._against(leg, helper)
        if helper.vetting < max(leg.vetting, Vetting.UNVERIFIED):
            yield EscortObstacle.VETTING
        if helper.id in self._cards.household(leg.household).must_not_know:
            yield EscortObstacle.MUST_NOT_KNOW

    def _vehicle_obstacles(
        self, party: Party, vehicle: Vehicle, helper: Helper | None
    ) -> Iterator[EscortObstacle]:
        leg, *others = party
        yield from self._lent(leg, vehicle)
        riding = [other for other in others if other.needs_vehicle]
        if self._is_torn(party) or any(
            self._goes_otherwise(other, vehicle) or not _is_empty(self._lent(other, vehicle))
            for other in riding
        ):
            yield EscortObstacle.TOGETHER
        if vehicle.seats < self._seats([leg, *riding], vehicle, helper):
            yield EscortObstacle.SEATS

    def _is_torn(self, party: Party) -> bool:
        """Whether two of a party are kept apart, so that no ride is for all."""
        homes = [self._cards.household(leg.household) for leg in party]
        return any(two.id in self._cards.apart(one) for one, two in combinations(homes, 2))

    def _goes_otherwise(self, leg: Leg, card: Helper | Vehicle) -> bool:
        ride = self.ride_of(leg)
        return ride is not None and card.id not in {ride.helper, ride.vehicle}

    def _lent(self, leg: Leg, vehicle: Vehicle) -> Iterator[EscortObstacle]:
        """What speaks against a vehicle, seats aside."""
        yield from self._against(leg, vehicle)
        if vehicle.kept_by in self._cards.household(leg.household).must_not_know:
            yield EscortObstacle.KEEPER

    def _seats(self, legs: Sequence[Leg], vehicle: Vehicle, helper: Helper | None) -> int:
        """The seats of all who ride: those who are aboard already, these, and who sits with them.

        Without a helper it is taken that whoever sits with them sits there already.
        """
        aboard = {one.id: one for one in self._busy[vehicle.id] if one.window.meets(legs[0].window)}
        people = {**aboard, **{one.id: one for one in legs}}.values()
        beside = {self._beside[id_] for id_ in aboard if id_ in self._beside}
        is_accompanied = any(one.escort is Escort.ACCOMPANY for one in legs)
        if is_accompanied and helper is not None:
            beside.add(helper.id)
        sits = max(len(beside), is_accompanied)
        return sum(self._cards.household(one.household).people for one in people) + sits

    def _against(self, leg: Leg, card: Helper | Vehicle) -> Iterator[EscortObstacle]:
        if card.id in leg.refused:
            yield EscortObstacle.REFUSED
        if leg.from_zone not in card.zones or leg.to_zone not in card.zones:
            yield EscortObstacle.ZONES
        if card.hours is not None and not any(hours.holds(leg.window) for hours in card.hours):
            yield EscortObstacle.HOURS
        at_once = [other for other in self._busy[card.id] if other.window.meets(leg.window)]
        if not at_once:
            return
        household = self._cards.household(leg.household)
        if any(other.household in self._cards.apart(household) for other in at_once):
            yield EscortObstacle.MUST_NOT_MEET
        elif {other.id for other in at_once} - {leg.id, *(o.id for o in self._cards.shared(leg))}:
            yield EscortObstacle.BUSY


def assign_escorts(
    cards: Cards, where: Whereabouts, *, keep: Sequence[Ride] = ()
) -> tuple[Ride, ...]:
    """A ride for every leg that can have one, as secret as can be; `keep` stands where it can.

    Legs that need nothing have no ride; legs that cannot have all they need have none either
    (`plans.unmanned` names them). Those who travel together ride as one where anybody can take
    them all. Deterministic.
    """
    duties = Duties(cards, where)
    found: list[Ride] = []
    for ride in keep:
        found += _as_kept(cards, duties, ride)
    standing = frozenset(ride.leg for ride in found)
    for leg in sorted(legs_to_man(cards), key=_leg_rank(cards)):
        if duties.ride_of(leg) is None:
            found += _rides(cards, duties, leg)
    _keep_secrets_apart(cards, duties, standing)
    rides = (duties.ride_of(cards.leg(one.leg)) for one in found)
    return tuple(ride for ride in rides if ride is not None)


def _keep_secrets_apart(cards: Cards, duties: Duties, standing: Container[LegId]) -> None:
    """Send somebody else, where anybody can go, with one of two that must not know and have one
    helper: whoever was taken for the first leg may be the only one for the second."""
    is_moved = True
    while is_moved:
        is_moved = False
        for leg in legs_to_man(cards):
            party = duties.bound_party(leg)
            if not any(one.id in standing for one in party):
                is_moved |= _is_moved(cards, duties, leg, party)


def _is_moved(cards: Cards, duties: Duties, leg: Leg, party: Party) -> bool:
    """Whether the party of a leg was given to somebody who serves nobody it is secret from."""
    if not _is_with_both(cards, duties, [leg]):
        return False
    rides = [ride for one in party if (ride := duties.recall(one))]
    if _ride_of_all(cards, duties, party) and not _is_with_both(cards, duties, party):
        return True
    for one in party:
        duties.recall(one)
    for ride in rides:
        helper, vehicle = cards.find_helper(ride.helper), cards.find_vehicle(ride.vehicle)
        duties.send(cards.leg(ride.leg), helper, vehicle)
    return False


def _is_with_both(cards: Cards, duties: Duties, legs: Iterable[Leg]) -> bool:
    """Whether the helper of any of these serves somebody it is secret from."""
    for leg in legs:
        ride = duties.ride_of(leg)
        helper = cards.find_helper(ride.helper) if ride else None
        if helper is not None and duties.also_serves(leg, helper):
            return True
    return False


def rank(cards: Cards, household: Household) -> Rank:
    """The order in which households are served: tier, risk, deadline, size, id. Nothing else."""
    return (
        household.tier,
        -household.risk,
        cards.latest_arrival(household),
        -household.people,
        household.id,
    )


def _is_empty(obstacles: Iterator[EscortObstacle]) -> bool:
    return next(obstacles, None) is None


def _leg_rank(cards: Cards) -> Callable[[Leg], tuple[Rank, dt.datetime, str]]:
    return lambda leg: (rank(cards, cards.household(leg.household)), leg.window.start, leg.id)


def _as_kept(cards: Cards, duties: Duties, ride: Ride) -> list[Ride]:
    """The rides of a leg, and of those bound to it, as an earlier plan has them, where that can
    stay as it is; else none."""
    leg = cards.find_leg(ride.leg)
    if leg is None or cards.is_over(leg) or duties.ride_of(leg) is not None:
        return []
    helper, vehicle = cards.find_helper(ride.helper), cards.find_vehicle(ride.vehicle)
    if leg.is_manned != (helper is not None) or leg.needs_vehicle != (vehicle is not None):
        return []
    party = duties.bound_party(leg)
    if helper is not None and helper not in duties.able_helpers(party):
        return []
    if vehicle is not None and vehicle not in duties.able_vehicles(party, helper):
        return []
    if any((one.is_manned and not helper) or (one.needs_vehicle and not vehicle) for one in party):
        return []
    return _sent(duties, party, helper, vehicle)


def _rides(cards: Cards, duties: Duties, leg: Leg) -> list[Ride]:
    """One ride for all who travel with them; where nobody can take all, for them alone."""
    bound = duties.bound_party(leg)
    whole = _with_company(cards, duties, bound)
    for party in [whole] if len(whole) == len(bound) else [whole, bound]:
        if found := _ride_of_all(cards, duties, party):
            return found
    return []


def _with_company(cards: Cards, duties: Duties, bound: Party) -> Party:
    """The party, with those of its company who have no ride yet and are everybody's company."""
    whole = bound
    for one in cards.shared(bound[0]):
        more = tuple(other for other in duties.bound_party(one) if other not in whole)
        is_free = one.needs_ride and not any(duties.ride_of(other) for other in more)
        if is_free and all(set(more) <= set(cards.shared(aboard)) for aboard in whole):
            whole += more
    return whole


def _ride_of_all(cards: Cards, duties: Duties, party: Party) -> list[Ride]:
    is_manned = any(leg.is_manned for leg in party)
    needs_vehicle = any(leg.needs_vehicle for leg in party)
    manned = sorted(party, key=lambda leg: not leg.is_manned)
    helper = _best_helper(cards, duties, tuple(manned)) if is_manned else None
    if is_manned and helper is None:
        return []
    driven = sorted(party, key=lambda leg: not leg.needs_vehicle)
    vehicle = _best_vehicle(cards, duties, tuple(driven), helper) if needs_vehicle else None
    if needs_vehicle and vehicle is None:
        return []
    return _sent(duties, party, helper, vehicle)


def _sent(
    duties: Duties, party: Party, helper: Helper | None, vehicle: Vehicle | None
) -> list[Ride]:
    return [
        duties.send(leg, helper if leg.is_manned else None, vehicle if leg.needs_vehicle else None)
        for leg in party
    ]


def _best_helper(cards: Cards, duties: Duties, party: Party) -> Helper | None:
    leg = party[0]
    places = frozenset[PlaceId]().union(*(duties.learned_on(one) for one in party))
    works_with = cards.household(leg.household).works_with
    beside = {ride.helper for ride in _rides_of_company(cards, duties, leg)}
    return min(
        duties.able_helpers(party),
        default=None,
        key=lambda helper: (
            helper.id not in beside,
            any(duties.also_serves(one, helper) for one in party),
            len(duties.new_to(helper, places)),
            helper.id not in works_with,
            duties.legs_of(helper),
            duties.known(helper),
            helper.id,
        ),
    )


def _best_vehicle(
    cards: Cards, duties: Duties, party: Party, helper: Helper | None
) -> Vehicle | None:
    theirs = {ride.vehicle for ride in _rides_of_company(cards, duties, party[0])}
    return min(
        duties.able_vehicles(party, helper),
        default=None,
        key=lambda vehicle: (vehicle.id not in theirs, vehicle.seats, vehicle.id),
    )


def _rides_of_company(cards: Cards, duties: Duties, leg: Leg) -> list[Ride]:
    found = (duties.ride_of(other) for other in cards.shared(leg))
    return [ride for ride in found if ride is not None]
