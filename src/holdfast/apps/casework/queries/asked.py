"""What a capability of a case can say of itself: something due, or something to be warned of.

Invariants: what asks or warns is a pure function of one case's records and of the moment; a warning
names nobody and shows no number.

A capability imports from here; `due` and `warnings` import the capabilities.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .files import CaseFile

SOON = dt.timedelta(days=7)


class TaskKind(StrEnum):
    """What a task comes from."""

    CHECK_IN = "check-in"
    NEXT_ACTION = "next action"
    DEADLINE = "deadline"
    AFTERCARE = "aftercare"
    ACCESS_ENDS = "access ends"
    LOOK = "look at this"
    SCORE = "score again"
    FLAG = "flag ends"
    PATHWAY = "pathway"
    SWEEP = "sweep"
    VERIFY = "verify"
    DOCUMENT = "document"
    MONEY = "money"
    HEALTH = "health"
    REFERRAL = "referral"
    RETENTION = "retention"
    REPLAN = "plan anew"
    RIDE = "ride"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done in a case by a moment."""

    at: dt.datetime
    kind: TaskKind
    says: str


class Gravity(StrEnum):
    """How a warning is shown."""

    DANGER = "danger"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """One sentence at the top of a case, and what to do about it."""

    gravity: Gravity
    says: str
    more: str = ""


Asks = Callable[[CaseFile, dt.datetime], Iterator[Due]]
Warns = Callable[[CaseFile, dt.datetime], Iterator[CaseWarning]]
