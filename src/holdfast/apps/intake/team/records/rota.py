"""Shifts, and what is handed over between them.

Invariants: a hand-over has two halves: a card of the whole team that says that there is one and who
took it, and its words, sealed with the line.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import Rule


class Shift(Sealable, frozen=True, kw_only=True):
    """That a member answers the line from a moment to another."""

    KIND = "intake.shift"
    KEPT = Rule(weeks=26)
    member: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_offered: bool = False


class MustNot(StrEnum):
    """What must not be forgotten at the end of a shift. Sealed in records: never change it."""

    DANGER = "danger"
    CALL_BACK = "call back"
    WAKES = "wakes"
    CHECK_IN = "check-in"


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was open when a hand-over was written: of what, by opaque id, and when."""

    kind: MustNot
    about: str
    alias: str
    at: dt.datetime | None = None
    says: str = ""


class HandOver(Sealable, frozen=True, kw_only=True):
    """The words of a hand-over. Sealed with the line."""

    KIND = "intake.hand_over"
    KEPT = Rule(weeks=12)
    text: str
    pending: tuple[Pending, ...]


class HandOverCard(Sealable, frozen=True, kw_only=True):
    """That there is a hand-over, for the whole team: by whom, and who took it."""

    KIND = "intake.hand_over_card"
    KEPT = Rule(weeks=12)
    words: str
    by: str
    at: dt.datetime
    taken_by: str = ""
    taken_at: dt.datetime | None = None
