"""A sign of life that a second machine or the desk can read without any key.

Invariants:
- No sign, an old one, or one that says it cannot work, all read as "not watching".
- The file says how the watch fares and how often it looks, nothing of anybody. When it beat last is
  the file's own time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from holdfast.apps.keyring.disk import place_file
from holdfast.kernel.clock import Clock, utc_now

FILE = Path("watch") / "heartbeat"
_MISSED_BEATS = 3
_LEAST_QUIET = dt.timedelta(minutes=2)


class Condition(StrEnum):
    """How the watch fares."""

    WATCHING = "watching"
    NO_KEY = "its key is absent"
    CANNOT_SEND = "the mail server takes nothing"
    UNREADABLE = "a row of it cannot be read"
    ROWS_MISSING = "rows of it were taken away"
    LINE_UNTOLD = "notices of the line do not go out"
    CLOCK_BACK = "the clock of its machine was set back"
    QUIET = "it has gone quiet"
    NEVER = "it was never started"


class Beat(msgspec.Struct, frozen=True):
    """What the file says."""

    condition: Condition
    every_seconds: float


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """What the last beat says at this moment. `is_watching` where a missed check-in is told."""

    condition: Condition
    is_watching: bool


_TELLS = frozenset(
    {Condition.WATCHING, Condition.CLOCK_BACK, Condition.UNREADABLE, Condition.LINE_UNTOLD}
)


def beat(site: Path, condition: Condition, *, every_seconds: float) -> None:
    """Leave a sign of life. Raises OSError."""
    place_file(site / FILE, msgspec.json.encode(Beat(condition, every_seconds)))


def sign_of_life(site: Path, *, clock: Clock = utc_now) -> SignOfLife:
    """How the watch of this site fares."""
    path = site / FILE
    try:
        said = msgspec.json.decode(path.read_bytes(), type=Beat)
        beat_at = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
    except FileNotFoundError:
        return SignOfLife(Condition.NEVER, is_watching=False)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return SignOfLife(Condition.QUIET, is_watching=False)
    allowed = max(_MISSED_BEATS * dt.timedelta(seconds=said.every_seconds), _LEAST_QUIET)
    if abs(clock() - beat_at) > allowed:
        return SignOfLife(Condition.QUIET, is_watching=False)
    return SignOfLife(said.condition, is_watching=said.condition in _TELLS)
