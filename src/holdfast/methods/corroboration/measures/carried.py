"""The year of a day and month that the report names without one, and whose own date is not known.

Invariants:
- The year comes from the nearest whole date before it, wherever that stands: head, caption, text.
- It is carried only where the report names no later year, no more than six months lie between the
  two, and the weekday, where one is named, is that of the date; to a month without a day only from
  near by; never from what "will" or "would" be. Else there is none: a wrong date is worse.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence

import msgspec

from holdfast.methods.corroboration.document import DateFound

from .calendar import CalendarWords, calendar_words

_YEAR = re.compile(
    r"(?<![\w.,])(?<!© )(?<!\(c\) )(?<!copyright )(?:19|20)\d\d(?![\w%]|[.,]\d)", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_TO_COME = re.compile(
    r"(?<!\w)(?:will|would|shall|until|till|due|scheduled|expected|planned|next|будет|будут)(?!\w)"
    r"[^.!?\n]{0,60}\Z",
    re.IGNORECASE,
)
_MOST_MONTHS = 6
_NEAR = 1500  # characters
_WHOLE_DAY = len("2031-08-14")


class _Whole(msgspec.Struct, frozen=True):
    """A month with its year in the text."""

    end: int
    year: int
    month: int


def with_carried_years(
    text: str, found: Sequence[DateFound], language: str
) -> tuple[DateFound, ...]:
    """The dates of a report without a date of its own, with the years that others lend them."""
    if all(date.date is not None or date.relative for date in found):
        return tuple(found)
    words = calendar_words(language)
    whole = _whole_dates(text, language, words)
    latest = max((int(year[0]) for year in _YEAR.finditer(text)), default=0)
    return tuple(
        _carried(text, date, words, [w for w in whole if w.year == latest]) for date in found
    )


def _carried(
    text: str, date: DateFound, words: CalendarWords, whole: Sequence[_Whole]
) -> DateFound:
    nearest = next((w for w in reversed(whole) if w.end <= date.span.start), None)
    if date.date is not None or date.relative or nearest is None:
        return date
    iso = _in_year(date.span.of(text), nearest, words)
    if iso is not None and len(iso) < _WHOLE_DAY and date.span.start - nearest.end > _NEAR:
        iso = None
    return DateFound(span=date.span, date=iso, relative=False)


def _in_year(told: str, nearest: _Whole, words: CalendarWords) -> str | None:
    parts = [part.lower() for part in _WORDS.findall(told)]
    month = next((words.months[part] for part in parts if part in words.months), None)
    days = [int(part) for part in parts if part.isdecimal()]
    if month is None or abs(month - nearest.month) > _MOST_MONTHS or len(days) > 1:
        return None
    if not days:
        return f"{nearest.year:04d}-{month:02d}"
    weekday = next((words.weekdays[part] for part in parts if part in words.weekdays), None)
    try:
        day = dt.date(nearest.year, month, days[0])
    except ValueError:
        return None
    return day.isoformat() if weekday in (None, day.weekday()) else None


def _whole_dates(text: str, language: str, words: CalendarWords) -> list[_Whole]:
    out: list[_Whole] = []
    for match in _whole_pattern(language).finditer(text):
        month = words.months[match["month"].lower()] if match["month"] else int(match["number"])
        is_past = _TO_COME.search(text, max(0, match.start() - 90), match.start()) is None
        if is_past and 1 <= month <= 12:
            out.append(_Whole(match.end(), int(match["year"] or match["iso"]), month))
    return out


@functools.cache
def _whole_pattern(language: str) -> re.Pattern[str]:
    months = "|".join(sorted(calendar_words(language).months, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?P<month>{months})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?:of\s+)?"
        r"(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d)-(?P<number>\d\d)-\d\d)(?!\w)",
        re.IGNORECASE,
    )
