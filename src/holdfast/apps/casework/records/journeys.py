"""What is sealed of a journey and its check-ins, in the case's scope.

Invariants: of the words that were agreed only verifiers are kept; a check-in's `row` is the opaque
id by which the watch knows it, and stands nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from holdfast.apps.casework.rules.availability import Span
from holdfast.apps.casework.rules.journeys import (
    WATCHED,
    CheckInState,
    Escort,
    JourneyState,
    Mode,
    Reported,
    Stretch,
)
from holdfast.apps.keyring.records import Sealable, Upgrade
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.apps.watch.rules import Done, Words


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """From one stop to the next.

    It leaves in `zone` and arrives in `arrives_zone`, empty where clocks do not change. `helper`,
    `vehicle`, `from_place` and `to_place` are opaque ids, empty where there is none of ours; areas
    are coarse, as helpers' terms name them.
    """

    origin: str
    destination: str
    leaves_at: dt.datetime
    arrives_at: dt.datetime
    zone: str = "UTC"
    arrives_zone: str = ""
    mode: Mode = Mode.PRIVATE_CAR
    escort: Escort = Escort.NONE
    escort_alias: str = ""
    helper: str = ""
    vehicle: str = ""
    from_area: str = ""
    to_area: str = ""
    from_place: str = ""
    to_place: str = ""
    criteria: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    checkpoints: tuple[str, ...] = ()
    cover_story: str = ""
    cash: str = ""
    phone_policy: str = ""

    @property
    def stretch(self) -> Stretch:
        """What the rules look at."""
        return Stretch(self.origin, self.destination, self.leaves_at, self.arrives_at)

    @property
    def span(self) -> Span:
        """When it is under way."""
        return Span(self.leaves_at, self.arrives_at)

    @property
    def needs_helper(self) -> bool:
        """Whether somebody of ours goes: an alias without an id is of somebody else's."""
        return self.escort is not Escort.NONE and (bool(self.helper) or not self.escort_alias)

    @property
    def needs_vehicle(self) -> bool:
        """Whether it goes by a car of ours."""
        return self.mode is Mode.PRIVATE_CAR


class Tick(msgspec.Struct, frozen=True):
    """That a criterion of a leg was looked at and holds."""

    leg: int
    criterion: int
    by: str
    at: dt.datetime


class Override(msgspec.Struct, frozen=True):
    """That a leg was given the go with criteria still open, and why."""

    leg: int
    open: tuple[str, ...]
    reason: str
    by: str
    at: dt.datetime


def _with_lists(fields: dict[str, Any]) -> dict[str, Any]:
    """A journey of version 1: what was one line is a list of it."""
    legs = []
    for leg in fields["legs"]:
        kept = {name: leg[name] for name in leg if name not in {"go_no_go", "alternative"}}
        criteria, alternative = leg.get("go_no_go", ""), leg.get("alternative", "")
        kept["criteria"] = [criteria] if criteria else []
        kept["alternatives"] = [alternative] if alternative else []
        legs.append(kept)
    return {**fields, "legs": legs}


class Journey(Sealable, frozen=True, kw_only=True):
    """Legs in their order. `current` is the leg that was begun last, -1 before the first."""

    KIND = "casework.journey"
    KEPT = UntilShredded("it belongs to the case")
    SCHEMA = 2
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {1: _with_lists}
    state: JourneyState = JourneyState.DRAFT
    legs: tuple[Leg, ...]
    current: int = -1
    planned_by: str
    approved_by: tuple[str, ...] = ()
    words: Words = Words()
    recognition: Words = Words()
    says: str = ""
    ticks: tuple[Tick, ...] = ()
    overrides: tuple[Override, ...] = ()

    @property
    def is_watched(self) -> bool:
        """Whether somebody should be heard of: known to others before it began, it never begins."""
        return self.state in WATCHED and self.current >= 0

    def open_criteria(self, leg: int) -> dict[int, str]:
        """The criteria of a leg that nobody has ticked, by number."""
        ticked = {tick.criterion for tick in self.ticks if tick.leg == leg}
        criteria = enumerate(self.legs[leg].criteria)
        return {number: words for number, words in criteria if number not in ticked}


class Rung(msgspec.Struct, frozen=True):
    """Which member is told, and how many minutes after the grace."""

    minutes: int
    member: str


class Told(msgspec.Struct, frozen=True):
    """What the watch did, kept once the watch has forgotten it."""

    step: str
    notice: int
    at: dt.datetime


class CheckIn(Sealable, frozen=True, kw_only=True):
    """When somebody should be heard of, and what was heard."""

    KIND = "casework.check_in"
    KEPT = UntilShredded("it belongs to its journey")
    journey: str
    leg: int
    row: str
    due_at: dt.datetime
    grace_minutes: int
    channel: str = ""
    ladder: tuple[Rung, ...]
    outcome: CheckInState | None = None
    outcome_at: dt.datetime | None = None
    reported_by: str = ""
    how: str = ""
    wrong_words: int = 0
    told: tuple[Told, ...] = ()

    @property
    def reported(self) -> Reported:
        """What its state follows from."""
        return Reported(
            self.due_at,
            self.grace_minutes,
            self.outcome,
            self.outcome_at,
            self.reported_by,
            self.wrong_words,
        )


def as_told(done: list[Done]) -> tuple[Told, ...]:
    """The watch's steps, to be kept with the check-in."""
    return tuple(Told(str(step.step), step.notice, step.at) for step in done)
