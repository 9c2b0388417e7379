"""Planning cards: what a planner may know, as frozen values with opaque ids.

Invariants:
- A card holds ids, numbers, dates, zones and codes; no name, no address, nothing about who somebody
  is beyond what a bed or an escort depends on.
- A card that cannot be (dates the wrong way round, nobody in a household, an hour without a time
  zone) is refused when it is made, in words.
- A night is the date on whose evening it begins. A window carries its own offset from UTC; the day
  of a journey is the local date at each of its ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NewType

from .errors import ImpossibleCardError

HouseholdId = NewType("HouseholdId", str)
PlaceId = NewType("PlaceId", str)
HelperId = NewType("HelperId", str)
VehicleId = NewType("VehicleId", str)
LegId = NewType("LegId", str)
Zone = NewType("Zone", str)

HIGHEST_RISK = 100


class NeedTier(IntEnum):
    """How soon harm is expected; the lower number goes first."""

    EMERGENCY = 0
    URGENT = 1
    NORMAL = 2


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


TAKES_NEW = frozenset({PlaceStatus.VETTED, PlaceStatus.ACTIVE})
KEEPS = TAKES_NEW | {PlaceStatus.FULL}


class Escort(StrEnum):
    """Who is with the traveller."""

    NONE = "none"
    ACCOMPANY = "accompany"
    SHADOW = "shadow"
    MEET = "meet"


class Vetting(IntEnum):
    """How far somebody was vetted; below zero nobody is used."""

    HOSTILE_SUSPECTED = -2
    CONTRADICTED = -1
    UNVERIFIED = 0
    IDENTITY_CHECKED = 1
    STORY_CONSISTENT = 2
    VOUCHED = 3
    CORROBORATED = 4


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time from `start` to `end`, both with a time zone."""

    start: dt.datetime
    end: dt.datetime

    def __post_init__(self) -> None:
        """Refuse times without a zone and an end that is not after the start."""
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ImpossibleCardError("An hour stands without its time zone. Nothing was planned.")
        if self.end <= self.start:
            raise ImpossibleCardError("A window ends before it begins. Nothing was planned.")

    def holds(self, other: Window) -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Window) -> bool:
        """Whether the two share some time."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """People who travel together and need beds for the nights from first to last, both included.

    `deadline` is the last night by which they must be under a roof; without one it is the first.
    `there_since` is the first night at `now_at`. `must_not_know` are ids of helpers and households
    who must learn nothing of them; `refused` are places a person ruled out. Risk is 0 to 100.
    `travels_with` should sleep and ride with them; without `not_without` (a minor's adult) they are
    given no new bed and no ride.
    """

    id: HouseholdId
    people: int
    tier: NeedTier
    first_night: dt.date
    last_night: dt.date
    risk: int = 0
    needs: frozenset[str] = frozenset()
    apart_from: frozenset[HouseholdId] = frozenset()
    travels_with: frozenset[HouseholdId] = frozenset()
    not_without: frozenset[HouseholdId] = frozenset()
    zones_avoided: frozenset[Zone] = frozenset()
    now_at: PlaceId | None = None
    there_since: dt.date | None = None
    works_with: frozenset[HelperId] = frozenset()
    must_not_know: frozenset[str] = frozenset()
    refused: frozenset[PlaceId] = frozenset()
    deadline: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what no household can be."""
        _demand(self.people >= 1, self.id, "a household has at least one person")
        _demand(0 <= self.risk <= HIGHEST_RISK, self.id, "risk is between 0 and 100")
        _demand(self.last_night >= self.first_night, self.id, "the last night is before the first")
        _demand(
            self.deadline is None or self.first_night <= self.deadline <= self.last_night,
            self.id,
            "the deadline is not among the nights",
        )
        _demand(self.id not in self.apart_from, self.id, "a household is kept apart from itself")
        _demand(
            self.id not in self.travels_with | self.not_without,
            self.id,
            "a household travels with itself",
        )
        _demand(
            self.there_since is None or self.now_at is not None,
            self.id,
            "somebody is somewhere since a night, but nowhere",
        )
        _demand(
            not self.works_with & self.must_not_know,
            self.id,
            "somebody works with them who must not know of them",
        )
        _demand(self.id not in self.must_not_know, self.id, "a household must not know of itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A safe place: `beds` each night, other than on the nights in `beds_on`.

    `suits` are the codes of needs it meets. `longest_stay` counts nights in a row; None is without
    limit. `known_by` are ids of helpers and households; `vetting_to_know` is what a helper needs to
    be brought there. `cost` is a night's, in any one unit.
    """

    id: PlaceId
    zone: Zone
    beds: int
    beds_on: Mapping[dt.date, int] = field(default_factory=dict, hash=False)
    suits: frozenset[str] = frozenset()
    may_mix: bool = True
    longest_stay: int | None = None
    known_by: frozenset[str] = frozenset()
    status: PlaceStatus = PlaceStatus.ACTIVE
    vetting_to_know: Vetting = Vetting.UNVERIFIED
    cost: int = 0

    def __post_init__(self) -> None:
        """Refuse what no place can be, and close the beds against later change."""
        _demand(min([self.beds, *self.beds_on.values()]) >= 0, self.id, "beds are below none")
        _demand(
            self.longest_stay is None or self.longest_stay >= 1,
            self.id,
            "a stay is at least a night",
        )
        _demand(self.cost >= 0, self.id, "a night costs less than nothing")
        object.__setattr__(self, "beds_on", MappingProxyType(dict(self.beds_on)))

    def beds_at(self, night: dt.date) -> int:
        """How many beds there are that night."""
        return self.beds_on.get(night, self.beds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """An escort: where, when, how far vetted, and what they know and may come to know.

    `hours` None is at any hour. `most_places` is how many places they may know in all. `has_served`
    are ids, as `must_not_know` has them, of whom they drove, escorted or hosted before.
    """

    id: HelperId
    zones: frozenset[Zone]
    hours: tuple[Window, ...] | None = None
    vetting: Vetting = Vetting.UNVERIFIED
    knows: frozenset[PlaceId] = frozenset()
    must_not_learn: frozenset[PlaceId] = frozenset()
    most_places: int | None = None
    has_served: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a limit below what is known already."""
        _demand(self.most_places is None or self.most_places >= 0, self.id, "places are below none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle, with seats for the travellers and whoever accompanies them.

    `hours` None is at any hour. `kept_by` lends it, and learns when it goes.
    """

    id: VehicleId
    seats: int
    zones: frozenset[Zone]
    hours: tuple[Window, ...] | None = None
    kept_by: HelperId | None = None

    def __post_init__(self) -> None:
        """Refuse a vehicle that carries nobody."""
        _demand(self.seats >= 1, self.id, "a vehicle has at least one seat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch of a household's journey, and what it needs.

    `from_place` and `to_place` are set where it is known that it begins or ends at one of ours;
    else that follows from the beds of the plan. `refused` are helpers and vehicles that a person
    ruled out for it.
    """

    id: LegId
    household: HouseholdId
    from_zone: Zone
    to_zone: Zone
    window: Window
    escort: Escort = Escort.NONE
    needs_vehicle: bool = False
    vetting: Vetting = Vetting.IDENTITY_CHECKED
    from_place: PlaceId | None = None
    to_place: PlaceId | None = None
    refused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a leg that leads back to where it begins."""
        _demand(self.from_zone != self.to_zone, self.id, "the leg leads back to where it begins")

    @property
    def is_manned(self) -> bool:
        """Whether an escort is needed."""
        return self.escort is not Escort.NONE

    @property
    def needs_ride(self) -> bool:
        """Whether an escort or a vehicle is needed."""
        return self.is_manned or self.needs_vehicle

    def is_as(self, other: Leg) -> bool:
        """Whether both lead from and to the same zones at the same minutes."""
        mine, theirs = (self.from_zone, self.to_zone), (other.from_zone, other.to_zone)
        return mine == theirs and self.window == other.window


def _demand(holds: bool, card: str, otherwise: str) -> None:  # noqa: FBT001  (a claim, not a mode)
    if not holds:
        raise ImpossibleCardError(f"Card {card}: {otherwise}. Nothing was planned.")
