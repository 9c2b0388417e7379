"""What a capability of a case can say of itself: something due.

Invariants: what asks is a pure function of one case's records and of the moment.

A capability imports from here; `due` imports the capabilities.
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
    PATHWAY = "pathway"
    SWEEP = "sweep"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done in a case by a moment."""

    at: dt.datetime
    kind: TaskKind
    says: str


Asks = Callable[[CaseFile, dt.datetime], Iterator[Due]]
