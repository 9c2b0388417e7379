"""Time, taken from one place so that a test can set it.

Invariants:
- Every moment is aware and in UTC.
- What is stored in clear is never finer than an ISO week.
"""

from __future__ import annotations

import datetime as dt
import time as _time
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The present moment in UTC."""
    return dt.datetime.fromtimestamp(_time.time(), tz=dt.UTC)  # noqa: TID251  (the one place)


def frozen(moment: dt.datetime) -> Clock:
    """A clock that always says `moment`."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    utc = moment.astimezone(dt.UTC)
    return lambda: utc


def iso_week(moment: dt.datetime) -> str:
    """The ISO week of a moment, such as `2031-W14`: the finest time that may stand in clear."""
    year, week, _ = moment.astimezone(dt.UTC).isocalendar()
    return f"{year:04d}-W{week:02d}"
