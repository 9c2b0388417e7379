"""When a helper or a vehicle can be asked, as pure functions.

Invariants:
- Hours are meant on the wall clock of their own zone; what is compared is UTC. On the day on which
  clocks are set, a shift is as long as that day makes it.
- A shift belongs to the day on which it begins: away on that day, it is gone whole.
- Nothing is promised twice: two bookings of one helper or vehicle never share a minute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from holdfast.apps.casework.errors.general import BadHoursError

DAY_MINUTES = 24 * 60
DAYS_SHOWN = 7
WHOLE_DAY = "00:00–24:00"
_DAY = dt.timedelta(days=1)


class Standing(StrEnum):
    """Whether a helper or a vehicle can be used."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    RESTING = "resting"
    SUSPECT = "suspect"
    BURNED = "burned"
    RETIRED = "retired"


class Hours(msgspec.Struct, frozen=True):
    """From and until which minute of the day, on which days of the week (0 is Monday).

    No days is every day. An end at or before the beginning is on the day after.
    """

    days: tuple[int, ...] = ()
    begins: int = 0
    ends: int = DAY_MINUTES
    zone: str = "UTC"


class Away(msgspec.Struct, frozen=True):
    """Not to be asked from the first to the last day."""

    first: dt.date
    last: dt.date


class Span(NamedTuple):
    """A stretch of time in UTC."""

    start: dt.datetime
    end: dt.datetime

    def meets(self, other: Span) -> bool:
        """Whether the two share some time."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of somebody's or something's week: when it is there, and how often it is asked for.

    `hours` are wall-clock times in its own zone, empty where it is not there at all.
    """

    day: dt.date
    hours: tuple[str, ...]
    booked: int

    @property
    def is_whole(self) -> bool:
        """Whether it is there from midnight to midnight."""
        return self.hours == (WHOLE_DAY,)


def check_hours(hours: Hours, away: Sequence[Away]) -> None:
    """Return where somebody could keep these hours. Raises BadHoursError."""
    if not 0 <= hours.begins < DAY_MINUTES or not 0 <= hours.ends <= DAY_MINUTES:
        raise BadHoursError("A time of day is between 00:00 and 24:00. Nothing was saved.")
    if any(one.last < one.first for one in away):
        raise BadHoursError("The last day away is before the first. Nothing was saved.")


def spans_of(hours: Hours, away: Sequence[Away], *, first: dt.date, days: int) -> list[Span]:
    """When it is there on these days, in UTC, joined where one shift runs into the next."""
    joined: list[Span] = []
    for span in _shifts(hours, away, first - _DAY, days + 1):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def is_free(span: Span, booked: Iterable[Span]) -> bool:
    """Whether nothing that was promised shares a minute with it."""
    return not any(span.meets(other) for other in booked)


def week_of(
    hours: Hours, away: Sequence[Away], booked: Sequence[Span], *, first: dt.date
) -> list[DayShown]:
    """The coming days as a page shows them."""
    zone = ZoneInfo(hours.zone)
    found = []
    for day in (first + _DAY * n for n in range(DAYS_SHOWN)):
        here = list(_shifts(hours, away, day, 1))
        begun = sum(span.start.astimezone(zone).date() == day for span in booked)
        found.append(DayShown(day, tuple(_words(shift, zone) for shift in here), begun))
    return found


def _shifts(hours: Hours, away: Sequence[Away], first: dt.date, days: int) -> Iterator[Span]:
    zone = ZoneInfo(hours.zone)
    for day in (first + _DAY * n for n in range(days)):
        is_away = any(one.first <= day <= one.last for one in away)
        if not is_away and (not hours.days or day.weekday() in hours.days):
            until = day if hours.ends > hours.begins else day + _DAY
            yield Span(_at(day, hours.begins, zone), _at(until, hours.ends, zone))


def _at(day: dt.date, minute: int, zone: ZoneInfo) -> dt.datetime:
    """The wall clock of that day, in UTC; 24:00 is the next midnight."""
    days, rest = divmod(minute, DAY_MINUTES)
    wall = dt.datetime.combine(day + _DAY * days, dt.time(rest // 60, rest % 60), zone)
    return wall.astimezone(dt.UTC)


def _words(shift: Span, zone: ZoneInfo) -> str:
    start, end = (moment.astimezone(zone) for moment in shift)
    until = "24:00" if end.time() == dt.time(0) else f"{end:%H:%M}"
    return f"{start:%H:%M}–{until}"
