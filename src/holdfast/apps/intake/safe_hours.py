"""When somebody may be called: hours of the day in their own zone.

Invariants:
- Hours are of their wall clock: when their clocks are set, a safe hour moves with them.
- Hours may run past midnight. No hour is safe that was not said; nobody said any: nothing is known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from .errors import BadHoursError

MOST_WINDOWS = 6
_DAY = 24 * 60
_WINDOW = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")


class Window(msgspec.Struct, frozen=True):
    """From one minute of the day until another, which is of the next day where it is smaller."""

    begins: int
    ends: int


class SafeHours(msgspec.Struct, frozen=True, kw_only=True):
    """The hours of every day in which somebody may be called, and the zone they are said in."""

    windows: tuple[Window, ...] = ()
    zone: str = "UTC"


class Span(msgspec.Struct, frozen=True):
    """A safe time of one day, as moments."""

    begins_at: dt.datetime
    ends_at: dt.datetime


def read_hours(text: str, zone: str) -> SafeHours:
    """The hours that somebody typed, as "21:00-23:30, 6-7". Raises BadHoursError."""
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    zone = zone.strip() or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadHoursError from None
    if len(parts) > MOST_WINDOWS:
        raise BadHoursError
    return SafeHours(windows=tuple(_window(part) for part in parts), zone=zone)


def write_hours(hours: SafeHours) -> str:
    """The hours as one types them."""
    return ", ".join(f"{_clock(one.begins)}-{_clock(one.ends)}" for one in hours.windows)


def next_span(hours: SafeHours, now: dt.datetime) -> Span | None:
    """The safe time that is now, or else the next one; None where no hour is known as safe."""
    return min(
        (span for span in _spans(hours, now) if span.ends_at > now),
        key=lambda span: span.begins_at,
        default=None,
    )


def is_safe(hours: SafeHours, now: dt.datetime) -> bool:
    """Whether this moment lies in an hour that was said to be safe."""
    span = next_span(hours, now)
    return span is not None and span.begins_at <= now


def _spans(hours: SafeHours, now: dt.datetime) -> Iterator[Span]:
    zone = ZoneInfo(hours.zone)
    today = now.astimezone(zone).date()
    for day in (today + dt.timedelta(days=n) for n in (-1, 0, 1, 2)):
        for window in hours.windows:
            until = day + dt.timedelta(days=window.ends <= window.begins)
            yield Span(_moment(day, window.begins, zone), _moment(until, window.ends, zone))


def _moment(day: dt.date, minute: int, zone: ZoneInfo) -> dt.datetime:
    shown = dt.datetime.combine(day, dt.time(minute // 60 % 24, minute % 60), tzinfo=zone)
    return shown.astimezone(dt.UTC)


def _window(text: str) -> Window:
    found = _WINDOW.fullmatch(text)
    if found is None:
        raise BadHoursError
    hour, minute, until, past = (int(one or 0) for one in found.groups())
    begins, ends = hour * 60 + minute, until * 60 + past
    if minute > 59 or past > 59 or begins >= _DAY or ends > _DAY or begins == ends:
        raise BadHoursError
    return Window(begins, ends % _DAY)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
