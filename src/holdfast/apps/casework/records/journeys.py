"""What is sealed of a journey and its check-ins, in the case's scope.

Invariants: of the words that were agreed only verifiers are kept; a check-in's `row` is the opaque
id by which the watch knows it, and stands nowhere else.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.journeys import (
    CheckInState,
    Escort,
    JourneyState,
    Mode,
    Reported,
    Stretch,
)
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.apps.watch.rules import Done, Words


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """From one stop to the next. `zone` is the time zone in which it is shown."""

    origin: str
    destination: str
    leaves_at: dt.datetime
    arrives_at: dt.datetime
    zone: str = "UTC"
    mode: Mode = Mode.PRIVATE_CAR
    escort: Escort = Escort.NONE
    escort_alias: str = ""
    cover_story: str = ""
    go_no_go: str = ""
    alternative: str = ""
    cash: str = ""
    phone_policy: str = ""

    @property
    def stretch(self) -> Stretch:
        """What the rules look at."""
        return Stretch(self.origin, self.destination, self.leaves_at, self.arrives_at)


class Journey(Sealable, frozen=True, kw_only=True):
    """Legs in their order. `current` is the leg that was begun last, -1 before the first."""

    KIND = "casework.journey"
    KEPT = UntilShredded("it belongs to the case")
    state: JourneyState = JourneyState.DRAFT
    legs: tuple[Leg, ...]
    current: int = -1
    planned_by: str
    approved_by: tuple[str, ...] = ()
    words: Words = Words()
    recognition: Words = Words()
    says: str = ""


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
