"""Who has no bed and why: which rule binds, and what would free one.

Invariants:
- A rule binds where lifting it alone, with everybody else where they are, opens a place.
- A way out names a place and all its reasons; it is offered only where every reason has a remedy.
- Who is only placed for a part of their nights is explained for the rest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from .cards import Household, HouseholdId, LegId, PlaceId
from .deck import Cards
from .escorts import Duties, EscortObstacle
from .placement import Guests, Obstacle, Reason, Remedy, why_not
from .plans import Plan, guests, uncovered, unmanned
from .score import parted


@dataclass(frozen=True, slots=True)
class Way:
    """A place that would take them once all these reasons are gone; fewest and smallest first."""

    place: PlaceId
    reasons: tuple[Reason, ...]

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sorts the smaller change first."""
        amount = sum(max(reason.amount, 1) for reason in self.reasons)
        nights = sum(len(reason.nights) for reason in self.reasons)
        return len(self.reasons), amount, nights, self.place


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A household without a bed on some nights.

    `binding`: rules that alone stand between them and a place, with how many places each would
    open, most first; empty where no single one would. `ways`: the nearest ways out.
    """

    household: HouseholdId
    nights: tuple[dt.date, ...]
    binding: tuple[tuple[Obstacle, int], ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Unmanned:
    """A leg without an escort or vehicle: how many cannot go for each reason.

    `nearest`: the ids that only one reason keeps from going, with that reason.
    """

    leg: LegId
    against: tuple[tuple[EscortObstacle, int], ...]
    nearest: tuple[tuple[str, EscortObstacle], ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """Two that travel together and are planned in two places, and how many places each rule alone
    closes to both of them: none where no single one does."""

    one: HouseholdId
    other: HouseholdId
    nights: tuple[dt.date, ...]
    binding: tuple[tuple[Obstacle, int], ...]


def explain_beds(
    cards: Cards, plan: Plan, *, only: Collection[HouseholdId] | None = None, most_ways: int = 3
) -> tuple[Shortfall, ...]:
    """What keeps each household without a full plan from one, most urgent household first.

    `only` names the households to explain, all where it is None; one takes about as long as one
    look at every place.
    """
    missing = uncovered(cards, plan)
    urgent_first = sorted(
        missing, key=lambda id_: (cards.household(id_).tier, -cards.household(id_).risk, id_)
    )
    there = guests(plan)
    return tuple(
        _shortfall(cards, there, rest_of(cards, plan, id_, missing[id_]), missing[id_], most_ways)
        for id_ in urgent_first
        if only is None or id_ in only
    )


def explain_legs(cards: Cards, plan: Plan) -> tuple[Unmanned, ...]:
    """What keeps each leg without a ride from one."""
    duties = Duties(cards, plan.whereabouts())
    for ride in plan.rides:
        duties.send(
            cards.leg(ride.leg), cards.find_helper(ride.helper), cards.find_vehicle(ride.vehicle)
        )
    return tuple(_unmanned(cards, duties, leg.id) for leg in unmanned(cards, plan))


def explain_parted(cards: Cards, plan: Plan) -> tuple[Parted, ...]:
    """Who travels together and does not sleep in one place, and what alone keeps them from it."""
    there = guests(plan)
    return tuple(
        _parted(cards, there, cards.household(one), cards.household(other), nights)
        for (one, other), nights in parted(plan, cards).items()
    )


def without_remedy(reasons: tuple[Reason, ...]) -> bool:
    """Whether something among the reasons cannot be helped."""
    return any(reason.remedy is Remedy.NONE for reason in reasons)


def rest_of(cards: Cards, plan: Plan, id_: HouseholdId, nights: tuple[dt.date, ...]) -> Household:
    """A household as it stands before the nights it has no bed for: where, and since when.

    Only the nights until its journey takes it to another zone: what comes then is another place.
    """
    household = cards.household(id_)
    zone = cards.zone_on(household, nights[0])
    here = [night for night in nights if cards.zone_on(household, night) == zone]
    household = replace(household, first_night=here[0], last_night=here[-1], deadline=None)
    before = [s for s in plan.stays if s.household == id_ and s.last_night < nights[0]]
    if not before:
        return household
    last = before[-1]
    began_here = len(before) == 1 and last.place == household.now_at
    since = household.there_since if began_here else None
    return replace(household, now_at=last.place, there_since=since or last.first_night)


def _shortfall(
    cards: Cards, there: Guests, rest: Household, nights: tuple[dt.date, ...], most_ways: int
) -> Shortfall:
    ways, alone = [], Counter[Obstacle]()
    for place in cards.places:
        reasons = why_not(rest, place, cards, there)
        if len(reasons) == 1:
            alone[reasons[0].obstacle] += 1
        if reasons and not without_remedy(reasons):
            ways.append(Way(place.id, reasons))
    nearest = sorted(ways, key=lambda way: way.order)[:most_ways]
    binding = sorted(alone.items(), key=lambda item: (-item[1], item[0]))
    return Shortfall(rest.id, nights, tuple(binding), tuple(nearest))


def _parted(
    cards: Cards, there: Guests, one: Household, other: Household, nights: list[dt.date]
) -> Parted:
    """Both held against each place as if one of them had all the people."""
    left = {
        cell: [id_ for id_ in ids if id_ not in {one.id, other.id}] for cell, ids in there.items()
    }
    both = [replace(home, people=one.people + other.people) for home in (one, other)]
    alone = Counter[Obstacle]()
    for place in cards.places:
        reasons = (why_not(home, place, cards, left) for home in both)
        against = {r.obstacle for found in reasons for r in found} - {Obstacle.PARTED}
        if not place.may_mix:
            against.add(Obstacle.MIXING)
        if len(against) == 1:
            alone[against.pop()] += 1
    binding = sorted(alone.items(), key=lambda item: (-item[1], item[0]))
    return Parted(one.id, other.id, tuple(nights), tuple(binding))


def _unmanned(cards: Cards, duties: Duties, leg_id: LegId) -> Unmanned:
    leg = cards.leg(leg_id)
    against: dict[str, list[EscortObstacle]] = {}
    if leg.is_manned:
        against |= {helper.id: duties.against_helper(leg, helper) for helper in cards.helpers}
    if leg.needs_vehicle:
        against |= {vehicle.id: duties.against_vehicle(leg, vehicle) for vehicle in cards.vehicles}
    counts = Counter(obstacle for found in against.values() for obstacle in found)
    nearest = sorted((id_, found[0]) for id_, found in against.items() if len(found) == 1)
    return Unmanned(leg_id, tuple(sorted(counts.items())), tuple(nearest))
