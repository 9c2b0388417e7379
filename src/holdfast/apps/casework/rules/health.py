"""Health of somebody in a case: when a medicine runs out, and what a screen asks for.

Invariants: a screen that found a concern counts once somebody else than its maker reviewed it.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

DAYS_BEFORE = 7
_EXHIBIT = re.compile(r"[a-z2-7]{26}")


class ScreenKind(StrEnum):
    """What was asked about."""

    TRAUMA = "trauma"
    SUICIDE = "suicide"


class Concern(StrEnum):
    """What was found."""

    NONE = "no concern"
    SOME = "some concern"
    GRAVE = "grave concern"


def runs_out_on(counted_on: dt.date, days_left: int) -> dt.date:
    """The first day without the medicine."""
    return counted_on + dt.timedelta(days=days_left)


def refill_by(counted_on: dt.date, days_left: int) -> dt.date:
    """By when it must be refilled: a week before it runs out, or at once."""
    return max(runs_out_on(counted_on, days_left) - dt.timedelta(days=DAYS_BEFORE), counted_on)


def review_by(made_on: dt.date, concern: Concern) -> dt.date | None:
    """By when a screen must be reviewed by somebody else: at once where the concern is grave."""
    days = {Concern.NONE: None, Concern.SOME: 3, Concern.GRAVE: 0}[concern]
    return None if days is None else made_on + dt.timedelta(days=days)


def exhibit_ids(text: str) -> tuple[str, ...] | None:
    """The ids of exhibits that a text names, or None where a word of it is none."""
    named = text.replace(",", " ").split()
    return tuple(named) if all(_EXHIBIT.fullmatch(word) for word in named) else None
