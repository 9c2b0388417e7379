import datetime as dt
from dataclasses import dataclass

from tests.apps.accounts.cast import START, HandClock

from holdfast.apps.watch.timekeeping import Reckoner, begin, since_start


@dataclass
class Stopwatch:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def clocks(seen_at: dt.datetime | None = None) -> tuple[HandClock, Stopwatch, Reckoner]:
    wall, elapsed = HandClock(), Stopwatch()
    return wall, elapsed, begin(wall=wall, seen_at=seen_at, elapsed=elapsed)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def test_a_clock_set_forward_counts_at_once_and_can_be_set_right_again() -> None:
    wall, elapsed, reckoner = clocks()
    wall.forward(hours=5)
    assert reckoner.now() == START + hours(5)
    wall.forward(hours=-4)
    elapsed.seconds = 3600
    assert reckoner.now() == START + hours(1)
    assert not reckoner.is_set_back()


def test_a_clock_set_back_delays_nothing() -> None:
    wall, elapsed, reckoner = clocks()
    wall.forward(hours=-48)
    elapsed.seconds = 7200
    assert reckoner.now() == START + hours(2)
    assert reckoner.is_set_back()


def test_after_a_restart_time_goes_on_from_the_last_moment_that_was_seen() -> None:
    _, elapsed, reckoner = clocks(seen_at=START + hours(30))
    elapsed.seconds = 60
    assert reckoner.now() == START + hours(30) + dt.timedelta(seconds=60)
    assert reckoner.is_set_back()


def test_what_is_remembered_is_not_what_a_wrong_clock_showed() -> None:
    wall, elapsed, reckoner = clocks(seen_at=START - hours(1))
    wall.forward(hours=500)
    elapsed.seconds = 10
    assert reckoner.steady() == START + dt.timedelta(seconds=10)


def test_the_time_since_the_start_only_grows() -> None:
    first = since_start()
    assert 0 < first <= since_start()
