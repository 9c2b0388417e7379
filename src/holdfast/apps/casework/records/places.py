"""What is sealed of a safe place: what it is like, where it is, who stays and who knows.

Invariants: the address and the host stand in Address, under the identity key; a stay is a card of
the team with opaque ids and numbers, so that beds can be counted by whoever plans.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.places import PlaceKind, PlaceStatus
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

SWEEP_DAYS = 30


class Place(Sealable, frozen=True, kw_only=True):
    """What whoever places somebody must know.

    `hosted_by` is the id of a helper; `sweep_days` is how often it is looked through, 0 never.
    """

    KIND = "casework.place"
    KEPT = UntilShredded("a burned place must be known as long as anybody could use it")
    alias: str
    kind: PlaceKind = PlaceKind.FLAT
    area: str = ""
    beds: int = 1
    may_mix: bool = True
    takes_children: bool = True
    takes_pets: bool = False
    has_stairs: bool = False
    longest_nights: int = 0
    status: PlaceStatus = PlaceStatus.PROPOSED
    rules: str = ""
    last_sweep: dt.date | None = None
    sweep_days: int = SWEEP_DAYS
    hosted_by: str = ""


class Address(Sealable, frozen=True, kw_only=True):
    """Where it is and whose it is."""

    KIND = "casework.address"
    KEPT = UntilShredded("whoever warns a host must find them")
    address: str
    host: str = ""
    way_in: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (("address", self.address), ("person", self.host))


class Known(Sealable, frozen=True, kw_only=True):
    """That somebody outside of the team knows the place, how and since when."""

    KIND = "casework.known"
    KEPT = UntilShredded("who knows a place is exposed with it for ever")
    who: str
    how: str
    since: dt.date
    noted_by: str

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (("person", self.who),)


class AddressOpening(Sealable, frozen=True, kw_only=True):
    """That a member opened the address of a place, and why."""

    KIND = "casework.address_opening"
    KEPT = UntilShredded("who looked is told as long as there is something to look at")
    member: str
    reason: str
    at: dt.datetime


class Stay(Sealable, frozen=True, kw_only=True):
    """That a case is placed: so many people, from a night on."""

    KIND = "casework.stay"
    KEPT = UntilShredded("who knows a place follows from who stayed there")
    place: str
    case: str
    first_night: dt.date
    nights: int
    people: int
