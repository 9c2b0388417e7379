"""What a member sees of places: which beds are free, who knows them, and why not this bed.

Invariants: whoever holds a place's content key sees its alias and beds; the address needs the
identity key.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.places import (
    Address,
    AddressOpening,
    Known,
    Place,
    Stay,
)
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId, is_open
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.rules.places import (
    Household,
    Night,
    Obstacle,
    PlaceId,
    Rules,
    nights_from,
    obstacles,
    taken_by_night,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Opened, Stored, as_stored, find, of_scope
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.records import is_kind
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .files import team_cards


@dataclass(frozen=True, slots=True)
class Bed:
    """One night at a place: how many beds, how many taken."""

    night: dt.date
    beds: int
    taken: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place, with its beds on the coming nights and the cases that stay there."""

    id: PlaceId
    revision: int
    place: Place
    nights: list[Bed]
    stays: list[Stored[Stay]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for a household and some nights; without obstacles it takes them."""

    id: PlaceId
    alias: str
    obstacles: list[Obstacle]


@dataclass(frozen=True, slots=True)
class _Stays:
    """The stays, by the place and by the case that they are of. Nobody changes its lists."""

    by_place: dict[str, list[Stored[Stay]]]
    by_case: dict[str, list[Stored[Stay]]]


@dataclass(frozen=True, slots=True)
class WhoKnows:
    """Everybody who knows a place: by key, by a stay, told, as its host, or brought there."""

    members: list[MemberId]
    with_address: list[MemberId]
    cases: list[CaseId]
    others: list[Known]
    helpers: list[HelperId]


def places(
    actor: Actor, *, first: dt.date | None = None, count: int = 14, clock: Clock = utc_now
) -> list[PlaceView]:
    """Every place that the actor may open, with its beds from a night on."""
    require(actor, Permission.WORK_CASES)
    stays, nights = _stays(actor).by_place, nights_from(first or clock().date(), count)
    found = [_view(stored, stays.get(stored.scope, ()), nights) for stored in find(actor, Place)]
    return sorted(found, key=lambda view: view.place.alias)


def place(
    actor: Actor, place: PlaceId, *, first: dt.date | None = None, clock: Clock = utc_now
) -> PlaceView:
    """One place. Raises NotGrantedError."""
    require(actor, Permission.WORK_CASES)
    nights = nights_from(first or clock().date(), 14)
    return _view(stored_place(actor, place), stays_at(actor, place), nights)


def address(actor: Actor, place: PlaceId, *, clock: Clock = utc_now) -> Address:
    """Where a place is, for whoever said why they open it.

    Raises NotGrantedError (the actor does not hold that key), ReasonNeededError.
    """
    require(actor, Permission.WORK_CASES)
    found = next(find(actor, Address, scope=place), None)
    if found is None:
        raise NotGrantedError
    opened = find(actor, AddressOpening, scope=place, where=lambda o: o.member == actor.member)
    if not any(is_open(opening.value.at, clock()) for opening in opened):
        raise ReasonNeededError
    return found.value


def holds_address(actor: Actor, place: PlaceId) -> bool:
    """Whether the actor holds the key of a place's address."""
    return bool(open_keys(actor, scope=place, part=Part.IDENTITY))


def stored_place(actor: Actor, place: PlaceId) -> Stored[Place]:
    """The record of a place. Raises NotGrantedError."""
    found = next(find(actor, Place, scope=place), None)
    if found is None:
        raise NotGrantedError
    return found


def stays_at(actor: Actor, place: PlaceId) -> list[Stored[Stay]]:
    """The stays at a place."""
    return list(_stays(actor).by_place.get(place, ()))


def stays_of(actor: Actor, case: CaseId) -> list[Stored[Stay]]:
    """Where a case is placed, as the team's cards say."""
    return list(_stays(actor).by_case.get(case, ()))


def place_aliases(actor: Actor, places: Iterable[PlaceId]) -> dict[PlaceId, str]:
    """What these places are called, of those that the actor may open."""
    known = (next(find(actor, Place, scope=place), None) for place in set(places))
    return {stored.scope: stored.value.alias for stored in known if stored is not None}


def offers(
    actor: Actor,
    household: HouseholdCard,
    *,
    nights: Sequence[dt.date],
    apart: frozenset[CaseId] = frozenset(),
    hidden: frozenset[HelperId] = frozenset(),
) -> list[Offer]:
    """Each place that the actor may open, with why it does not take them on these nights, one or
    more; those that do first."""
    require(actor, Permission.WORK_CASES)
    found, needs, by_place = [], needs_of(household, apart, hidden), _stays(actor).by_place
    first, last, brought = min(nights), max(nights), helpers_brought(actor)
    for stored in find(actor, Place):
        stays = (stay.value for stay in by_place.get(stored.scope, ()))
        there = nights_of([s for s in stays if s.first_night <= last and last_night(s) >= first])
        rules = rules_of(stored.value, brought.get(stored.scope, frozenset()))
        against = obstacles(rules, needs, nights, there=there)
        found.append(Offer(stored.scope, stored.value.alias, against))
    return sorted(found, key=lambda offer: (len(offer.obstacles), offer.alias))


def who_knows(actor: Actor, place: PlaceId) -> WhoKnows:
    """Everybody who knows a place: who is exposed with it. Raises NotGrantedError."""
    kept = stored_place(actor, place)
    brought = helpers_brought(actor).get(place, frozenset())
    return WhoKnows(
        members=holders(actor, place, Part.CONTENT),
        with_address=holders(actor, place, Part.IDENTITY),
        cases=sorted({CaseId(stay.value.case) for stay in stays_at(actor, place)}),
        others=[known.value for known in find(actor, Known, scope=place)],
        helpers=sorted(map(HelperId, brought | {kept.value.hosted_by} - {""})),
    )


def helpers_brought(actor: Actor) -> dict[str, frozenset[str]]:
    """For each place the helpers who went there, or are promised to."""
    brought: dict[str, set[str]] = defaultdict(set)
    for booking in (card.value for card in team_cards(actor, Booking)):
        for place in booking.places:
            brought[place].add(booking.id)
    return {place: frozenset(ids) for place, ids in brought.items()}


def nights_of(stays: Sequence[Stay]) -> list[Night]:
    """Stays as single nights."""
    return [
        Night(night, stay.case, stay.people)
        for stay in stays
        for night in nights_from(stay.first_night, stay.nights)
    ]


def last_night(stay: Stay) -> dt.date:
    """The last night of a stay."""
    return stay.first_night + dt.timedelta(days=max(stay.nights, 1) - 1)


def rules_of(place: Place, brought: frozenset[str] = frozenset()) -> Rules:
    """What the place offers and forbids, and which helpers know it: its host, and who was brought
    there."""
    return Rules(
        status=place.status,
        beds=place.beds,
        may_mix=place.may_mix,
        takes_children=place.takes_children,
        takes_pets=place.takes_pets,
        has_stairs=place.has_stairs,
        longest_nights=place.longest_nights,
        known_to=brought | {place.hosted_by} - {""},
    )


def needs_of(
    household: HouseholdCard,
    apart: frozenset[CaseId] = frozenset(),
    hidden: frozenset[HelperId] = frozenset(),
) -> Household:
    """What the place must know of those who come, and from whom they are kept."""
    return Household(
        people=household.people,
        children=household.children,
        has_pets=household.has_pets,
        avoids_stairs=household.avoids_stairs,
        apart_from=frozenset(apart),
        hidden_from=frozenset(hidden),
    )


def _stays(actor: Actor) -> _Stays:
    """The team's stays, sorted once for as long as no card of the team changes."""
    return of_scope(actor, team_key(actor).scope, _sorted_stays) or _Stays({}, {})


def _sorted_stays(_scope: ScopeId, opened: Sequence[Opened]) -> _Stays:
    by_place, by_case = defaultdict(list), defaultdict(list)
    for one in opened:
        if is_kind(one.plaintext, Stay):
            stored = as_stored(one, Stay)
            by_place[stored.value.place].append(stored)
            by_case[stored.value.case].append(stored)
    return _Stays(dict(by_place), dict(by_case))


def _view(
    stored: Stored[Place], stays: Sequence[Stored[Stay]], nights: Sequence[dt.date]
) -> PlaceView:
    """A place with the stays that are there."""
    taken = taken_by_night(nights_of([stay.value for stay in stays]))
    beds = [Bed(night, stored.value.beds, taken.get(night, 0)) for night in nights]
    return PlaceView(stored.scope, stored.revision, stored.value, beds, list(stays))
