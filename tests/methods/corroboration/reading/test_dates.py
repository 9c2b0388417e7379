"""A line that is a date gives it; anything else gives nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.kernel.partial_date import PartialDate
from holdfast.methods.corroboration.reading.dates import (
    date_beside,
    date_of,
    date_of_line,
    is_update_line,
    labelled_date,
)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("May 10 2017 10:16 AM EST", "2017-05-10"),
        ("10 May 2017", "2017-05-10"),
        ("Published: 3 April 2031, 14:05 GMT", "2031-04-03"),
        ("Monday, April 3, 2031 at 3pm ET", "2031-04-03"),
        ("Posted on 3rd April 2031 | Updated 5 May 2032", "2031-04-03"),
        ("Velmar, 3 April 2031", "2031-04-03"),
        ("Posted on April 3, 2031 by kestrel", "2031-04-03"),
        ("12.05.2031, 14:03", "2031-05-12"),
        ("2031-04-03T10:11:12Z", "2031-04-03"),
        ("3 апреля 2031 г., 14:20", "2031-04-03"),
        ("28 янв. 2031, 14:05", "2031-01-28"),
        ("14:05, 28 мая 2031", "2031-05-28"),
        ("Вт, 3 сент 2031", "2031-09-03"),
        ("28.01.2031 14:05", "2031-01-28"),
        ("Sept. 5, 2031", "2031-09-05"),
        ("April 2031", "2031-04"),
        ("13/04/2031", "2031-04-13"),
        ("13-04-2031", "2031-04-13"),
        ("14-Aug-2031", "2031-08-14"),
        ("14. August 2031", "2031-08-14"),
        ("Date Posted: August 14, 2031", "2031-08-14"),
        ("Publication date 14 August 2031", "2031-08-14"),
        ("**Date:** 14 August 2031", "2031-08-14"),
        ("Posted at 10:12 on 14 August 2031", "2031-08-14"),
        ("[14 August 2031 10:12 (UTC+04:00)]", "2031-08-14"),
        ("Aug. 14, 2031, 9:14 AM EDT / Updated Aug. 15, 2031, 1:14 AM EDT", "2031-08-14"),
    ],
)
def test_a_line_that_is_a_date_gives_it(line: str, date: str) -> None:
    assert date_of_line(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "April 3",
        "2031",
        "They met on April 3, 2031",
        "Updated May 3 2031",
        "31.02.2031",
        "Smarch 3, 2031",
        "12",
        "",
        "x" * 500,
    ],
)
def test_what_is_not_wholly_a_date_with_its_year_gives_nothing(line: str) -> None:
    assert date_of_line(line) is None


def test_a_date_that_names_two_days_gives_only_its_year() -> None:
    assert date_of("03/04/2031") == "2031"


def test_a_label_makes_a_date_of_what_follows_it() -> None:
    assert labelled_date("By A. Keller Updated May 9, 2031 Published May 3, 2031") == "2031-05-03"
    assert labelled_date("Republished stories, 3 May 2031") is None
    assert labelled_date("Published weekly since 3 May") is None


def test_a_date_beside_words_gives_both() -> None:
    assert date_beside("By Ada Keller 3 May 2031, 10:12 GMT") == ("2031-05-03", "By Ada Keller")
    assert date_beside("3 May 2031 Lomnik Wire") == ("2031-05-03", "Lomnik Wire")
    assert date_beside("On 3 May 2031 the raids began") is None
    assert date_beside("From 3 May 2031 to 9 May 2031") is None
    assert date_beside("Ada Keller Updated 3 May 2031") is None


def test_a_line_that_tells_of_a_change_is_known_as_that() -> None:
    assert is_update_line("Last updated: 3 May 2031")
    assert not is_update_line("Updated figures were published by the ministry on 3 May 2031.")


@settings(deadline=None, max_examples=50)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: dt.date) -> None:
    for shape in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %d %b %Y"):
        assert date_of_line(day.strftime(shape)) == day.isoformat()


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=100))
def test_no_line_makes_it_fail(line: str) -> None:
    found = date_of_line(line)
    assert found is None or str(PartialDate.parse(found)) == found
