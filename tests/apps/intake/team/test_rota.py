import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.intake.cast import MONDAY

from holdfast.apps.intake.errors import BadShiftError
from holdfast.apps.intake.team.rota import (
    Hours,
    Span,
    check_hours,
    check_shift,
    cut,
    gaps,
    joined,
    overlap,
    windows,
)

HOUR = dt.timedelta(hours=1)
DAY = Span(MONDAY, MONDAY + 24 * HOUR)


def hours(start: int, end: int) -> Span:
    return Span(MONDAY + start * HOUR, MONDAY + end * HOUR)


SPANS = st.builds(
    lambda start, length: hours(start, start + length), st.integers(0, 40), st.integers(1, 12)
)


def length(spans: list[Span]) -> dt.timedelta:
    return sum((span.end - span.start for span in spans), dt.timedelta())


@settings(deadline=None, max_examples=60)
@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_a_gap_is_open_and_unanswered_and_every_such_hour_is_in_one(opened, answered) -> None:
    open_at = joined(opened)
    left = gaps(open_at, answered)
    assert not any(overlap(gap, shift) for gap in left for shift in answered)
    covered = joined(piece for shift in answered for piece in cut(open_at, shift))
    assert length(left) + length(covered) == length(open_at)


def test_without_hours_the_line_is_to_be_answered_always() -> None:
    assert windows((), ZoneInfo("UTC"), DAY) == [DAY]
    assert gaps([DAY], [hours(2, 6), hours(4, 20)]) == [hours(0, 2), hours(20, 24)]


def test_hours_follow_the_clock_on_the_wall_when_clocks_are_set() -> None:
    zone = ZoneInfo("Europe/Berlin")
    night = [Hours(6, 0, 6 * 60)]  # Sundays until six: in March one hour is left out
    spring = Span(*(dt.datetime(2031, 3, day, 12, tzinfo=dt.UTC) for day in (29, 30)))
    autumn = Span(*(dt.datetime(2031, 10, day, 12, tzinfo=dt.UTC) for day in (25, 26)))
    assert length(windows(night, zone, spring)) == 5 * HOUR
    assert length(windows(night, zone, autumn)) == 7 * HOUR


def test_hours_until_midnight_and_from_midnight_are_one_window() -> None:
    shown = windows([Hours(0, 20 * 60, 1440), Hours(1, 0, 120)], ZoneInfo("UTC"), DAY)
    assert shown == [hours(11, 17)]  # Monday 20:00 to Tuesday 02:00; MONDAY is at nine


def test_a_shift_that_cannot_be_is_refused_in_words() -> None:
    for span, says in (
        (hours(3, 3), "ends after"),
        (hours(3, 2), "ends after"),
        (hours(0, 25), "24 hours"),
        (hours(-5, -1), "over already"),
        (hours(4, 6), "answer at that time"),
    ):
        with pytest.raises(BadShiftError, match=says):
            check_shift(span, others=[hours(5, 9)], now=MONDAY)


def test_shifts_of_one_member_may_touch() -> None:
    check_shift(hours(1, 5), others=[hours(5, 9)], now=MONDAY)
    assert not overlap(hours(1, 5), hours(5, 9))


def test_hours_stand_in_their_order_and_close_after_they_open() -> None:
    assert check_hours([Hours(2, 60, 120), Hours(0, 0, 1440)])[0] == Hours(0, 0, 1440)
    for bad in (Hours(7, 0, 60), Hours(0, 120, 60), Hours(0, 0, 1441), Hours(0, -5, 60)):
        with pytest.raises(BadShiftError):
            check_hours([bad])
