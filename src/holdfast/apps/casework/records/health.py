"""What is sealed of health: a link in the case, and all else in a scope of its own.

Invariants: the case says only that there is something; what it is opens with other keys.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.health import Concern, ScreenKind
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

_WITH_CASE = UntilShredded("it is destroyed with its case")


class HealthLink(Sealable, frozen=True, kw_only=True):
    """In the case: that there is a health part, and its scope."""

    KIND = "casework.health_link"
    KEPT = _WITH_CASE
    scope: str


class HealthPart(Sealable, frozen=True, kw_only=True):
    """In the scope of health: which case it belongs to."""

    KIND = "casework.health_part"
    KEPT = _WITH_CASE
    case: str
    by: str
    at: dt.datetime


class Medication(Sealable, frozen=True, kw_only=True):
    """A medicine: for how many days there was enough on a day, and how more is had."""

    KIND = "casework.medication"
    KEPT = _WITH_CASE
    medicine: str
    days_left: int
    counted_on: dt.date
    refill: str = ""
    is_stopped: bool = False
    notes: str = ""


class Injury(Sealable, frozen=True, kw_only=True):
    """An injury, of a day, month or year, and the exhibits that show it."""

    KIND = "casework.injury"
    KEPT = _WITH_CASE
    on: str
    says: str
    exhibits: tuple[str, ...] = ()


class Screen(Sealable, frozen=True, kw_only=True):
    """What a screen found, who made it, and who reviewed it."""

    KIND = "casework.screen"
    KEPT = _WITH_CASE
    kind: ScreenKind
    made_on: dt.date
    concern: Concern
    says: str = ""
    by: str = ""
    reviewed_by: str = ""
    again_on: dt.date | None = None
