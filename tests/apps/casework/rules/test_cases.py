import datetime as dt

import pytest
from tests.apps.accounts.cast import START

from holdfast.apps.casework.rules.cases import (
    AFTERCARE_DAYS,
    OPENING_LASTS,
    Need,
    aftercare_dates,
    deadline,
    is_open,
    is_past,
    name_words,
    phone_ends,
    queue_rank,
)


def test_the_queue_is_ordered_by_need_and_then_by_deadline() -> None:
    soon, late = START, START + dt.timedelta(days=1)
    waiting = [
        (Need.NORMAL, soon),
        (Need.URGENT, late),
        (Need.EMERGENCY, late),
        (Need.URGENT, soon),
    ]
    assert sorted(waiting, key=lambda w: queue_rank(*w)) == [
        (Need.EMERGENCY, late), (Need.URGENT, soon), (Need.URGENT, late), (Need.NORMAL, soon)
    ]  # fmt: skip


def test_an_emergency_is_a_week_long() -> None:
    days = {need: (deadline(need, START) - START).days for need in Need}
    assert days == {Need.EMERGENCY: 7, Need.URGENT: 42, Need.NORMAL: 365}


def test_a_last_day_counts_to_its_end() -> None:
    day = START.date()
    assert not is_past(day, START)
    assert is_past(day, START + dt.timedelta(days=1))
    assert not is_past(None, START)


def test_an_opening_lasts_a_working_day_and_one_of_the_future_nothing() -> None:
    assert is_open(START, START)
    assert is_open(START, START + OPENING_LASTS - dt.timedelta(minutes=1))
    assert not is_open(START, START + OPENING_LASTS)
    assert not is_open(START + dt.timedelta(hours=1), START)


def test_they_are_asked_after_a_day_a_week_and_then_seldom() -> None:
    assert list(aftercare_dates(START)) == list(AFTERCARE_DAYS) == [0, 1, 7, 30, 90, 180, 365]
    assert aftercare_dates(START)[30] == START + dt.timedelta(days=30)


@pytest.mark.parametrize("written", ["+999 555 0184-726", "0 555 0184726", "(0)555.0184.726"])
def test_a_number_is_known_however_it_is_written(written: str) -> None:
    assert phone_ends(f"call {written}, please") == {"550184726"}


def test_names_are_compared_without_case_and_accents() -> None:
    assert name_words("Irma ORAVÉC, jr") == {"irma", "oravec"}
    assert phone_ends("42 in 1994") == set()
