import datetime as dt
import os
from pathlib import Path

import pytest
from tests.apps.accounts.cast import START, HandClock

from holdfast.apps.watch.heartbeat import FILE, Condition, beat, sign_of_life

CLOCK = HandClock()


def left(site: Path, condition: Condition, *, ago: float, every: float = 30) -> None:
    beat(site, condition, every_seconds=every)
    at = (START - dt.timedelta(seconds=ago)).timestamp()
    os.utime(site / FILE, (at, at))


@pytest.mark.parametrize(
    ("condition", "is_watching"),
    [
        (Condition.WATCHING, True),
        (Condition.CLOCK_BACK, True),
        (Condition.UNREADABLE, True),
        (Condition.ROWS_MISSING, False),
        (Condition.NO_KEY, False),
        (Condition.CANNOT_SEND, False),
    ],
)
def test_what_a_fresh_sign_says_counts(
    tmp_path: Path, condition: Condition, is_watching: bool
) -> None:
    left(tmp_path, condition, ago=20)
    sign = sign_of_life(tmp_path, clock=CLOCK)
    assert (sign.condition, sign.is_watching) == (condition, is_watching)


@pytest.mark.parametrize("ago", [121, 86400, -86400])
def test_an_old_sign_or_one_of_the_future_is_quiet(tmp_path: Path, ago: float) -> None:
    left(tmp_path, Condition.WATCHING, ago=ago)
    assert sign_of_life(tmp_path, clock=CLOCK).condition is Condition.QUIET
    assert not sign_of_life(tmp_path, clock=CLOCK).is_watching


def test_who_looks_seldom_may_be_silent_longer(tmp_path: Path) -> None:
    left(tmp_path, Condition.WATCHING, ago=1000, every=600)
    assert sign_of_life(tmp_path, clock=CLOCK).is_watching


def test_no_sign_and_a_broken_one_are_not_watching(tmp_path: Path) -> None:
    assert sign_of_life(tmp_path).condition is Condition.NEVER
    left(tmp_path, Condition.WATCHING, ago=0)
    (tmp_path / FILE).write_bytes(b"{")
    assert sign_of_life(tmp_path, clock=CLOCK).condition is Condition.QUIET
