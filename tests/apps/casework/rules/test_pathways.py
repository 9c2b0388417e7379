import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError
from holdfast.apps.casework.rules.pathways import (
    ENDED,
    Given,
    PathwayState,
    Reached,
    Slot,
    check_day_ahead,
    check_slots,
    check_step,
    is_stale,
    next_states,
    taken,
)

TODAY = dt.date(2031, 4, 2)
DAY = dt.timedelta(days=1)
ELIGIBLE = (Reached(PathwayState.ELIGIBLE, TODAY - 5 * DAY, "", "m"),)


def test_what_follows_is_later_known_and_possible() -> None:
    check_step(ELIGIBLE, PathwayState.SUBMITTED, TODAY, today=TODAY)
    with pytest.raises(BadStepError, match="does not become used"):
        check_step(ELIGIBLE, PathwayState.USED, TODAY, today=TODAY)
    with pytest.raises(BadStepError, match="still to come"):
        check_step(ELIGIBLE, PathwayState.SUBMITTED, TODAY + DAY, today=TODAY)
    with pytest.raises(BadStepError, match="not earlier"):
        check_step(ELIGIBLE, PathwayState.SUBMITTED, TODAY - 6 * DAY, today=TODAY)


def test_a_refusal_can_be_appealed_and_the_end_is_the_end() -> None:
    assert next_states(PathwayState.REFUSED) == (PathwayState.APPEAL,)
    assert all(next_states(state) == () for state in ENDED)
    assert all(next_states(state) for state in set(PathwayState) - ENDED)


def test_a_deadline_lies_ahead() -> None:
    check_day_ahead(TODAY, today=TODAY)
    for day in (TODAY - DAY, dt.date(9999, 1, 1)):
        with pytest.raises(BadStepError, match="ahead"):
            check_day_ahead(day, today=TODAY)


def test_fewer_places_than_were_given_are_refused() -> None:
    given_ = [Given(TODAY, "a", 2), Given(TODAY, "b", 1)]
    check_slots([Slot(TODAY, 3)], given_)
    for slots in ([Slot(TODAY, 2)], [Slot(TODAY + DAY, 9)], [Slot(TODAY, -1)]):
        with pytest.raises(SlotsTakenError):
            check_slots(slots, given_)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 4), max_size=6), st.integers(0, 12))
def test_nobody_is_given_more_places_than_there_are(people: list[int], places: int) -> None:
    kept: list[Given] = []
    for number, count in enumerate(people):
        asked = [*kept, Given(TODAY, str(number), count)]
        try:
            check_slots([Slot(TODAY, places)], asked)
        except SlotsTakenError:
            continue
        kept = asked
    assert taken(kept).get(TODAY, 0) <= places


def test_what_was_never_verified_or_long_ago_is_stale() -> None:
    assert is_stale(None, 30, today=TODAY)
    assert not is_stale(TODAY - 30 * DAY, 30, today=TODAY)
    assert is_stale(TODAY - 31 * DAY, 30, today=TODAY)
