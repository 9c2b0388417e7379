"""Why not this bed? Every place held against one household, with what would free it.

Invariants:
- Every reason is given, not the first; a place without a reason takes them for all their nights.
- What is said to free a bed does free it: `change` makes it so, and the reason is gone.
- Options stand in one order: takes them or not; then moves, nights, who learns, cost, room, id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from types import MappingProxyType

from .cards import Household, HouseholdId, Place, PlaceId, PlaceStatus
from .deck import Cards

Guests = Mapping[tuple[PlaceId, dt.date], Sequence[HouseholdId]]
NOBODY: Guests = MappingProxyType({})


class Obstacle(StrEnum):
    """Why a place does not take a household."""

    STATUS = "the place is not in use"
    REFUSED = "a person ruled this place out for them"
    ZONE_AVOIDED = "the place is in a zone they must avoid"
    JOURNEY = "their journey has them in another zone"
    NEED = "the place does not suit a need of theirs"
    KNOWN = "somebody who must not know of them knows the place"
    BEDS = "there are too few beds"
    MIXING = "the place takes one household at a time"
    APART = "somebody they must be kept apart from is there"
    LONGEST_STAY = "the stay is longer than the place allows"
    PARTED = "somebody they must not be parted from is not there"


class Remedy(StrEnum):
    """What would free a bed. People decide whether it is right to."""

    USE_AGAIN = "take the place into use again"
    ADD_BEDS = "add beds on these nights"
    MEET_NEED = "make the place suit the need"
    WAIVE_MIXING = "let the place take more than one household"
    LENGTHEN_STAY = "let them stay longer"
    LIFT_REFUSAL = "take back the decision that ruled it out"
    ENTER_ZONE = "decide that they need not avoid the zone"
    MOVE_OTHERS = "move the others elsewhere on these nights"
    PLACE_TOGETHER = "place both of them here"
    CHANGE_JOURNEY = "change their journey"
    NONE = "nothing that a plan may propose"


@dataclass(frozen=True, slots=True)
class Reason:
    """One obstacle, what would free it, on which nights, and about what or whom.

    `about` holds needs, zones or ids; `amount` is beds or nights lacking.
    """

    obstacle: Obstacle
    remedy: Remedy
    nights: tuple[dt.date, ...] = ()
    about: tuple[str, ...] = ()
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """A place for a household: why not, and what it would mean.

    `moves` is 0 where they are there already, 1 elsewhere in their zone, 2 in another zone;
    `nights` is how many of their nights in a row it takes them from the first on; `learn` is
    whether nobody who works with them knows it yet; `spare` the beds left on the fullest night.
    """

    place: PlaceId
    reasons: tuple[Reason, ...]
    moves: int
    nights: int
    learn: bool
    cost: int
    spare: int

    @property
    def takes_them(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons

    @property
    def order(self) -> tuple[bool, int, int, int, bool, int, int, str]:
        """Sorts the better option first; of those that do not take them, the nearest to it."""
        return (
            bool(self.reasons),
            len(self.reasons),
            self.moves,
            -self.nights,
            self.learn,
            self.cost,
            self.spare,
            self.place,
        )


def why_not(
    household: Household, place: Place, cards: Cards, there: Guests = NOBODY
) -> tuple[Reason, ...]:
    """Every reason why a place cannot have a household for all nights to come; none if it can.

    Who travels on needs another place after it: ask with the nights before and after, each alone.
    `there` says who is there (`plans.guests`); the household itself is left out of account.
    """
    return tuple(_reasons(household, place, cards, there))


def options(household: Household, cards: Cards, there: Guests = NOBODY) -> tuple[Option, ...]:
    """Every place as an option for a household, the best first."""
    found = [_option(household, place, cards, there) for place in cards.places]
    return tuple(sorted(found, key=lambda option: option.order))


def moves_compared(
    household: Household, cards: Cards, there: Guests = NOBODY
) -> tuple[Option, ...]:
    """The options that take a household, least disruption first; to stay is one of them."""
    return tuple(option for option in options(household, cards, there) if option.takes_them)


def change(cards: Cards, household: Household, place: Place, reason: Reason) -> Cards:
    """The cards as they would be with the remedy of a reason: a question, not a decision.

    Cards are unchanged where a remedy is not one of cards (moving others, changing a journey).
    """
    new_place = _remedied_place(place, reason)
    new_household = _remedied_household(household, place, reason)
    return replace(
        cards,
        places=tuple(new_place if p.id == place.id else p for p in cards.places),
        households=tuple(new_household if h.id == household.id else h for h in cards.households),
    )


# ------------------------------------------------------------ reasons


def _reasons(household: Household, place: Place, cards: Cards, there: Guests) -> Iterator[Reason]:
    nights = cards.nights(household)
    yield from _against_place(household, place, cards)
    yield from _against_nights(household, place, cards, nights)
    yield from _against_guests(household, place, cards, there)
    if cards.bound(household):
        yield from _against_parting(household, place, cards, there)


def _against_place(household: Household, place: Place, cards: Cards) -> Iterator[Reason]:
    if not cards.may_use(household, place):
        can_return = place.status in {PlaceStatus.FULL, PlaceStatus.RESTING, PlaceStatus.PROPOSED}
        remedy = Remedy.USE_AGAIN if can_return else Remedy.NONE
        yield Reason(Obstacle.STATUS, remedy, about=(place.status.value,))
    if place.id in household.refused:
        yield Reason(Obstacle.REFUSED, Remedy.LIFT_REFUSAL)
    if place.zone in household.zones_avoided:
        yield Reason(Obstacle.ZONE_AVOIDED, Remedy.ENTER_ZONE, about=(place.zone,))
    if missing := household.needs - place.suits:
        yield Reason(Obstacle.NEED, Remedy.MEET_NEED, about=tuple(sorted(missing)))
    if knowers := cards.knowers(place.id) & household.must_not_know:
        yield Reason(Obstacle.KNOWN, Remedy.NONE, about=tuple(sorted(knowers)))


def _against_nights(
    household: Household, place: Place, cards: Cards, nights: Sequence[dt.date]
) -> Iterator[Reason]:
    zones = {night: cards.zone_on(household, night) for night in nights}
    elsewhere = tuple(night for night in nights if zones[night] not in {None, place.zone})
    if elsewhere:
        about = tuple(sorted({zone for zone in zones.values() if zone} - {place.zone}))
        yield Reason(Obstacle.JOURNEY, Remedy.CHANGE_JOURNEY, elsewhere, about)
    if place.longest_stay is not None:
        spent = cards.nights_spent(household) if household.now_at == place.id else 0
        allowed = max(place.longest_stay - spent, 0)
        over = len(nights) + spent - place.longest_stay
        if nights and over > 0:
            yield Reason(
                Obstacle.LONGEST_STAY, Remedy.LENGTHEN_STAY, tuple(nights[allowed:]), (), over
            )


def _against_guests(
    household: Household, place: Place, cards: Cards, there: Guests
) -> Iterator[Reason]:
    short: dict[dt.date, int] = {}
    others: dict[str, list[dt.date]] = {}
    apart: dict[str, list[dt.date]] = {}
    for night in cards.nights(household):
        guests_ = [g for g in there.get((place.id, night), ()) if g != household.id]
        taken = sum(cards.household(guest).people for guest in guests_)
        if (lack := taken + household.people - place.beds_at(night)) > 0:
            short[night] = lack
        for guest in guests_:
            if not place.may_mix:
                others.setdefault(guest, []).append(night)
            if guest in cards.apart(household):
                apart.setdefault(guest, []).append(night)
    if short:
        yield Reason(Obstacle.BEDS, Remedy.ADD_BEDS, tuple(short), (), max(short.values()))
    if others:
        yield Reason(Obstacle.MIXING, Remedy.WAIVE_MIXING, _union(others), tuple(sorted(others)))
    if apart:
        yield Reason(Obstacle.APART, Remedy.MOVE_OTHERS, _union(apart), tuple(sorted(apart)))


def _against_parting(
    household: Household, place: Place, cards: Cards, there: Guests
) -> Iterator[Reason]:
    parted: dict[str, list[dt.date]] = {}
    stays_on = place.id == household.now_at == cards.household(household.id).now_at
    for id_ in sorted(cards.bound(household)):
        other = cards.household(id_)
        at = {night: where for (where, night), ids in there.items() if id_ in ids}
        kept = nights_kept(other, cards, at)
        for night in set(cards.nights(household)) & set(cards.nights(other)):
            is_elsewhere = at.get(night) not in {None, place.id} and night not in kept
            if is_elsewhere or (not stays_on and at.get(night) != place.id):
                parted.setdefault(id_, []).append(night)
    if parted:
        about = tuple(sorted(parted))
        yield Reason(Obstacle.PARTED, Remedy.PLACE_TOGETHER, _union(parted), about)


def nights_kept(
    household: Household, cards: Cards, at: Mapping[dt.date, PlaceId]
) -> frozenset[dt.date]:
    """The nights from the first on which they only stay where they are."""
    here = household.now_at
    nights = takewhile(lambda n: here is not None and at.get(n) == here, cards.nights(household))
    return frozenset(nights)


def _union(nights: dict[str, list[dt.date]]) -> tuple[dt.date, ...]:
    return tuple(sorted({night for some in nights.values() for night in some}))


# ------------------------------------------------------------ options


def _option(household: Household, place: Place, cards: Cards, there: Guests) -> Option:
    reasons = tuple(_reasons(household, place, cards, there))
    nights = cards.nights(household)
    return Option(
        place=place.id,
        reasons=reasons,
        moves=_moves(household, place, cards),
        nights=_nights_in_a_row(reasons, nights),
        learn=not cards.knowers(place.id) & household.works_with,
        cost=place.cost * len(nights),
        spare=min((_spare(household, place, cards, there, night) for night in nights), default=0),
    )


def _moves(household: Household, place: Place, cards: Cards) -> int:
    if household.now_at in {None, place.id}:
        return 0
    assert household.now_at is not None
    return 1 if cards.place(household.now_at).zone == place.zone else 2


def _nights_in_a_row(reasons: Sequence[Reason], nights: Sequence[dt.date]) -> int:
    if any(not reason.nights for reason in reasons):
        return 0
    closed = {night for reason in reasons for night in reason.nights}
    return next((i for i, night in enumerate(nights) if night in closed), len(nights))


def _spare(household: Household, place: Place, cards: Cards, there: Guests, night: dt.date) -> int:
    guests_ = [g for g in there.get((place.id, night), ()) if g != household.id]
    taken = sum(cards.household(guest).people for guest in guests_)
    return place.beds_at(night) - taken - household.people


# ------------------------------------------------------------ remedies


def _remedied_place(place: Place, reason: Reason) -> Place:
    match reason.remedy:
        case Remedy.USE_AGAIN:
            return replace(place, status=PlaceStatus.ACTIVE)
        case Remedy.ADD_BEDS:
            more = {night: place.beds_at(night) + reason.amount for night in reason.nights}
            return replace(place, beds_on={**place.beds_on, **more})
        case Remedy.MEET_NEED:
            return replace(place, suits=place.suits | set(reason.about))
        case Remedy.WAIVE_MIXING:
            return replace(place, may_mix=True)
        case Remedy.LENGTHEN_STAY:
            assert place.longest_stay is not None
            return replace(place, longest_stay=place.longest_stay + reason.amount)
        case _:
            return place


def _remedied_household(household: Household, place: Place, reason: Reason) -> Household:
    match reason.remedy:
        case Remedy.LIFT_REFUSAL:
            return replace(household, refused=household.refused - {place.id})
        case Remedy.ENTER_ZONE:
            return replace(household, zones_avoided=household.zones_avoided - {place.zone})
        case _:
            return household
