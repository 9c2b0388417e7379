"""What must be seen before anybody acts in a case, as pure functions.

Invariants: a flag stands until its last day is past or somebody lifts it, and no longer.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from .cases import is_past


class FlagKind(StrEnum):
    """What is flagged."""

    DO_NOT_CALL = "do not call"
    DO_NOT_VISIT = "do not visit"
    DO_NOT_WRITE = "do not write"
    HOSTILE_SUSPECTED = "hostile suspected"
    MINOR = "minor"
    PRESS_INTEREST = "press interest"


GRAVE = frozenset(
    {
        FlagKind.DO_NOT_CALL,
        FlagKind.DO_NOT_VISIT,
        FlagKind.DO_NOT_WRITE,
        FlagKind.HOSTILE_SUSPECTED,
    }
)


def stands(until: dt.date | None, lifted_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a flag is to be seen."""
    return lifted_at is None and not is_past(until, now)
