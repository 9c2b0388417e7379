"""The rules of `measures.calendar`."""

from __future__ import annotations

import datetime as dt

import pytest

from holdfast.kernel.partial_date import PartialDate
from holdfast.methods.corroboration.measures.calendar import (
    calendar_words,
    certain_part,
    likely_year,
    shifted,
)

DAY = PartialDate(2031, 4, 16)


@pytest.mark.parametrize(
    ("unit", "offset", "expected"),
    [
        ("day", -1, "2031-04-15"),
        ("week", -1, "2031-04"),
        ("month", -1, "2031-03"),
        ("month", -4, "2030-12"),
        ("year", 1, "2032"),
    ],
)
def test_a_stretch_lies_so_many_of_its_kind_away(unit: str, offset: int, expected: str) -> None:
    assert certain_part(shifted(DAY, unit, offset)) == expected


def test_a_week_across_two_months_is_only_a_year() -> None:
    assert certain_part(shifted(PartialDate(2031, 5, 7), "week", -1)) == "2031"


def test_a_week_across_two_years_tells_nothing() -> None:
    assert certain_part((dt.date(2030, 12, 30), dt.date(2031, 1, 5))) is None


def test_nothing_is_counted_from_a_day_that_is_not_known() -> None:
    assert certain_part(shifted(PartialDate(2031, 4), "day", -1)) == "2031"
    assert certain_part(shifted(PartialDate(2031, 4), "month", -1)) == "2031-03"


@pytest.mark.parametrize(
    ("month", "year"), [(4, 2031), (2, 2031), (5, 2031), (6, 2030), (12, 2030), (8, 2030)]
)
def test_a_month_without_a_year_has_been_or_comes_soon(month: int, year: int) -> None:
    assert likely_year(DAY, month) == year


def test_a_publication_of_a_year_alone_lends_that_year() -> None:
    assert likely_year(PartialDate(2031), 12) == 2031


def test_every_language_knows_twelve_months_and_seven_days() -> None:
    for language in ("en", "ru", "fr", "de", "es", "ar"):
        words = calendar_words(language)
        assert set(words.months.values()) == set(range(1, 13))
        assert set(words.weekdays.values()) == set(range(7))
    assert calendar_words("fi") == calendar_words("en")
