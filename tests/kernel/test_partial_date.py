import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.kernel.partial_date import PartialDate


@pytest.mark.parametrize("text", ["2017", "2017-03", "2017-03-20", "~2017-03"])
def test_what_is_read_is_written_alike(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "17", "2017-3", "2017-13", "2017-02-30", "2017-03-20T10"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2017, None, 3)


def test_a_month_runs_from_its_first_to_its_last_day() -> None:
    february = PartialDate(2028, 2)
    assert february.first_day() == dt.date(2028, 2, 1)
    assert february.last_day() == dt.date(2028, 2, 29)


@given(st.dates(), st.dates())
def test_full_dates_may_be_equal_only_where_they_are(a: dt.date, b: dt.date) -> None:
    left, right = PartialDate(a.year, a.month, a.day), PartialDate(b.year, b.month, b.day)
    assert left.may_equal(right) == (a == b)


@given(st.dates())
def test_a_date_may_be_equal_to_its_own_month_and_year(day: dt.date) -> None:
    full = PartialDate(day.year, day.month, day.day)
    assert full.may_equal(PartialDate(day.year, day.month))
    assert full.may_equal(PartialDate(day.year))
