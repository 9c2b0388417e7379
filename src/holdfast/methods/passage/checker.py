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
from itertools import combinations

from .cards import KEEPS, TAKES_NEW, Escort, Helper, HelperId, Household, Leg, PlaceId, Window
from .deck import Cards
from .plans import Plan, Ride, Stay, ends_of, guests

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
    ONE_LEG_AT_A_TIME = "nobody and nothing is on two legs at once"
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
    beside = 1 if leg.escort is Escort.ACCOMPANY else 0
    if cards.household(leg.household).people + beside > vehicle.seats:
        yield Breach(Rule.SEATS, (vehicle.id, leg.id))
    yield from _range_breaches(vehicle.id, vehicle.zones, vehicle.hours, leg)


def _range_breaches(
    card: str, zones: frozenset[str], hours: tuple[Window, ...] | None, leg: Leg
) -> Iterator[Breach]:
    if not {leg.from_zone, leg.to_zone} <= zones:
        yield Breach(Rule.RIDE_ZONES, (card, leg.id))
    if hours is not None and not any(
        window.start <= leg.window.start and leg.window.end <= window.end for window in hours
    ):
        yield Breach(Rule.HOURS, (card, leg.id))


def _meeting(plan: Plan, cards: Cards) -> Iterator[Breach]:
    duties: dict[str, list[Leg]] = defaultdict(list)
    for ride in plan.rides:
        for used in (ride.helper, ride.vehicle):
            if used is not None:
                duties[used].append(cards.leg(ride.leg))
    for card, legs in duties.items():
        legs.sort(key=lambda leg: leg.window.start)
        latest = legs[0]
        for leg in legs[1:]:
            if leg.window.start < latest.window.end:
                yield Breach(Rule.ONE_LEG_AT_A_TIME, (card, latest.id, leg.id))
            latest = max(latest, leg, key=lambda leg: leg.window.end)


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
