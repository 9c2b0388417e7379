import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.errors.general import BadHoursError
from holdfast.apps.casework.rules.availability import (
    DAY_MINUTES,
    Away,
    Hours,
    Span,
    check_hours,
    is_free,
    spans_of,
    week_of,
)

MONDAY = dt.date(2031, 3, 31)
LISBON = "Europe/Lisbon"


def utc(day: int, hour: int, month: int = 3) -> dt.datetime:
    return dt.datetime(2031, month, day, hour, tzinfo=dt.UTC)


def test_hours_are_those_of_their_own_zone_on_their_days() -> None:
    hours = Hours(days=(0,), begins=8 * 60, ends=10 * 60, zone="Asia/Tbilisi")
    assert spans_of(hours, (), first=MONDAY, days=2) == [Span(utc(31, 4), utc(31, 6))]


def test_a_shift_past_midnight_ends_on_the_next_day_and_touching_ones_are_joined() -> None:
    night = Hours(begins=22 * 60, ends=6 * 60)
    (first, *_) = spans_of(night, (), first=MONDAY, days=1)
    assert first == Span(utc(30, 22), utc(31, 6))
    whole = spans_of(Hours(), (), first=MONDAY, days=3)
    assert [span.end - span.start for span in whole] == [dt.timedelta(days=4)]


def test_a_day_on_which_clocks_are_set_is_as_long_as_it_is() -> None:
    hours, sunday = Hours(days=(6,), zone=LISBON), dt.date(2031, 3, 30)
    (shift,) = spans_of(hours, (), first=sunday, days=1)
    assert shift.end - shift.start == dt.timedelta(hours=23)


def test_who_is_away_keeps_no_shift_that_begins_then() -> None:
    away = (Away(MONDAY, MONDAY),)
    assert spans_of(Hours(days=(0,)), away, first=MONDAY, days=1) == []
    week = week_of(
        Hours(begins=60, ends=120), away, [Span(utc(1, 1, 4), utc(1, 2, 4))], first=MONDAY
    )
    assert [(day.hours, day.booked) for day in week[:3]] == [
        ((), 0), (("01:00–02:00",), 1), (("01:00–02:00",), 0),
    ]  # fmt: skip
    whole = week_of(Hours(), (), (), first=MONDAY)[0]
    assert (whole.hours, whole.is_whole, week[1].is_whole) == (("00:00–24:00",), True, False)


@pytest.mark.parametrize(
    ("hours", "away"),
    [
        (Hours(begins=DAY_MINUTES), ()),
        (Hours(ends=-1), ()),
        (Hours(), (Away(MONDAY, MONDAY - dt.timedelta(days=1)),)),
    ],
)
def test_hours_that_no_day_has_are_refused_in_words(hours: Hours, away: tuple[Away, ...]) -> None:
    with pytest.raises(BadHoursError, match="Nothing was saved"):
        check_hours(hours, away)


@settings(deadline=None, max_examples=50)
@given(
    st.integers(0, DAY_MINUTES - 1),
    st.integers(0, DAY_MINUTES),
    st.sets(st.integers(0, 6)),
    st.sampled_from(["UTC", LISBON, "Asia/Kathmandu"]),
)
def test_spans_stand_in_order_and_never_touch(
    begins: int, ends: int, days: set[int], zone: str
) -> None:
    hours = Hours(tuple(days), begins, ends, zone)
    spans = spans_of(hours, (), first=MONDAY - dt.timedelta(days=3), days=9)
    assert all(span.start < span.end for span in spans)
    assert all(one.end < after.start for one, after in pairwise(spans))
    assert all(is_free(one, [other for other in spans if other != one]) for one in spans)
