"""Whether a plan keeps every rule, found by counting night by night.

Invariants:
- Shares no code with the planners: what they got wrong, this says.
- Every breach is named, not only the first.
- A plan that leaves somebody out is no breach; `plans.uncovered` and `plans.unmanned` say that.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

from .cards import (
    KEEPS,
    TAKES_NEW,
    Escort,
    Helper,
    HelperId,
    Household,
    HouseholdId,
    Leg,
    LegId,
    PlaceId,
    Vehicle,
    Window,
)
from .deck import Cards
from .plans import Plan, Ride, Stay, Whereabouts, ends_of, guests

_DAY = dt.timedelta(days=1)


class Rule(StrEnum):
    """The rules a plan keeps."""

    KNOWN_CARDS = "everything planned has its card"
    ONE_PLACE_A_NIGHT = "nobody is in two places"
    NIGHTS = "nobody is placed on a night they do not need"
    NO_GAP = "from arrival to the end of the plan no night is left out"
    DEADLINE = "they arrive by their deadline"
    BEDS = "no place has more people than beds"
    STATUS = "a place is used only while its status allows it"
    NEEDS = "a place suits those who stay"
    ZONES = "a zone they avoid is avoided"
    JOURNEY = "a place is where their journey has them"
    MIXING = "a place that does not mix has one household"
    APART = "who is kept apart is kept apart"
    LONGEST_STAY = "nobody stays longer than the place allows"
    REFUSED = "what a person ruled out is not planned"
    MUST_NOT_KNOW = (
        "who must not know of them knows none of their places and is on none of their legs"
    )
    ONE_RIDE_A_LEG = "a leg has one ride"
    WHOLE_RIDE = "a ride has the escort and vehicle the leg needs, and no other"
    ONE_LEG_AT_A_TIME = "nobody and nothing is on two legs at once, but with who travels together"
    KEPT_FROM = "nobody rides with somebody they are kept from"
    NOT_WITHOUT = "who must not be parted from somebody has no bed or ride without them"
    HOURS = "helpers and vehicles go within their hours"
    RIDE_ZONES = "helpers and vehicles go within their zones"
    VETTING = "helpers are vetted for the leg and its places"
    LEARNING = "no helper learns a place they must not, nor more than they may"
    SEATS = "a vehicle has a seat for everybody"


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken, by which cards, and on which night where it is of one."""

    rule: Rule
    about: tuple[str, ...]
    night: dt.date | None = None


def check_plan(plan: Plan, cards: Cards) -> tuple[Breach, ...]:
    """Every breach of a rule; empty where the plan is sound."""
    unknown = tuple(_unknown(plan, cards))
    if unknown:
        return unknown
    return (
        *_placing(plan, cards),
        *_sharing(plan, cards),
        *_staying(plan, cards),
        *_riding(plan, cards),
        *_meeting(plan, cards),
        *_parting(plan, cards),
        *_learning(plan, cards),
    )


def _unknown(plan: Plan, cards: Cards) -> Iterator[Breach]:
    for stay in plan.stays:
        if cards.find_household(stay.household) is None or cards.find_place(stay.place) is None:
            yield Breach(Rule.KNOWN_CARDS, (stay.household, stay.place))
    for ride in plan.rides:
        helper_is_known = ride.helper is None or cards.find_helper(ride.helper)
        vehicle_is_known = ride.vehicle is None or cards.find_vehicle(ride.vehicle)
        if cards.find_leg(ride.leg) is None or not helper_is_known or not vehicle_is_known:
            yield Breach(Rule.KNOWN_CARDS, (ride.leg,))


# ------------------------------------------------------------ stays


def _placing(plan: Plan, cards: Cards) -> Iterator[Breach]:
    for stay in plan.stays:
        household, place = cards.household(stay.household), cards.place(stay.place)
        usable = KEEPS if household.now_at == place.id else TAKES_NEW
        knowers = set(place.known_by)
        knowers |= {helper.id for helper in cards.helpers if place.id in helper.knows}
        knowers |= {other.id for other in cards.households if other.now_at == place.id}
        broken = {
            Rule.STATUS: place.status not in usable,
            Rule.NEEDS: not household.needs <= place.suits,
            Rule.ZONES: place.zone in household.zones_avoided,
            Rule.REFUSED: place.id in household.refused,
            Rule.MUST_NOT_KNOW: bool(knowers & household.must_not_know),
        }
        for rule, is_broken in broken.items():
            if is_broken:
                yield Breach(rule, (household.id, place.id))
        for night in stay.nights():
            zone = cards.zone_on(household, night)
            if zone is not None and zone != place.zone:
                yield Breach(Rule.JOURNEY, (household.id, place.id), night)


def _sharing(plan: Plan, cards: Cards) -> Iterator[Breach]:
    for (place_id, night), ids in guests(plan).items():
        place, there = cards.place(place_id), [cards.household(id_) for id_ in set(ids)]
        if sum(household.people for household in there) > place.beds_at(night):
            yield Breach(Rule.BEDS, (place_id,), night)
        if len(there) > 1 and not place.may_mix:
            yield Breach(Rule.MIXING, (place_id,), night)
        for one, other in combinations(there, 2):
            if _are_apart(one, other) or _are_apart(other, one):
                yield Breach(Rule.APART, (one.id, other.id, place_id), night)


def _are_apart(one: Household, other: Household) -> bool:
    return other.id in one.apart_from or other.id in one.must_not_know


def _staying(plan: Plan, cards: Cards) -> Iterator[Breach]:
    by_household: dict[str, list[Stay]] = defaultdict(list)
    for stay in plan.stays:
        by_household[stay.household].append(stay)
    for stays in by_household.values():
        household = cards.household(stays[0].household)
        nights = [night for stay in stays for night in stay.nights()]
        yield from _night_breaches(household, nights, cards)
        yield from _too_long(household, sorted(stays), cards)


def _night_breaches(household: Household, nights: list[dt.date], cards: Cards) -> Iterator[Breach]:
    for night, count in Counter(nights).items():
        if count > 1:
            yield Breach(Rule.ONE_PLACE_A_NIGHT, (household.id,), night)
    needed = cards.nights(household)
    for night in sorted(set(nights) - set(needed)):
        yield Breach(Rule.NIGHTS, (household.id,), night)
    first, last = min(nights), max(nights)
    for night in needed:
        if first < night < last and night not in nights:
            yield Breach(Rule.NO_GAP, (household.id,), night)
    if needed and first > max(cards.latest_arrival(household), needed[0]):
        yield Breach(Rule.DEADLINE, (household.id,), first)


def _too_long(household: Household, stays: list[Stay], cards: Cards) -> Iterator[Breach]:
    at = household.now_at
    begin = max(household.first_night, cards.tonight)
    run = (begin - household.there_since).days if household.there_since else 0
    for stay in stays:
        run = max(run, 0) if stay.place == at else 0
        run += len(list(stay.nights()))
        at = stay.place
        longest = cards.place(stay.place).longest_stay
        if longest is not None and run > longest:
            yield Breach(Rule.LONGEST_STAY, (household.id, stay.place), stay.last_night)


# ------------------------------------------------------------ rides


def _riding(plan: Plan, cards: Cards) -> Iterator[Breach]:
    for leg_id, count in Counter(ride.leg for ride in plan.rides).items():
        if count > 1:
            yield Breach(Rule.ONE_RIDE_A_LEG, (leg_id,))
    for ride in plan.rides:
        leg = cards.leg(ride.leg)
        is_whole = (ride.helper is not None) == leg.is_manned
        if not is_whole or (ride.vehicle is not None) != leg.needs_vehicle:
            yield Breach(Rule.WHOLE_RIDE, (leg.id,))
        yield from _helper_breaches(ride, leg, cards)
        yield from _vehicle_breaches(ride, leg, cards)


def _helper_breaches(ride: Ride, leg: Leg, cards: Cards) -> Iterator[Breach]:
    if ride.helper is None:
        return
    helper = cards.helper(ride.helper)
    if helper.id in cards.household(leg.household).must_not_know:
        yield Breach(Rule.MUST_NOT_KNOW, (helper.id, leg.id))
    if helper.vetting < leg.vetting or helper.vetting < 0:
        yield Breach(Rule.VETTING, (helper.id, leg.id))
    yield from _range_breaches(helper.id, helper.zones, helper.hours, leg)


def _vehicle_breaches(ride: Ride, leg: Leg, cards: Cards) -> Iterator[Breach]:
    if ride.vehicle is None:
        return
    vehicle = cards.vehicle(ride.vehicle)
    household = cards.household(leg.household)
    if vehicle.kept_by is not None and vehicle.kept_by in household.must_not_know:
        yield Breach(Rule.MUST_NOT_KNOW, (vehicle.kept_by, leg.id))
    yield from _range_breaches(vehicle.id, vehicle.zones, vehicle.hours, leg)


def _range_breaches(
    card: str, zones: frozenset[str], hours: tuple[Window, ...] | None, leg: Leg
) -> Iterator[Breach]:
    if card in leg.refused:
        yield Breach(Rule.REFUSED, (card, leg.id))
    if not {leg.from_zone, leg.to_zone} <= zones:
        yield Breach(Rule.RIDE_ZONES, (card, leg.id))
    if hours is not None and not any(
        window.start <= leg.window.start and leg.window.end <= window.end for window in hours
    ):
        yield Breach(Rule.HOURS, (card, leg.id))


def _meeting(plan: Plan, cards: Cards) -> Iterator[Breach]:
    duties: dict[str, list[Ride]] = defaultdict(list)
    for ride in plan.rides:
        for used in (ride.helper, ride.vehicle):
            if used is not None:
                duties[used].append(ride)
    for card, rides in duties.items():
        for one, other in combinations(rides, 2):
            yield from _at_once(card, cards.leg(one.leg), cards.leg(other.leg), cards)
    for vehicle in cards.vehicles:
        yield from _seats(vehicle, duties.get(vehicle.id, []), cards)


def _at_once(card: str, one: Leg, other: Leg, cards: Cards) -> Iterator[Breach]:
    if one.window.end <= other.window.start or other.window.end <= one.window.start:
        return
    first, second = cards.household(one.household), cards.household(other.household)
    if _keep_apart(first.id, second.id, cards):
        yield Breach(Rule.KEPT_FROM, (card, one.id, other.id))
    is_same = (one.window, one.from_zone, one.to_zone) == (
        other.window,
        other.from_zone,
        other.to_zone,
    )
    if not (is_same and second.id in _company_of(first, cards)):
        yield Breach(Rule.ONE_LEG_AT_A_TIME, (card, one.id, other.id))


def _company_of(one: Household, cards: Cards) -> set[str]:
    """Who says they travel with them, and all whom a chain of not going without leads to."""
    found, chain = {str(id_) for id_ in one.travels_with}, {one.id}
    found |= {other.id for other in cards.households if one.id in other.travels_with}
    while True:
        further = set(chain)
        for other in cards.households:
            for id_ in other.not_without:
                if (other.id in chain) != (id_ in chain) and not _keep_apart(other.id, id_, cards):
                    further |= {other.id, id_}
        if further == chain:
            return found | chain
        chain = further


def _keep_apart(one: HouseholdId, other: HouseholdId, cards: Cards) -> bool:
    first, second = cards.household(one), cards.household(other)
    return _are_apart(first, second) or _are_apart(second, first)


def _seats(vehicle: Vehicle, rides: list[Ride], cards: Cards) -> Iterator[Breach]:
    for ride in rides:
        window = cards.leg(ride.leg).window
        aboard = [r for r in rides if cards.leg(r.leg).window.start < window.end]
        aboard = [r for r in aboard if cards.leg(r.leg).window.end > window.start]
        legs = [cards.leg(r.leg) for r in aboard]
        beside = {r.helper for r in aboard if cards.leg(r.leg).escort is Escort.ACCOMPANY}
        if sum(cards.household(leg.household).people for leg in legs) + len(beside) > vehicle.seats:
            yield Breach(Rule.SEATS, (vehicle.id, ride.leg))


# ------------------------------------------------------------ who is not parted


def _parting(plan: Plan, cards: Cards) -> Iterator[Breach]:
    where, rides = plan.whereabouts(), {ride.leg: ride for ride in plan.rides}
    for household in cards.households:
        for id_ in household.not_without:
            other = cards.household(id_)
            if not _keep_apart(household.id, id_, cards):
                yield from _parted_beds(household, other, where, cards)
                yield from _parted_beds(other, household, where, cards)
                yield from _parted_rides(household, other, rides, cards)


def _parted_beds(
    one: Household, other: Household, where: Whereabouts, cards: Cards
) -> Iterator[Breach]:
    """A bed is kept without the other; a new one is not given without them."""
    needed, is_kept = set(cards.nights(other)), True
    for night in cards.nights(one):
        place = where.get((one.id, night))
        is_kept = is_kept and place == one.now_at
        if place is None or is_kept or night not in needed:
            continue
        if where.get((other.id, night)) != place:
            yield Breach(Rule.NOT_WITHOUT, (one.id, other.id), night)


def _parted_rides(
    one: Household, other: Household, rides: dict[LegId, Ride], cards: Cards
) -> Iterator[Breach]:
    mine = [leg for leg in cards.legs if leg.household == one.id]
    theirs = [leg for leg in cards.legs if leg.household == other.id]
    for leg, as_leg in product(mine, theirs):
        is_same = (leg.window, leg.from_zone, leg.to_zone) == (
            as_leg.window,
            as_leg.from_zone,
            as_leg.to_zone,
        )
        if is_same and _have_other_rides(leg, as_leg, rides):
            yield Breach(Rule.NOT_WITHOUT, (leg.id, as_leg.id))


def _have_other_rides(one: Leg, other: Leg, rides: dict[LegId, Ride]) -> bool:
    first, second = rides.get(one.id), rides.get(other.id)
    need_both = (one.is_manned or one.needs_vehicle) and (other.is_manned or other.needs_vehicle)
    if first is None or second is None:
        return need_both and first is not second
    other_helper = one.is_manned and other.is_manned and first.helper != second.helper
    other_vehicle = one.needs_vehicle and other.needs_vehicle and first.vehicle != second.vehicle
    return other_helper or other_vehicle


def _learning(plan: Plan, cards: Cards) -> Iterator[Breach]:
    where = plan.whereabouts()
    learns: dict[HelperId, set[PlaceId]] = defaultdict(set)
    for ride in plan.rides:
        leg = cards.leg(ride.leg)
        if ride.helper is None or leg.escort is Escort.NONE:
            continue
        start, end = ends_of(cards, leg, where)
        seen = {end} if leg.escort is Escort.MEET else {start, end}
        learns[ride.helper] |= {place for place in seen if place is not None}
    for id_, places in learns.items():
        yield from _learning_breaches(cards.helper(id_), places, cards)


def _learning_breaches(helper: Helper, places: set[PlaceId], cards: Cards) -> Iterator[Breach]:
    known = set(helper.knows) | {p.id for p in cards.places if helper.id in p.known_by}
    new = places - known
    for place in sorted(new & helper.must_not_learn):
        yield Breach(Rule.LEARNING, (helper.id, place))
    if new and helper.most_places is not None and len(known | new) > helper.most_places:
        yield Breach(Rule.LEARNING, (helper.id,))
    for place in sorted(places):
        if helper.vetting < cards.place(place).vetting_to_know:
            yield Breach(Rule.VETTING, (helper.id, place))
