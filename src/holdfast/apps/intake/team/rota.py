"""Who answers when, and when nobody does, as pure functions.

Invariants:
- Every moment is in UTC; a zone is only for reading and typing. A day on which clocks are set has
  23 or 25 hours, and the hours of the line follow the clock on the wall.
- Where the line has no hours, it is to be answered always.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from holdfast.apps.intake.errors import BadShiftError

LONGEST = dt.timedelta(hours=24)
DAY_MINUTES = 24 * 60
_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """From a moment to another."""

    start: dt.datetime
    end: dt.datetime


class Hours(msgspec.Struct, frozen=True):
    """On a weekday (Monday is 0) from a minute of the day to another, at most 1440."""

    weekday: int
    start: int
    end: int


def check_shift(span: Span, *, others: Iterable[Span], now: dt.datetime) -> None:
    """Return where somebody can answer so. `others` are the same member's. Raises BadShiftError."""
    if span.end <= span.start:
        raise BadShiftError("A shift ends after it begins. Nothing was changed.")
    if span.end - span.start > LONGEST:
        raise BadShiftError("Nobody answers for more than 24 hours. Nothing was changed.")
    if span.end <= now:
        raise BadShiftError("This shift would be over already. Nothing was changed.")
    if any(overlap(span, other) for other in others):
        raise BadShiftError("They answer at that time already. Nothing was changed.")


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a moment."""
    return one.start < other.end and other.start < one.end


def check_hours(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """The hours in their order. Raises BadShiftError."""
    for one in hours:
        if not (0 <= one.weekday < 7 and 0 <= one.start < one.end <= DAY_MINUTES):
            raise BadShiftError("The line closes after it opens, on one day. Nothing was changed.")
    return tuple(sorted(hours, key=lambda one: (one.weekday, one.start)))


def windows(hours: Sequence[Hours], zone: ZoneInfo, within: Span) -> list[Span]:
    """When the line is to be answered, cut to `within`."""
    if not hours:
        return [within]
    day, last = _day(within.start, zone), _day(within.end, zone)
    found = []
    while day <= last:
        today = (one for one in hours if one.weekday == day.weekday())
        found += [Span(_at(day, one.start, zone), _at(day, one.end, zone)) for one in today]
        day += _DAY
    return joined(cut(found, within))


def gaps(open_at: Iterable[Span], answered: Iterable[Span]) -> list[Span]:
    """When the line is to be answered and nobody does."""
    left = list(open_at)
    for shift in answered:
        left = [piece for span in left for piece in _without(span, shift)]
    return sorted(left)


def cut(spans: Iterable[Span], within: Span) -> list[Span]:
    """What lies within, of each."""
    cut_spans = (Span(max(s.start, within.start), min(s.end, within.end)) for s in spans)
    return [span for span in cut_spans if span.start < span.end]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _without(span: Span, taken: Span) -> list[Span]:
    before = Span(span.start, min(span.end, taken.start))
    after = Span(max(span.start, taken.end), span.end)
    pieces = [before, after] if overlap(span, taken) else [span]
    return [piece for piece in pieces if piece.start < piece.end]


def _day(moment: dt.datetime, zone: ZoneInfo) -> dt.date:
    return moment.astimezone(zone).date()


def _at(day: dt.date, minute: int, zone: ZoneInfo) -> dt.datetime:
    """The moment at which the clock on the wall shows this minute of the day."""
    if minute == DAY_MINUTES:
        return _at(day + _DAY, 0, zone)
    local = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), tzinfo=zone)
    return local.astimezone(dt.UTC)
