"""Documents: what there is, who holds it, when it ends and what that asks for, as pure functions.

Invariants:
- No number of a document stands with it: numbers belong to who the case is about.
- What cannot be used (lost, destroyed, never had) does not ask to be renewed, but is missed by a
  journey that needs it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum


class DocumentKind(StrEnum):
    """What it is."""

    INTERNAL_PASSPORT = "internal passport"
    FOREIGN_PASSPORT = "foreign passport"
    BIRTH = "birth certificate"
    MARRIAGE = "marriage certificate"
    EXIT_CONSENT = "child exit consent"
    MILITARY_ID = "military ID"
    DIPLOMA = "diploma"
    MEDICAL = "medical"
    LICENCE = "licence"
    COURT_PAPERS = "court papers"
    LAISSEZ_PASSER = "laissez-passer"


class Holder(StrEnum):
    """Who has it."""

    SELF = "self"
    FAMILY = "family"
    POLICE = "police"
    EMPLOYER = "employer"
    NETWORK = "kept by network"
    LOST = "lost"
    DESTROYED = "destroyed"
    NEVER_HAD = "never had"


class Renewal(StrEnum):
    """What is done about its end."""

    OPEN = "not decided"
    UNDER_WAY = "under way"
    NOT_SOUGHT = "left to end"


AT_HAND = frozenset({Holder.SELF, Holder.NETWORK})
GONE = frozenset({Holder.LOST, Holder.DESTROYED, Holder.NEVER_HAD})
DAYS_AHEAD = (90, 30)


def reminder(expires: dt.date, today: dt.date) -> dt.date | None:
    """By which day its end must be dealt with; None where that is still further off than 90 days.

    From 90 days ahead it is the day 30 days before the end, from then on the end itself.
    """
    first, last = (expires - dt.timedelta(days=days) for days in DAYS_AHEAD)
    if today < first:
        return None
    return last if today < last else expires


class Lack(StrEnum):
    """Why a document does not serve a journey."""

    NOT_AT_HAND = "is not at hand"
    ENDS = "ends before the journey does"


def lacks(holder: Holder, expires: dt.date | None, ends_on: dt.date) -> Iterable[Lack]:
    """What is wrong with a document for a journey that ends on a day."""
    if holder not in AT_HAND:
        yield Lack.NOT_AT_HAND
    if holder not in GONE and expires is not None and expires < ends_on:
        yield Lack.ENDS
