"""The calendar in words, and how far from its publication a report's "last week" lies.

Invariants:
- A stretch of time is given as what is certain of it: a week across two months is only a year.
- Where the publication is known to the month alone, nothing is counted from a day of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from holdfast.kernel.partial_date import PartialDate

_PART = re.compile(r"[^\W\d_]+")
Stretch = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What one language calls months, days and stretches of time."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    cues: frozenset[str]
    qualifiers: frozenset[str]
    of: frozenset[str]
    year_words: frozenset[str]
    last: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    past: frozenset[str]
    units: Mapping[str, str]
    ago: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, int], ...]]
    triggers: frozenset[str]  # words at which a date may be read
    telling: frozenset[str]  # one of these, or a digit, stands in every sentence with a date


@functools.cache
def calendar_words(language: str) -> CalendarWords:
    """The words of `language`; English for a language without a list of its own."""
    raw = _data().get(language) or _data()["en"]
    months, weekdays, seasons = (_by_word(raw[name]) for name in ("months", "weekdays", "seasons"))
    ago = {where: tuple(str(words).split()) for where, words in raw["ago"].items()}
    phrases = _phrases(raw["phrases"])
    leading = {part for word in phrases for part in word.split("'")}
    past = _words(raw, "past")
    units = {word: unit for unit, words in raw["units"].items() for word in words.split()}
    ends = {words[-1] for found in phrases.values() for words, _, _ in found}
    telling = {
        part
        for word in (*months, *weekdays, *seasons, *units, *ends)
        for part in _PART.findall(word)
    }
    return CalendarWords(
        months=months,
        weekdays=weekdays,
        seasons=seasons,
        cues=_words(raw, "cues"),
        qualifiers=_words(raw, "qualifiers"),
        of=_words(raw, "of"),
        year_words=_words(raw, "year_words"),
        last=_words(raw, "last"),
        next=_words(raw, "next"),
        this=_words(raw, "this"),
        past=past,
        units=units,
        ago=ago,
        phrases=phrases,
        telling=frozenset(telling),
        triggers=past.union(months, weekdays, seasons, phrases, leading, *ago.values()),
    )


def shifted(published: PartialDate, unit: str, offset: float) -> Stretch | None:
    """The day, week, month or year that lies `offset` of its kind from the publication.

    None where that lies outside the years 1 to 9999.
    """
    try:
        return _shifted(published, unit, offset)
    except (OverflowError, ValueError):
        return None


def _shifted(published: PartialDate, unit: str, offset: float) -> Stretch:
    first, last = published.first_day(), published.last_day()
    if unit == "year":
        return _year(first.year + int(offset))[0], _year(last.year + int(offset))[1]
    if unit == "month":
        return _month(first, int(offset))[0], _month(last, int(offset))[1]
    days = dt.timedelta(days=offset * (7 if unit == "week" else 1))
    first, last = first + days, last + days
    if unit == "week":
        first -= dt.timedelta(days=first.weekday())
        last += dt.timedelta(days=6 - last.weekday())
    return first, last


def certain_part(stretch: Stretch | None) -> str | None:
    """What all days of `stretch` share: a day, a month, a year, or None."""
    if stretch is None:
        return None
    first, last = stretch
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else None


def likely_year(published: PartialDate, month: int) -> int:
    """The year of a month named without one: what has been, unless it is the next month."""
    if published.month is None:
        return published.year
    ahead = (month - published.month) % 12
    months = published.month + (ahead if ahead <= 1 else ahead - 12)
    return published.year + (months - 1) // 12


def _year(year: int) -> Stretch:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(day: dt.date, offset: int) -> Stretch:
    year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, 1), dt.date(year, month + 1, last)


@functools.cache
def _data() -> dict[str, dict[str, Any]]:
    source = resources.files(__package__).joinpath("calendar.yaml")
    loaded: dict[str, dict[str, Any]] = yaml.load(
        source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return loaded


def _words(raw: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(raw[name]).split())


def _by_word(table: Mapping[int, str]) -> dict[str, int]:
    return {word: value for value, words in table.items() for word in words.split()}


def _phrases(raw: Mapping[str, Mapping[int, str]]) -> dict[str, Any]:
    out: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for unit, offsets in raw.items():
        for offset, phrases in offsets.items():
            for phrase in phrases.split(";"):
                words = tuple(_split(phrase))
                out.setdefault(words[0], []).append((words, unit, offset))
    return {word: tuple(sorted(found, key=lambda p: -len(p[0]))) for word, found in out.items()}


def _split(phrase: str) -> list[str]:
    return phrase.replace("-", " - ").split()
