"""What a cell of a list says: a span of days, an age, a sex.

Invariants:
- A span holds every day that the cell can mean, and no day is invented: "2017" is all of 2017.
- A cell that cannot be read gives None; the caller counts such cells and says so.
- A day and month that could change places are read day first unless told otherwise, or unless only
  the other way makes a date.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from holdfast.kernel.partial_date import PartialDate
from holdfast.language.months import month_named
from holdfast.language.scripts import latinised

FIRST_YEAR, LAST_YEAR = 1800, 2100
_AROUND_DAYS = 366
_ABOUT = re.compile(
    r"~|\b(?:about|around|circa|ca|c|okolo|oko|rreth|hawali|vers|approx\w*)\b\.?|\?"
)
_NUMBERS = re.compile(r"\d+")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}.*$")
_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SEX_STEMS = {
    "m": "male man boy muzh mush musk mashkull dhkr mamrob mann maennlich masc homme".split(),
    "f": "fem woman girl zhen zen antha mdedrob frau weib".split(),
}
_SEX_LETTERS = {"m": "m", "f": "f", "w": "f", "z": "f", "zh": "f"}


class Span(NamedTuple):
    """The first and the last day that something can have been on, as ordinals."""

    first: int
    last: int


def read_date(text: str, *, day_first: bool) -> Span | None:
    """The span of days that a cell means, or None where it is not a date."""
    plain = _TIME.sub("", _western_digits(latinised(text)).strip())
    is_about = bool(_ABOUT.search(plain))
    plain = _ABOUT.sub(" ", plain).strip(" .,")
    plain = _EIGHT_DIGITS.sub(r"\1-\2-\3", plain) if len(plain) == 8 else plain
    years = _YEARS.fullmatch(plain)
    if years:
        return _span_of_years(int(years[1]), int(years[2]))
    date = _partial_date(plain, day_first=day_first)
    if date is None:
        return None
    wide = _AROUND_DAYS if is_about else 0
    return Span(date.first_day().toordinal() - wide, date.last_day().toordinal() + wide)


def read_age(text: str) -> int | None:
    """Whole years from a cell such as `34` or `34 years`; None where it is not an age."""
    numbers = _NUMBERS.findall(_western_digits(text))
    if len(numbers) != 1 or int(numbers[0]) > 120:
        return None
    return int(numbers[0])


def born_from_age(age: int, reference: Span) -> Span:
    """When somebody was born who was `age` at some day of `reference`."""
    first = _years_before(reference.first, age + 1) + 1
    return Span(first, _years_before(reference.last, age))


def year_span(year: int) -> Span:
    """All days of a year."""
    return Span(dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal())


@lru_cache(maxsize=4096)
def read_sex(text: str) -> str | None:
    """`m` or `f` from a cell in one of the languages of the lists, or None."""
    word = "".join(re.findall(r"[a-z]+", latinised(text)))
    for sex, stems in _SEX_STEMS.items():
        if word.startswith(tuple(stems)):
            return sex
    return _SEX_LETTERS.get(word)


def _western_digits(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _span_of_years(first: int, last: int) -> Span | None:
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first > 20:
        return None
    return Span(year_span(first).first, year_span(last).last)


def _partial_date(plain: str, *, day_first: bool) -> PartialDate | None:
    numbers = [int(number) for number in _NUMBERS.findall(plain)]
    month = month_named(plain)
    if month is None and re.search(r"[a-z]{2}", re.sub(r"\b(?:g|god|goda|year|yil)\b", "", plain)):
        return None
    years = [n for n in numbers if FIRST_YEAR <= n <= LAST_YEAR]
    if len(years) != 1 or len(numbers) > 3:
        return None
    others = [n for n in numbers if n != years[0]]
    starts_with_year = numbers[0] == years[0]
    return _made(years[0], month, others, day_first=day_first and not starts_with_year)


def _made(
    year: int, month: int | None, others: list[int], *, day_first: bool
) -> PartialDate | None:
    """A date from its parts, trying the other order where the first makes none."""
    if month is not None:
        orders: list[tuple[int | None, int | None]] = [(month, others[0] if others else None)]
    elif len(others) == 2:
        orders = [(others[0], others[1]), (others[1], others[0])]
        orders = orders[::-1] if day_first else orders
    else:
        orders = [(others[0] if others else None, None)]
    for month_, day in orders:
        try:
            return PartialDate(year, month_ or None, (day or None) if month_ else None)
        except ValueError:
            continue
    return None


def _years_before(day: int, years: int) -> int:
    date = dt.date.fromordinal(day)
    try:
        return date.replace(year=date.year - years).toordinal()
    except ValueError:  # 29 February
        return date.replace(year=date.year - years, day=28).toordinal()
