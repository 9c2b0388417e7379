"""Whether a place takes a household for some nights, and why not, as pure functions.

Invariants: every obstacle is named, the first that people ask about first; nothing but beds, rules,
status and nights counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from holdfast.apps.casework.errors.places import PlaceRuleError
from holdfast.apps.keyring.rules import ScopeId

PlaceId = ScopeId
FARTHEST = dt.timedelta(days=730)


class PlaceKind(StrEnum):
    """What a place is."""

    FLAT = "flat"
    HOST = "host"
    HOTEL = "hotel"
    SHELTER = "shelter"
    CLINIC = "clinic"


class PlaceStatus(StrEnum):
    """Whether a place can be used."""

    PROPOSED = "proposed"
    VETTED = "vetted"
    ACTIVE = "active"
    FULL = "full"
    RESTING = "resting"
    SUSPECT = "suspect"
    BURNED = "burned"
    RETIRED = "retired"


class Obstacle(StrEnum):
    """Why a place does not take somebody."""

    STATUS = "The place is not in use now."
    BEDS = "There are not enough beds on at least one of these nights."
    MIXED = "Another household is there, and the place does not mix."
    CHILDREN = "The place does not take children."
    PETS = "The place does not take animals."
    STAIRS = "There are stairs, which they cannot climb."
    LONG = "The stay is longer than the place allows."
    APART = "Somebody is there with whom they must not be placed."
    KNOWN = "A helper who must not know of them hosts it or was brought there."


class Household(NamedTuple):
    """What a place must know of those who come."""

    people: int
    children: int = 0
    has_pets: bool = False
    avoids_stairs: bool = False
    apart_from: frozenset[str] = frozenset()
    hidden_from: frozenset[str] = frozenset()


class Rules(NamedTuple):
    """What a place offers and forbids. `longest_nights` 0 is without limit."""

    status: PlaceStatus
    beds: int
    may_mix: bool = True
    takes_children: bool = True
    takes_pets: bool = False
    has_stairs: bool = False
    longest_nights: int = 0
    known_to: frozenset[str] = frozenset()


class Night(NamedTuple):
    """So many people of one case on one night."""

    night: dt.date
    case: str
    people: int


USABLE = frozenset({PlaceStatus.ACTIVE, PlaceStatus.VETTED})
LEFT = frozenset({PlaceStatus.SUSPECT, PlaceStatus.BURNED, PlaceStatus.RETIRED})
SWEPT = USABLE | {PlaceStatus.FULL, PlaceStatus.RESTING}
_P = PlaceStatus
_ONLY_TO = {
    _P.SUSPECT: frozenset({_P.VETTED, _P.RESTING, _P.BURNED, _P.RETIRED}),
    _P.BURNED: frozenset({_P.SUSPECT, _P.RETIRED}),
    _P.RETIRED: frozenset({_P.PROPOSED, _P.SUSPECT, _P.BURNED}),
}


def check_move(old: PlaceStatus, new: PlaceStatus) -> None:
    """Return where a place may go from one status to another. Raises PlaceRuleError.

    What was burned or suspected is looked at before anybody sleeps there again.
    """
    if old is not new and new not in _ONLY_TO.get(old, frozenset(PlaceStatus)):
        ways = ", ".join(sorted(_ONLY_TO[old]))
        raise PlaceRuleError(
            f"A place that is {old} does not become {new} at once: first {ways}. "
            "Nothing was changed."
        )


def sweep_due(last: dt.date | None, every_days: int, *, today: dt.date) -> dt.date | None:
    """The day by which a place must be looked through; None where nobody asks for it."""
    if not every_days:
        return None
    return today if last is None else last + dt.timedelta(days=every_days)


def nights_from(first: dt.date, count: int) -> list[dt.date]:
    """`count` nights from the first on."""
    return [first + dt.timedelta(days=day) for day in range(count)]


def check_nights(first: dt.date, count: int, *, today: dt.date) -> None:
    """Return where somebody can stay these nights, or stayed. Raises PlaceRuleError."""
    if count < 1:
        raise PlaceRuleError("A stay is one night at least. Nobody was placed.")
    if not today - FARTHEST <= first <= today + FARTHEST or count > FARTHEST.days:
        raise PlaceRuleError(
            "A stay is planned two years ahead at most, and noted two years later at most. "
            "Nobody was placed."
        )


def taken_by_night(nights: Iterable[Night]) -> dict[dt.date, int]:
    """How many people are there on each night."""
    taken: dict[dt.date, int] = {}
    for night in nights:
        taken[night.night] = taken.get(night.night, 0) + night.people
    return taken


def obstacles(
    rules: Rules, household: Household, nights: Sequence[dt.date], *, there: Sequence[Night]
) -> list[Obstacle]:
    """Why the place does not take them, in the order in which people ask; empty where it does."""
    wanted = set(nights)
    others = [night for night in there if night.night in wanted]
    taken = taken_by_night(others)
    found = {
        Obstacle.STATUS: rules.status not in USABLE,
        Obstacle.BEDS: any(taken.get(n, 0) + household.people > rules.beds for n in wanted),
        Obstacle.MIXED: bool(others) and not rules.may_mix,
        Obstacle.CHILDREN: household.children > 0 and not rules.takes_children,
        Obstacle.PETS: household.has_pets and not rules.takes_pets,
        Obstacle.STAIRS: household.avoids_stairs and rules.has_stairs,
        Obstacle.LONG: 0 < rules.longest_nights < len(wanted),
        Obstacle.APART: any(night.case in household.apart_from for night in others),
        Obstacle.KNOWN: bool(rules.known_to & household.hidden_from),
    }
    return [obstacle for obstacle, stands in found.items() if stands]
