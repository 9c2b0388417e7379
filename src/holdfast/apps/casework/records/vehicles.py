"""What is sealed of a vehicle: what it is like, its plate apart, and what it was promised to.

Invariants: a plate and an owner stand in Plate, under the identity key; a booking is a card of the
team with opaque ids and hours, so that nobody promises a vehicle or a helper twice.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from holdfast.apps.casework.rules.availability import Away, Hours, Span, Standing
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Vehicle(Sealable, frozen=True, kw_only=True):
    """What whoever plans a ride must know. `zones` are coarse areas; none is everywhere.

    `seats` are those beside the driver's; `kept_by` is the id of the helper who keeps it.
    """

    KIND = "casework.vehicle"
    KEPT = UntilShredded("a burned vehicle must be known as long as anybody could use it")
    alias: str
    seats: int = 4
    child_seats: int = 0
    zones: tuple[str, ...] = ()
    hours: Hours = Hours()
    away: tuple[Away, ...] = ()
    standing: Standing = Standing.PROPOSED
    kept_by: str = ""
    says: str = ""


class Plate(Sealable, frozen=True, kw_only=True):
    """By what a vehicle is known on the road, and whose it is."""

    KIND = "casework.plate"
    KEPT = UntilShredded("whoever warns its owner must know which it is")
    plate: str
    looks: str = ""
    owner: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (("plate", self.plate), ("person", self.owner))


class PlateOpening(Sealable, frozen=True, kw_only=True):
    """That a member opened the plate of a vehicle, and why."""

    KIND = "casework.plate_opening"
    KEPT = UntilShredded("who looked is told as long as there is something to look at")
    member: str
    reason: str
    at: dt.datetime


class Booked(StrEnum):
    """What a booking promises."""

    HELPER = "helper"
    VEHICLE = "vehicle"


class Booking(Sealable, frozen=True, kw_only=True):
    """That a helper or a vehicle is promised to a leg. `places` are those a helper learns on it.

    From `freed_at` on they are promised no more; that they were is still told after a loss.
    """

    KIND = "casework.booking"
    KEPT = UntilShredded("who came to know a place follows from who drove there")
    what: Booked
    id: str
    case: str
    journey: str
    leg: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    places: tuple[str, ...] = ()
    freed_at: dt.datetime | None = None

    @property
    def span(self) -> Span:
        """When it is promised."""
        return Span(self.starts_at, self.ends_at)

    @property
    def stands(self) -> bool:
        """Whether it is promised still."""
        return self.freed_at is None
