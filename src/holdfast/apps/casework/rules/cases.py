"""Need, deadlines, access and aftercare of a case, as pure functions.

Invariants:
- The queue is ordered by need first, then by deadline; nothing about a person's worth is in it.
- A grant with a last day is worth nothing from the day after, whatever the keys still open.
- Nothing is read without a reason that is younger than a working day.

Need tiers and their times: UNHCR Resettlement Handbook (emergency: seven days, urgent: six weeks,
normal: a year).
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from enum import StrEnum

from holdfast.apps.keyring.rules import ScopeId

CaseId = ScopeId

OPENING_LASTS = dt.timedelta(hours=10)


class Need(StrEnum):
    """How soon something must be done."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    TRIAGED = "triaged"
    SCREENING = "screening"
    EVIDENCE_REQUESTED = "evidence requested"
    INTERVIEW = "interview"
    VERIFIED = "verified"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    LOST_CONTACT = "lost contact"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended."""

    SAFE_ABROAD = "safe abroad with status"
    SAFE_ABROAD_PENDING = "safe abroad, pending"
    RELOCATED_INSIDE = "relocated inside"
    SAFETY_PLAN = "safety plan"
    LEFT_ALONE = "left alone"
    REFERRED = "referred"
    CHOSE_TO_STAY = "chose to stay"
    RETURNED_WILLINGLY = "returned willingly"
    RETURNED_UNDER_PRESSURE = "returned under pressure"
    FORCIBLY_RETURNED = "forcibly returned"
    DETAINED = "detained"
    DISAPPEARED = "disappeared"
    KILLED = "killed"
    DIED_OTHERWISE = "died otherwise"
    LOST_CONTACT = "lost contact"
    INELIGIBLE = "ineligible"
    FRAUDULENT = "fraudulent"
    DUPLICATE = "duplicate"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class FactKind(StrEnum):
    """What a dated fact is about."""

    NOTE = "note"
    CONTACT = "contact"
    THREAT = "threat"
    DOCUMENT = "document"
    DEVICE = "device"
    MOVE = "move"
    STATE = "state"
    NEED = "need"
    NEXT = "next action"
    HAND_OVER = "hand-over"
    ACCESS = "access"
    OUTCOME = "outcome"
    DETENTION = "detention"
    FOUND_AGAIN = "found again"
    LOSS = "loss"
    RISK = "risk"
    VETTING = "vetting"
    FLAG = "flag"
    APPROVAL = "approval"
    HOUSEHOLD = "household"
    HEALTH = "health"
    MONEY = "money"
    REFERRAL = "referral"


DAYS_OF_NEED = {Need.EMERGENCY: 7, Need.URGENT: 42, Need.NORMAL: 365}
AFTERCARE_DAYS = (0, 1, 7, 30, 90, 180, 365)
_RANK = {need: rank for rank, need in enumerate(Need)}


def deadline(need: Need, since: dt.datetime) -> dt.datetime:
    """By when somebody with this need should be safe, counted from when it was known."""
    return since + dt.timedelta(days=DAYS_OF_NEED[need])


def is_milder(need: Need, *, than: Need) -> bool:
    """Whether a need is less urgent than another."""
    return _RANK[need] > _RANK[than]


def queue_rank(need: Need, due_at: dt.datetime) -> tuple[int, dt.datetime]:
    """What the queue is ordered by: smaller comes first."""
    return _RANK[need], due_at


def aftercare_dates(arrived_at: dt.datetime) -> dict[int, dt.datetime]:
    """When to ask how they are, by days after arrival."""
    return {days: arrived_at + dt.timedelta(days=days) for days in AFTERCARE_DAYS}


def is_past(last_day: dt.date | None, now: dt.datetime) -> bool:
    """Whether a last day is over. Without one it never is."""
    return last_day is not None and now.date() > last_day


def is_open(opened_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether an opening is young enough to read on."""
    return dt.timedelta(0) <= now - opened_at + dt.timedelta(minutes=2) and (
        now - opened_at < OPENING_LASTS
    )


# ------------------------------------------------------------ seen before?

MOST_WORDS, MOST_NUMBERS = 12, 3
_LEAST_LETTERS, _LEAST_DIGITS, _COMPARED_DIGITS = 3, 6, 9


def name_words(text: str) -> set[str]:
    """The words of names by which two people may be one: case and accents aside."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(" " if not c.isalpha() else c for c in bare if not unicodedata.combining(c))
    return {word for word in letters.split() if len(word) >= _LEAST_LETTERS}


def phone_ends(text: str) -> set[str]:
    """The last digits of each telephone number in a text: country codes are written many ways."""
    numbers = "".join(c if c.isdigit() or c in " -()/." else "," for c in text)
    digits = ("".join(c for c in number if c.isdigit()) for number in numbers.split(","))
    return {number[-_COMPARED_DIGITS:] for number in digits if len(number) >= _LEAST_DIGITS}
