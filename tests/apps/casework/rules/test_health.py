import datetime as dt

from holdfast.apps.casework.rules.health import (
    Concern,
    exhibit_ids,
    refill_by,
    review_by,
    runs_out_on,
)

DAY = dt.date(2031, 4, 2)


def test_a_medicine_is_refilled_a_week_before_it_runs_out_or_at_once() -> None:
    assert runs_out_on(DAY, 30) == dt.date(2031, 5, 2)
    assert refill_by(DAY, 30) == dt.date(2031, 4, 25)
    assert refill_by(DAY, 3) == DAY


def test_a_grave_concern_is_reviewed_at_once_and_none_not_at_all() -> None:
    assert review_by(DAY, Concern.GRAVE) == DAY
    assert review_by(DAY, Concern.SOME) == dt.date(2031, 4, 5)
    assert review_by(DAY, Concern.NONE) is None


def test_exhibits_are_named_by_their_ids() -> None:
    one, other = "a" * 26, "b2" * 13
    assert exhibit_ids(f"{one}, {other}") == (one, other)
    assert exhibit_ids("") == ()
    assert exhibit_ids(f"{one} photo.jpg") is None
