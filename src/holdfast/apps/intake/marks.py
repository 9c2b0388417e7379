"""What members mark a conversation with: later, lost contact, hostile; and when a mark counts.

Invariants:
- Nothing is hidden from who writes again: what was put off comes back at once when they do.
- One member proposes that somebody is hostile and another confirms it; either of them, or anybody
  else, takes it back alone.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from .rules import Tray

SILENT_FOR = dt.timedelta(days=7)
MISSED_BY = dt.timedelta(hours=2)
LONGEST_AHEAD = dt.timedelta(days=90)


class Snooze(msgspec.Struct, frozen=True, kw_only=True):
    """That a conversation is for later: until when, why, and who said so when."""

    until: dt.datetime
    reason: str
    by: str
    at: dt.datetime


class Hostile(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody writes to harm us: who says so and why, and who agreed."""

    reason: str
    by: str
    at: dt.datetime
    before: Tray
    confirmed_by: str = ""
    confirmed_at: dt.datetime | None = None


class LostContact(msgspec.Struct, frozen=True, kw_only=True):
    """That nobody reaches them any more: since which day, and what is done next, by when."""

    since: dt.date
    next_step: str
    by: str
    at: dt.datetime
    next_date: dt.date | None = None


def is_put_off(snooze: Snooze | None, heard_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether it is for later still: its moment has not come, and nothing was heard since."""
    return snooze is not None and now < snooze.until and heard_at <= snooze.at


def is_silent(
    *, answered_at: dt.datetime, call_due_at: dt.datetime | None, now: dt.datetime
) -> bool:
    """Whether somebody we wait for may be lost: silent for days, or not called when agreed."""
    is_missed = call_due_at is not None and now - call_due_at > MISSED_BY
    return is_missed or now - answered_at > SILENT_FOR


def is_to_come(moment: dt.datetime, now: dt.datetime) -> bool:
    """Whether something can be put off or agreed until this moment: it is not over, and not so far
    away that it means never."""
    return dt.timedelta(0) < moment - now <= LONGEST_AHEAD
