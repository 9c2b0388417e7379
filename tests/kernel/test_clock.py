import datetime as dt

import pytest

from holdfast.kernel.clock import frozen, iso_week, utc_now


def test_now_is_aware_and_in_utc() -> None:
    assert utc_now().utcoffset() == dt.timedelta(0)


def test_a_frozen_clock_gives_its_moment_in_utc() -> None:
    moment = dt.datetime(2031, 4, 3, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert frozen(moment)() == dt.datetime(2031, 4, 2, 22, 30, tzinfo=dt.UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        frozen(dt.datetime(2031, 4, 3))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "week"),
    [((2031, 4, 3), "2031-W14"), ((2027, 1, 1), "2026-W53"), ((2024, 12, 30), "2025-W01")],
)
def test_weeks_follow_iso_8601(day: tuple[int, int, int], week: str) -> None:
    assert iso_week(dt.datetime(*day, 12, tzinfo=dt.UTC)) == week
