import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.errors.places import PlaceRuleError
from holdfast.apps.casework.rules.places import (
    Household,
    Night,
    Obstacle,
    PlaceStatus,
    Rules,
    check_move,
    check_nights,
    nights_from,
    obstacles,
    sweep_due,
    taken_by_night,
)

FIRST = dt.date(2031, 4, 2)
OPEN = Rules(PlaceStatus.ACTIVE, beds=2)
NIGHTS = nights_from(FIRST, 3)


def against(rules: Rules, household: Household, there: tuple[Night, ...] = ()) -> list[Obstacle]:
    return obstacles(rules, household, NIGHTS, there=there)


@pytest.mark.parametrize(
    ("rules", "household", "obstacle"),
    [
        (OPEN._replace(status=PlaceStatus.BURNED), Household(1), Obstacle.STATUS),
        (OPEN, Household(3), Obstacle.BEDS),
        (OPEN._replace(takes_children=False), Household(2, children=1), Obstacle.CHILDREN),
        (OPEN, Household(1, has_pets=True), Obstacle.PETS),
        (OPEN._replace(has_stairs=True), Household(1, avoids_stairs=True), Obstacle.STAIRS),
        (OPEN._replace(longest_nights=2), Household(1), Obstacle.LONG),
    ],
)
def test_each_rule_is_an_obstacle_of_its_own(
    rules: Rules, household: Household, obstacle: Obstacle
) -> None:
    assert against(rules, household) == [obstacle]
    assert against(OPEN, Household(1)) == []


def test_others_take_beds_on_their_nights_only() -> None:
    there = (Night(NIGHTS[1], "other", 1),)
    assert against(OPEN, Household(2), there) == [Obstacle.BEDS]
    assert against(OPEN, Household(1), there) == []
    assert against(OPEN._replace(may_mix=False), Household(1), there) == [Obstacle.MIXED]
    before = (Night(FIRST - dt.timedelta(days=1), "other", 2),)
    assert against(OPEN._replace(may_mix=False), Household(2), before) == []


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), max_size=12), st.integers(1, 4))
def test_whoever_is_let_in_never_breaks_the_number_of_beds(
    others: list[tuple[int, int]], people: int
) -> None:
    there = [Night(FIRST + dt.timedelta(days=day), "other", count) for day, count in others]
    if not obstacles(OPEN, Household(people), NIGHTS, there=there):
        mine = [Night(night, "mine", people) for night in NIGHTS]
        taken = taken_by_night([*there, *mine])
        assert all(taken[night] <= OPEN.beds for night in NIGHTS)


def test_what_was_burned_or_suspected_is_looked_at_before_anybody_sleeps_there() -> None:
    check_move(PlaceStatus.ACTIVE, PlaceStatus.BURNED)
    check_move(PlaceStatus.BURNED, PlaceStatus.BURNED)
    check_move(PlaceStatus.BURNED, PlaceStatus.SUSPECT)
    for old in (PlaceStatus.BURNED, PlaceStatus.SUSPECT, PlaceStatus.RETIRED):
        with pytest.raises(PlaceRuleError, match="at once: first"):
            check_move(old, PlaceStatus.ACTIVE)


def test_a_place_is_looked_through_every_so_many_days_and_at_once_the_first_time() -> None:
    assert sweep_due(None, 30, today=FIRST) == FIRST
    assert sweep_due(FIRST, 30, today=FIRST) == FIRST + dt.timedelta(days=30)
    assert sweep_due(None, 0, today=FIRST) is None


def test_a_place_that_somebody_knows_who_must_not_know_of_them_is_not_for_them() -> None:
    known = OPEN._replace(known_to=frozenset({"pike", "tench"}))
    assert against(known, Household(1, hidden_from=frozenset({"tench"}))) == [Obstacle.KNOWN]
    assert against(known, Household(1, hidden_from=frozenset({"carp"}))) == []


def test_nights_that_nobody_can_stay_are_refused() -> None:
    today = dt.date(2031, 4, 2)
    for first, count in (
        (today, 0),
        (today + dt.timedelta(days=731), 1),
        (today - dt.timedelta(days=731), 1),
        (today, 731),
    ):
        with pytest.raises(PlaceRuleError, match="Nobody was placed"):
            check_nights(first, count, today=today)
    for days in (-730, 0, 730):
        check_nights(today + dt.timedelta(days=days), 90, today=today)
