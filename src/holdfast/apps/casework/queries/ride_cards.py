"""Ride cards, with opaque ids, from what the actor may open: legs to come, who and what could go.

Invariants:
- What is promised counts, also to cases that the actor cannot open.
- Each end of a leg is a zone of its own on the cards: coarse areas stay with us, and two legs
  within one area are two legs; but legs of cases that travel together, from and to the same stops
  at the same minutes, are one way.
- Who must not know of a case is on none of its legs, nor with them on another's, and is brought to
  no place where they sleep.
- What a helper learned on a leg, hosts or is promised counts as known to them, and whom they drove,
  escort or host as served by them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.records.rides import HelperTerms, RideJudgement
from holdfast.apps.casework.records.vehicles import Booked, Booking, Vehicle
from holdfast.apps.casework.rules.availability import Away, Hours, Span, Standing, spans_of
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import SHOWN
from holdfast.apps.casework.rules.names import as_typed
from holdfast.apps.casework.rules.people import ASKABLE, HelperRole
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.rules.vetting import Result
from holdfast.apps.keyring.rules import ScopeId
from holdfast.methods.passage import cards as card
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.judgement import Verdict
from holdfast.methods.passage.plans import Ride

from .bed_cards import TIERS
from .helper_terms import NO_TERMS
from .picture import Picture
from .ties import Ties, kept_secret, ties_of

DAYS_PLANNED = 7
GOING = frozenset({HelperRole.DRIVER, HelperRole.ESCORT})
VETTED = {
    Result.HOSTILE_SUSPECTED: card.Vetting.HOSTILE_SUSPECTED,
    Result.CONTRADICTED: card.Vetting.CONTRADICTED,
    Result.UNVERIFIED: card.Vetting.UNVERIFIED,
    Result.IDENTITY_CHECKED: card.Vetting.IDENTITY_CHECKED,
    Result.STORY_CONSISTENT: card.Vetting.STORY_CONSISTENT,
    Result.VOUCHED: card.Vetting.VOUCHED,
    Result.INDEPENDENTLY_CORROBORATED: card.Vetting.CORROBORATED,
}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LegAt:
    """One leg of a journey of a case."""

    case: ScopeId
    journey: str
    number: int
    leg: Leg
    need: Need

    @property
    def id(self) -> card.LegId:
        """Its id on the cards."""
        return leg_id(self.journey, self.number)


@dataclass(frozen=True, slots=True)
class RideTable:
    """The cards, the rides that stand, and the legs by id."""

    cards: Cards
    keep: tuple[Ride, ...]
    legs: Mapping[card.LegId, LegAt]


@dataclass(frozen=True, slots=True)
class Road:
    """The legs to come by id, the one that each is travelled as, what was ruled out for each, and
    what their cases are to others."""

    legs: Mapping[card.LegId, LegAt]
    ways: Mapping[card.LegId, card.LegId]
    refused: Mapping[card.LegId, frozenset[str]]
    ties: Ties

    def of_cases(self, cases: Collection[str]) -> frozenset[card.HouseholdId]:
        """The households on the cards of these cases."""
        return frozenset(
            card.HouseholdId(id_) for id_, one in self.legs.items() if one.case in cases
        )


def leg_id(journey: str, number: int) -> card.LegId:
    """The id of a leg on the cards."""
    return card.LegId(f"{journey}/{number}")


def lay_out_rides(
    seen: Picture, vetted: Mapping[ScopeId, Result], *, now: dt.datetime
) -> RideTable:
    """The ride cards of what was read, for the legs of the coming days."""
    road = _road(seen, now)
    legs = road.legs
    bookings = [found.value for found in seen.all(Booking) if found.value.stands]
    ahead = [booking for booking in bookings if booking.ends_at > now]
    elsewhere = [b for b in ahead if leg_id(b.journey, b.leg) not in legs]
    places = _places(seen, legs.values())
    today = now.date()
    secret = kept_secret(road.ties.hidden, (one.value for one in seen.all(Stay)), today=today)
    cards = Cards(
        tonight=today,
        households=(*_households(seen, road, today), *_others(elsewhere, today)),
        places=places,
        helpers=tuple(_kept_from(places, secret, _helpers(seen, vetted, road, elsewhere, today))),
        vehicles=tuple(_vehicles(seen, road, elsewhere, today)),
        legs=(*(_leg(one, road) for one in legs.values()), *(_other_leg(b) for b in elsewhere)),
    )
    keep = [_kept(one) for one in legs.values() if one.leg.helper or one.leg.vehicle]
    keep += [_kept_elsewhere(b) for b in elsewhere]
    return RideTable(cards, tuple(keep), legs)


# ------------------------------------------------------------ legs and who travels


def _legs(seen: Picture, now: dt.datetime) -> Iterator[LegAt]:
    until = now + _DAY * DAYS_PLANNED
    for found in seen.all(Journey):
        case = seen.cases.get(found.scope)
        if case is None or found.value.state not in SHOWN:
            continue
        for number, leg in enumerate(found.value.legs):
            if number > found.value.current and now < leg.arrives_at and leg.leaves_at < until:
                yield LegAt(found.scope, str(found.id), number, leg, case.need)


def _road(seen: Picture, now: dt.datetime) -> Road:
    legs, ties = {one.id: one for one in _legs(seen, now)}, ties_of(seen)
    ways: dict[card.LegId, card.LegId] = {}
    for id_, one in sorted(legs.items()):
        company = ties.company(one.case)
        same = (ways[o] for o in ways if legs[o].case in company and _is_one_way(legs[o], one))
        ways[id_] = next(same, id_)
    return Road(legs, ways, _refused(seen), ties)


def _is_one_way(one: LegAt, other: LegAt) -> bool:
    first, second = one.leg, other.leg
    hours = (first.leaves_at, first.arrives_at) == (second.leaves_at, second.arrives_at)
    ends = (first.from_area, first.to_area, first.origin, first.destination)
    other_ends = (second.from_area, second.to_area, second.origin, second.destination)
    return hours and [as_typed(end) for end in ends] == [as_typed(end) for end in other_ends]


def _leg(one: LegAt, road: Road) -> card.Leg:
    leg = one.leg
    begins, ends = _stops(road.ways[one.id])
    return card.Leg(
        id=one.id,
        household=card.HouseholdId(one.id),
        from_zone=begins,
        to_zone=ends,
        window=card.Window(leg.leaves_at, leg.arrives_at),
        escort=card.Escort(leg.escort.value) if leg.needs_helper else card.Escort.NONE,
        needs_vehicle=leg.needs_vehicle,
        from_place=card.PlaceId(leg.from_place) if leg.from_place else None,
        to_place=card.PlaceId(leg.to_place) if leg.to_place else None,
        refused=road.refused.get(one.id, frozenset()),
    )


def _stops(leg: str) -> tuple[card.Zone, card.Zone]:
    """The zones of both ends of a leg."""
    return card.Zone(f"{leg}/from"), card.Zone(f"{leg}/to")


def _households(seen: Picture, road: Road, today: dt.date) -> Iterator[card.Household]:
    """One a leg: a case may have several journeys, and no order among them."""
    ties = road.ties
    for one in road.legs.values():
        hidden_from = ties.hidden_from(one.case)
        own = card.HouseholdId(one.id)
        yield card.Household(
            id=own,
            people=max(seen.cases[one.case].household.people, 1),
            tier=TIERS[one.need],
            first_night=today,
            last_night=today,
            must_not_know=hidden_from | road.of_cases(hidden_from),
            apart_from=road.of_cases(ties.others(one.case, Tie.APART)),
            travels_with=road.of_cases(ties.company(one.case)),
            not_without=road.of_cases(ties.not_without(one.case)),
        )


def _refused(seen: Picture) -> dict[card.LegId, frozenset[str]]:
    """For each leg who and what the newest decisions about it ruled out."""
    decided = sorted(seen.all(RideJudgement), key=lambda one: one.value.at)
    refused: dict[card.LegId, set[str]] = defaultdict(set)
    for one in (found.value for found in decided):
        which = refused[leg_id(one.journey, one.leg)]
        ids = {one.helper, one.vehicle} - {""}
        if one.verdict is Verdict.REFUSE:
            which |= ids
        else:
            which -= ids
    return {leg: frozenset(ids) for leg, ids in refused.items() if ids}


# ------------------------------------------------------------ what is promised elsewhere


def _others(bookings: Sequence[Booking], today: dt.date) -> Iterator[card.Household]:
    for booking in bookings:
        id_ = card.HouseholdId(_other(booking))
        yield card.Household(
            id=id_, people=1, tier=card.NeedTier.EMERGENCY, first_night=today, last_night=today
        )


def _other(booking: Booking) -> str:
    return f"elsewhere/{booking.journey}/{booking.leg}/{booking.what}"


def _other_leg(booking: Booking) -> card.Leg:
    name, is_helper = _other(booking), booking.what is Booked.HELPER
    begins, ends = _stops(name)
    return card.Leg(
        id=card.LegId(name),
        household=card.HouseholdId(name),
        from_zone=begins,
        to_zone=ends,
        window=card.Window(booking.starts_at, booking.ends_at),
        escort=card.Escort.SHADOW if is_helper else card.Escort.NONE,
        needs_vehicle=not is_helper,
        vetting=card.Vetting.UNVERIFIED,
    )


def _kept_elsewhere(booking: Booking) -> Ride:
    leg = card.LegId(_other(booking))
    if booking.what is Booked.HELPER:
        return Ride(leg, helper=card.HelperId(booking.id))
    return Ride(leg, vehicle=card.VehicleId(booking.id))


def _kept(one: LegAt) -> Ride:
    helper, vehicle = one.leg.helper, one.leg.vehicle
    return Ride(
        one.id,
        card.HelperId(helper) if helper else None,
        card.VehicleId(vehicle) if vehicle else None,
    )


# ------------------------------------------------------------ who and what could go


def _helpers(
    seen: Picture,
    vetted: Mapping[ScopeId, Result],
    road: Road,
    elsewhere: Sequence[Booking],
    today: dt.date,
) -> Iterator[card.Helper]:
    terms = {found.scope: found.value for found in seen.all(HelperTerms)}
    knows, served = _known_places(seen), _served(seen)
    for found in sorted(seen.all(Helper), key=lambda one: one.scope):
        if found.value.state not in ASKABLE or not GOING & set(found.value.roles):
            continue
        own: HelperTerms = terms.get(found.scope, NO_TERMS)
        mine = [b for b in elsewhere if (b.what, b.id) == (Booked.HELPER, found.scope)]
        yield card.Helper(
            id=card.HelperId(found.scope),
            zones=_zones(own.zones, road, mine),
            hours=_windows(own.hours, own.away, mine, today),
            vetting=VETTED[vetted.get(found.scope, Result.UNVERIFIED)],
            knows=frozenset(map(card.PlaceId, knows.get(found.scope, ()))),
            most_places=own.most_places or None,
            has_served=frozenset(served.get(found.scope, ())),
        )


def _kept_from(
    places: Iterable[card.Place],
    secret: Mapping[str, frozenset[str]],
    helpers: Iterable[card.Helper],
) -> Iterator[card.Helper]:
    """The helpers, each with the places of these that they must not learn."""
    ids = {place.id for place in places}
    for helper in helpers:
        mine = frozenset(map(card.PlaceId, secret.get(helper.id, ()))) & ids
        yield replace(helper, must_not_learn=mine) if mine else helper


def _vehicles(
    seen: Picture, road: Road, elsewhere: Sequence[Booking], today: dt.date
) -> Iterator[card.Vehicle]:
    for found in sorted(seen.all(Vehicle), key=lambda one: one.scope):
        own = found.value
        if own.standing is Standing.ACTIVE:
            mine = [b for b in elsewhere if (b.what, b.id) == (Booked.VEHICLE, found.scope)]
            yield card.Vehicle(
                id=card.VehicleId(found.scope),
                seats=own.seats,
                zones=_zones(own.zones, road, mine),
                hours=_windows(own.hours, own.away, mine, today),
                kept_by=card.HelperId(own.kept_by) if own.kept_by else None,
            )


def _zones(areas: Sequence[str], road: Road, mine: Sequence[Booking]) -> frozenset[card.Zone]:
    """The ends of legs that lie in these areas, and those of what is promised already."""
    wanted = {as_typed(area) for area in areas}
    stops: set[card.Zone] = set()
    for one in road.legs.values():
        named = (one.leg.from_area, one.leg.to_area)
        for stop, area in zip(_stops(road.ways[one.id]), named, strict=True):
            if not wanted or not area.strip() or as_typed(area) in wanted:
                stops.add(stop)
    for booking in mine:
        stops |= set(_stops(_other(booking)))
    return frozenset(stops)


def _windows(
    hours: Hours, away: Sequence[Away], mine: Sequence[Booking], today: dt.date
) -> tuple[card.Window, ...]:
    """The hours of the coming days, and those that are promised already."""
    spans = [
        *spans_of(hours, away, first=today, days=DAYS_PLANNED + 2),
        *(Span(booking.starts_at, booking.ends_at) for booking in mine),
    ]
    return tuple(card.Window(span.start, span.end) for span in spans)


def _known_places(seen: Picture) -> dict[str, set[str]]:
    """The places that helpers know: where they went or will go, and what they host."""
    known: dict[str, set[str]] = defaultdict(set)
    for booking in (found.value for found in seen.all(Booking)):
        if booking.what is Booked.HELPER:
            known[booking.id] |= set(booking.places)
    for id_, place in seen.places.items():
        if place.hosted_by:
            known[place.hosted_by].add(id_)
    return known


def _served(seen: Picture) -> dict[str, set[str]]:
    """The cases that helpers go with, went with, or host."""
    served: dict[str, set[str]] = defaultdict(set)
    for booking in (found.value for found in seen.all(Booking)):
        if booking.what is Booked.HELPER:
            served[booking.id].add(booking.case)
    for stay in (found.value for found in seen.all(Stay)):
        place = seen.places.get(PlaceId(ScopeId(stay.place)))
        if place is not None and place.hosted_by:
            served[place.hosted_by].add(stay.case)
    return served


def _places(seen: Picture, legs: Iterable[LegAt]) -> tuple[card.Place, ...]:
    """Every place that somebody knows or a leg leads to; those not known to the actor are bare."""
    ids = {place for known in _known_places(seen).values() for place in known}
    ends = (end for one in legs for end in (one.leg.from_place, one.leg.to_place))
    ids |= {place for place in ends if place}
    return tuple(_place(id_, seen.places.get(ScopeId(id_))) for id_ in sorted(ids))


def _place(id_: str, place: Place | None) -> card.Place:
    area = as_typed(place.area) if place else ""
    return card.Place(id=card.PlaceId(id_), zone=card.Zone(f"place/{area}"), beds=0)
