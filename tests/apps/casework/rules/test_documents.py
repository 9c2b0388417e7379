import datetime as dt

import pytest

from holdfast.apps.casework.rules.documents import Holder, Lack, lacks, reminder

ENDS = dt.date(2031, 6, 30)


@pytest.mark.parametrize(
    ("days_before", "by"),
    [
        (91, None),
        (90, dt.date(2031, 5, 31)),
        (31, dt.date(2031, 5, 31)),
        (30, ENDS),
        (0, ENDS),
        (-5, ENDS),
    ],
)
def test_an_end_is_dealt_with_from_90_days_ahead_and_again_from_30(
    days_before: int, by: dt.date | None
) -> None:
    assert reminder(ENDS, ENDS - dt.timedelta(days=days_before)) == by


def test_a_journey_needs_it_at_hand_and_valid_to_its_last_day() -> None:
    assert list(lacks(Holder.SELF, ENDS, ENDS)) == []
    assert list(lacks(Holder.SELF, ENDS, ENDS + dt.timedelta(days=1))) == [Lack.ENDS]
    assert list(lacks(Holder.POLICE, None, ENDS)) == [Lack.NOT_AT_HAND]
    assert list(lacks(Holder.LOST, dt.date(2030, 1, 1), ENDS)) == [Lack.NOT_AT_HAND]
