"""All cards of one planning together, checked against each other, and what follows from them.

Invariants:
- Every id that is mentioned has its card, but for who knows a place or must not know of somebody:
  those may have left.
- Nobody is counted into a place that has fewer beds than people; legs of a household follow each
  other in time and place and lead nowhere twice.
- Nights before tonight are over: nothing is asked of them.
- Who is kept apart does not travel together, whatever a card says: secrecy comes first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

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
    Place,
    PlaceId,
    Vehicle,
    VehicleId,
    Zone,
)
from .errors import ImpossibleCardError, UnknownCardError

LONGEST_HORIZON_NIGHTS = 400
_DAY = dt.timedelta(days=1)
_NOBODY = frozenset[HouseholdId]()
_Key = TypeVar("_Key")
_Card = TypeVar("_Card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """What one planning knows, as of the evening of `tonight`."""

    tonight: dt.date
    households: tuple[Household, ...] = ()
    places: tuple[Place, ...] = ()
    helpers: tuple[Helper, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    legs: tuple[Leg, ...] = ()
    _households: dict[HouseholdId, Household] = field(init=False, repr=False, compare=False)
    _places: dict[PlaceId, Place] = field(init=False, repr=False, compare=False)
    _helpers: dict[HelperId, Helper] = field(init=False, repr=False, compare=False)
    _vehicles: dict[VehicleId, Vehicle] = field(init=False, repr=False, compare=False)
    _legs: dict[LegId, Leg] = field(init=False, repr=False, compare=False)
    _journeys: dict[HouseholdId, tuple[Leg, ...]] = field(init=False, repr=False, compare=False)
    _apart: dict[HouseholdId, frozenset[HouseholdId]] = field(init=False, repr=False, compare=False)
    _secret: dict[HouseholdId, frozenset[HouseholdId]] = field(
        init=False, repr=False, compare=False
    )
    _company: dict[HouseholdId, frozenset[HouseholdId]] = field(
        init=False, repr=False, compare=False
    )
    _bound: dict[HouseholdId, frozenset[HouseholdId]] = field(init=False, repr=False, compare=False)
    _known: dict[HelperId, frozenset[PlaceId]] = field(init=False, repr=False, compare=False)
    _knowers: dict[PlaceId, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the cards. Raises ImpossibleCardError, UnknownCardError."""
        put = object.__setattr__
        put(
            self,
            "_households",
            _indexed({card.id: card for card in self.households}, self.households),
        )
        put(self, "_places", _indexed({card.id: card for card in self.places}, self.places))
        put(self, "_helpers", _indexed({card.id: card for card in self.helpers}, self.helpers))
        put(self, "_vehicles", _indexed({card.id: card for card in self.vehicles}, self.vehicles))
        put(self, "_legs", _indexed({card.id: card for card in self.legs}, self.legs))
        self._check_references()
        put(self, "_journeys", _journeys(self.legs))
        apart = _kept_apart(self.households, self._households)
        put(self, "_apart", apart)
        put(self, "_secret", _kept_secret(self.households, self._households))
        bound = _without(_both_ways(self.households, _whom_they_need), apart)
        put(self, "_bound", bound)
        chained = _chained(bound)
        put(
            self,
            "_company",
            _without(
                _both_ways(self.households, lambda h: h.travels_with | chained.get(h.id, _NOBODY)),
                apart,
            ),
        )
        put(self, "_known", _known_places(self.helpers, self.places))
        put(self, "_knowers", _knowers(self))
        self._check_beds()
        self._check_horizon()

    # ------------------------------------------------------------ one card

    def household(self, id_: HouseholdId) -> Household:
        """The household of this id. Raises UnknownCardError."""
        return _found(self._households, id_)

    def place(self, id_: PlaceId) -> Place:
        """The place of this id. Raises UnknownCardError."""
        return _found(self._places, id_)

    def helper(self, id_: HelperId) -> Helper:
        """The helper of this id. Raises UnknownCardError."""
        return _found(self._helpers, id_)

    def vehicle(self, id_: VehicleId) -> Vehicle:
        """The vehicle of this id. Raises UnknownCardError."""
        return _found(self._vehicles, id_)

    def leg(self, id_: LegId) -> Leg:
        """The leg of this id. Raises UnknownCardError."""
        return _found(self._legs, id_)

    def find_place(self, id_: PlaceId | None) -> Place | None:
        """The place of this id, or None where there is none."""
        return None if id_ is None else self._places.get(id_)

    def find_helper(self, id_: HelperId | None) -> Helper | None:
        """The helper of this id, or None where there is none."""
        return None if id_ is None else self._helpers.get(id_)

    def find_vehicle(self, id_: VehicleId | None) -> Vehicle | None:
        """The vehicle of this id, or None where there is none."""
        return None if id_ is None else self._vehicles.get(id_)

    def find_leg(self, id_: LegId) -> Leg | None:
        """The leg of this id, or None where there is none."""
        return self._legs.get(id_)

    def find_household(self, id_: HouseholdId) -> Household | None:
        """The household of this id, or None where there is none."""
        return self._households.get(id_)

    # ------------------------------------------------------------ what follows

    def apart(self, household: Household) -> frozenset[HouseholdId]:
        """Whom they must not be placed with, whichever of the two cards says so."""
        return self._apart.get(household.id, frozenset())

    def secret_from(self, household: Household) -> frozenset[str]:
        """Households that must not know of them, or of which they must not, with whoever else."""
        return household.must_not_know | self._secret.get(household.id, _NOBODY)

    def company(self, household: Household) -> frozenset[HouseholdId]:
        """With whom they travel, whichever of the two cards says so, with all they are bound to."""
        return self._company.get(household.id, frozenset())

    def bound(self, household: Household) -> frozenset[HouseholdId]:
        """Of those, the ones from whom no plan may part them."""
        return self._bound.get(household.id, frozenset())

    def shared(self, leg: Leg) -> tuple[Leg, ...]:
        """The legs of those they travel with that are as this one: one ride can be all of them."""
        return self._legs_as(leg, self.company(self.household(leg.household)))

    def bound_legs(self, leg: Leg) -> tuple[Leg, ...]:
        """The legs that have the ride of this one or none."""
        return self._legs_as(leg, self.bound(self.household(leg.household)))

    def _legs_as(self, leg: Leg, households: frozenset[HouseholdId]) -> tuple[Leg, ...]:
        theirs = (other for id_ in sorted(households) for other in self.journey(id_))
        return tuple(other for other in theirs if other.is_as(leg))

    def known_to(self, helper: Helper) -> frozenset[PlaceId]:
        """The places a helper knows, by their card or by the places' cards."""
        return self._known[helper.id]

    def journey(self, household: HouseholdId) -> tuple[Leg, ...]:
        """The legs of a household in the order of time."""
        return self._journeys.get(household, ())

    def knowers(self, place: PlaceId) -> frozenset[str]:
        """Who knows a place: by its card, by a helper's card, or because they are there."""
        return self._knowers[place]

    def nights(self, household: Household) -> tuple[dt.date, ...]:
        """The nights still to come on which they need beds: those on the road are left out."""
        first = max(household.first_night, self.tonight)
        count = (household.last_night - first).days + 1
        nights = (first + _DAY * day for day in range(count))
        legs = self.journey(household.id)
        return tuple(n for n in nights if not any(_is_under_way(leg, n) for leg in legs))

    def nights_spent(self, household: Household) -> int:
        """How many nights in a row they will have been where they are by their first night here."""
        if household.there_since is None:
            return 0
        begin = max(household.first_night, self.tonight)
        return max((begin - household.there_since).days, 0)

    def latest_arrival(self, household: Household) -> dt.date:
        """The last night by which they must be under a roof."""
        return max(household.deadline or household.first_night, self.tonight)

    def zone_on(self, household: Household, night: dt.date) -> Zone | None:
        """Where their journey has them on a night; None where they may be anywhere."""
        legs = self.journey(household.id)
        if not legs:
            return None
        done = [leg for leg in legs if leg.window.end.date() <= night]
        return done[-1].to_zone if done else legs[0].from_zone

    def is_over(self, leg: Leg) -> bool:
        """Whether a leg ended before today: it only says where they came from."""
        return leg.window.end.date() < self.tonight

    def may_use(self, household: Household, place: Place) -> bool:
        """Whether the status of a place lets them be there: new, or because they are there."""
        return place.status in TAKES_NEW or (household.now_at == place.id and place.status in KEEPS)

    # ------------------------------------------------------------ what is refused

    def _check_references(self) -> None:
        for household in self.households:
            for other in household.apart_from | _their_company(household):
                _found(self._households, other)
            if household.now_at is not None:
                _found(self._places, household.now_at)
        for helper in self.helpers:
            for place in helper.knows | helper.must_not_learn:
                _found(self._places, place)
        for leg in self.legs:
            household = _found(self._households, leg.household)
            for end in (leg.from_place, leg.to_place):
                if end is not None:
                    _found(self._places, end)
            if leg.to_zone in household.zones_avoided:
                raise ImpossibleCardError(
                    f"Leg {leg.id} leads into a zone that household {household.id} must avoid. "
                    "Nothing was planned."
                )

    def _check_beds(self) -> None:
        there: dict[PlaceId, int] = defaultdict(int)
        for household in self.households:
            if household.now_at is not None and self.tonight in self.nights(household):
                there[household.now_at] += household.people
        for place, people in there.items():
            beds = self._places[place].beds_at(self.tonight)
            if people > beds and self._places[place].status in KEEPS:
                raise ImpossibleCardError(
                    f"Place {place} has {beds} beds tonight, but {people} people are there. "
                    "Nothing was planned.",
                    hint="Correct the beds, or say first where these people are.",
                )

    def _check_horizon(self) -> None:
        last = max((household.last_night for household in self.households), default=self.tonight)
        if (last - self.tonight).days >= LONGEST_HORIZON_NIGHTS:
            raise ImpossibleCardError(
                f"The nights reach more than {LONGEST_HORIZON_NIGHTS} days ahead. "
                "Nothing was planned.",
                hint="Plan a nearer last night first.",
            )


def learned(leg: Leg, start: PlaceId | None, end: PlaceId | None) -> frozenset[PlaceId]:
    """The places an escort comes to know on a leg that begins and ends at these.

    Who accompanies or shadows sees both ends; who meets the travellers sees where they arrive.
    """
    if leg.escort is Escort.NONE:
        return frozenset()
    ends = (end,) if leg.escort is Escort.MEET else (start, end)
    return frozenset(place for place in ends if place is not None)


def _indexed(index: dict[_Key, _Card], cards: Sequence[_Card]) -> dict[_Key, _Card]:
    if len(index) != len(cards):
        raise ImpossibleCardError("Two cards have one id. Nothing was planned.")
    return index


def _found(index: dict[_Key, _Card], id_: _Key) -> _Card:
    try:
        return index[id_]
    except KeyError:
        raise UnknownCardError(f"There is no card {id_}. Nothing was changed.") from None


def _journeys(legs: Iterable[Leg]) -> dict[HouseholdId, tuple[Leg, ...]]:
    journeys: dict[HouseholdId, list[Leg]] = defaultdict(list)
    for leg in sorted(legs, key=lambda leg: (leg.window.start, leg.id)):
        journeys[leg.household].append(leg)
    for journey in journeys.values():
        _check_journey(journey)
    return {household: tuple(journey) for household, journey in journeys.items()}


def _check_journey(journey: Sequence[Leg]) -> None:
    for before, after in pairwise(journey):
        if before.window.meets(after.window):
            raise ImpossibleCardError(f"Leg {after.id} begins before {before.id} has ended.")
        if before.to_zone != after.from_zone:
            raise ImpossibleCardError(f"Leg {after.id} does not begin where {before.id} ends.")
    stops = [journey[0].from_zone, *(leg.to_zone for leg in journey)]
    if len(set(stops)) != len(stops):
        raise ImpossibleCardError(
            f"The legs of household {journey[0].household} lead in a circle. Nothing was planned.",
            hint="A way back is a journey of its own, planned when this one is over.",
        )


Others = dict[HouseholdId, frozenset[HouseholdId]]


def _kept_apart(households: Iterable[Household], index: Mapping[HouseholdId, Household]) -> Others:
    """Who is kept from whom, with those who must not know of somebody among them."""
    return _both_ways(households, lambda one: one.apart_from | _hidden_from(one, index))


def _kept_secret(households: Iterable[Household], index: Mapping[HouseholdId, Household]) -> Others:
    """Who must not know of whom."""
    return _both_ways(households, lambda one: _hidden_from(one, index))


def _hidden_from(
    household: Household, index: Mapping[HouseholdId, Household]
) -> frozenset[HouseholdId]:
    return frozenset(HouseholdId(who) for who in household.must_not_know) & index.keys()


def _both_ways(
    households: Iterable[Household], of: Callable[[Household], frozenset[HouseholdId]]
) -> Others:
    """What one card says of two holds for both."""
    said: dict[HouseholdId, set[HouseholdId]] = defaultdict(set)
    for household in households:
        for other in of(household):
            said[household.id].add(other)
            said[other].add(household.id)
    return {id_: frozenset(others) for id_, others in said.items()}


def _chained(bound: Others) -> Others:
    """Who is bound to each, also by way of others."""
    found: Others = {}
    for id_ in bound:
        reached, waiting = {id_}, [id_]
        while waiting:
            new = bound.get(waiting.pop(), _NOBODY) - reached
            reached |= new
            waiting += new
        found[id_] = frozenset(reached - {id_})
    return found


def _their_company(household: Household) -> frozenset[HouseholdId]:
    return household.travels_with | household.not_without


def _whom_they_need(household: Household) -> frozenset[HouseholdId]:
    return household.not_without


def _without(said: Others, apart: Others) -> Others:
    return {id_: others - apart.get(id_, frozenset()) for id_, others in said.items()}


def _known_places(
    helpers: Iterable[Helper], places: Iterable[Place]
) -> dict[HelperId, frozenset[PlaceId]]:
    by_place: dict[str, set[PlaceId]] = defaultdict(set)
    for place in places:
        for who in place.known_by:
            by_place[who].add(place.id)
    return {helper.id: helper.knows | by_place.get(helper.id, set()) for helper in helpers}


def _knowers(cards: Cards) -> dict[PlaceId, frozenset[str]]:
    knowers: dict[PlaceId, set[str]] = {place.id: set(place.known_by) for place in cards.places}
    for helper in cards.helpers:
        for place in helper.knows:
            knowers[place].add(helper.id)
    for household in cards.households:
        if household.now_at is not None:
            knowers[household.now_at].add(household.id)
    return {place: frozenset(who) for place, who in knowers.items()}


def _is_under_way(leg: Leg, night: dt.date) -> bool:
    return leg.window.start.date() <= night < leg.window.end.date()
