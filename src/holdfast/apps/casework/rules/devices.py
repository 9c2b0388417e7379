"""Devices: whether one can be trusted with a message, as pure functions.

Invariants:
- A device is clean from a day on which somebody found it so, and only while nothing speaks against
  it. What nobody knows speaks against it.
- One that was left or replaced is out of use, and is not warned of.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from .answers import Answer


class DeviceKind(StrEnum):
    """What it is."""

    PHONE = "phone"
    SIM = "SIM card"
    TABLET = "tablet"
    COMPUTER = "computer"
    WATCH = "watch"
    CAR = "car"
    OTHER = "other"


class BoughtBy(StrEnum):
    """Who bought it, and may have had it before."""

    UNKNOWN = "not known"
    SELF = "self"
    FAMILY = "family"
    PARTNER = "partner"
    EMPLOYER = "employer"
    NETWORK = "network"
    OTHER = "somebody else"


class Stalkerware(StrEnum):
    """What a look for programs that spy on its owner found."""

    NOT_LOOKED = "not looked for"
    NONE = "none found"
    SUSPECTED = "suspected"
    FOUND = "found"


class Fate(StrEnum):
    """What became of it."""

    KEPT = "kept"
    WIPED = "wiped"
    LEFT = "left"
    REPLACED = "replaced"


IN_USE = frozenset({Fate.KEPT, Fate.WIPED})


class Condition(NamedTuple):
    """What is known of a device."""

    fate: Fate
    stalkerware: Stalkerware
    has_shared_account: Answer
    shares_location: Answer
    was_seized: Answer
    clean_since: dt.date | None


class Trouble(StrEnum):
    """What speaks against a device."""

    STALKERWARE = "A program that spies on them was found or is suspected."
    ACCOUNT = "Somebody else is in its account."
    LOCATION = "It tells where it is."
    SEIZED = "It was seized, and has not been wiped since."


def troubles(device: Condition) -> list[Trouble]:
    """What is known against a device, the worst first."""
    stands = {
        Trouble.STALKERWARE: device.stalkerware in {Stalkerware.FOUND, Stalkerware.SUSPECTED},
        Trouble.ACCOUNT: device.has_shared_account is Answer.YES,
        Trouble.LOCATION: device.shares_location is Answer.YES,
        Trouble.SEIZED: device.was_seized is Answer.YES and device.fate is not Fate.WIPED,
    }
    return [trouble for trouble, is_so in stands.items() if is_so]


def is_clean(device: Condition) -> bool:
    """Whether a message can be sent to it: somebody found it clean, and nothing speaks against."""
    return device.clean_since is not None and not troubles(device)


def is_in_use(device: Condition) -> bool:
    """Whether they still have it with them."""
    return device.fate in IN_USE
