import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.intake.errors import BadHoursError
from holdfast.apps.intake.safe_hours import (
    SafeHours,
    Window,
    is_safe,
    next_span,
    read_hours,
    write_hours,
)

NIGHT = read_hours("21:00-23:30, 6-7", "Europe/Athens")


def at(hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a winter's day in Athens."""
    local = dt.datetime(2031, 1, 7, hour, minute, tzinfo=ZoneInfo("Europe/Athens"))
    return local.astimezone(dt.UTC)


def test_hours_are_read_as_people_write_them() -> None:
    assert read_hours("21-23.30 ; 6:00 – 7:15", "UTC") == SafeHours(
        windows=(Window(21 * 60, 23 * 60 + 30), Window(360, 435)), zone="UTC"
    )
    assert write_hours(NIGHT) == "21:00-23:30, 06:00-07:00"
    assert read_hours("", "").windows == ()


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("in the evening", "UTC"), ("25-26", "UTC"), ("9:70-10", "UTC"), ("9-9", "UTC"),
        ("9", "UTC"), ("9-10", "Tervenia/Yard"), ("9-10", "../etc/passwd"),
        (", ".join(["9-10"] * 7), "UTC"),
    ],
)  # fmt: skip
def test_what_is_no_hour_or_no_zone_is_refused(text: str, zone: str) -> None:
    with pytest.raises(BadHoursError):
        read_hours(text, zone)


@pytest.mark.parametrize(
    ("now", "expected"),
    [(at(21), True), (at(23, 29), True), (at(23, 30), False), (at(6, 30), True), (at(12), False)],
)
def test_only_the_hours_that_were_said_are_safe(now: dt.datetime, expected: bool) -> None:
    assert is_safe(NIGHT, now) is expected


def test_the_next_safe_time_is_told_where_it_is_not_now() -> None:
    span = next_span(NIGHT, at(12))
    assert span is not None
    assert (span.begins_at, span.ends_at) == (at(21), at(23, 30))
    assert next_span(SafeHours(), at(12)) is None


def test_hours_run_past_midnight() -> None:
    late = read_hours("23-1", "Europe/Athens")
    assert is_safe(late, at(0, 30)) and is_safe(late, at(23, 30)) and not is_safe(late, at(1))


def test_safe_hours_move_with_their_clocks() -> None:
    """At six in Athens it is four in UTC in winter, and three in summer."""
    morning = read_hours("6-7", "Europe/Athens")
    assert is_safe(morning, dt.datetime(2031, 1, 7, 4, 30, tzinfo=dt.UTC))
    assert is_safe(morning, dt.datetime(2031, 7, 7, 3, 30, tzinfo=dt.UTC))
    assert not is_safe(morning, dt.datetime(2031, 7, 7, 4, 30, tzinfo=dt.UTC))


@given(
    begins=st.integers(0, 1439),
    ends=st.integers(0, 1439),
    minutes=st.integers(0, 3_000_000),
)
@settings(max_examples=80, deadline=None)
def test_a_next_safe_time_is_never_over_and_what_is_safe_lies_in_it(
    begins: int, ends: int, minutes: int
) -> None:
    hours = SafeHours(windows=(Window(begins, ends),), zone="Europe/Athens")
    moment = dt.datetime(2030, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    span = next_span(hours, moment)
    assert span is not None and span.ends_at > moment
    assert is_safe(hours, moment) == (span.begins_at <= moment < span.ends_at)
