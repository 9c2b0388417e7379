from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, helper, household, leg, night, place

from holdfast.methods.passage.cards import PlaceStatus
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.placement import (
    Obstacle,
    Reason,
    Remedy,
    change,
    moves_compared,
    options,
    why_not,
)
from holdfast.methods.passage.plans import Plan, guests, stays_of

HERE = guests(Plan.of(stays_of("h2", [(night(1), "p1"), (night(2), "p1")]), []))
ALONE = {
    Obstacle.STATUS: (household("h1"), place("p1", status=PlaceStatus.RESTING)),
    Obstacle.REFUSED: (household("h1", refused=frozenset({"p1"})), place("p1")),
    Obstacle.ZONE_AVOIDED: (household("h1", zones_avoided=frozenset({"north"})), place("p1")),
    Obstacle.NEED: (household("h1", needs=frozenset({"pets"})), place("p1")),
    Obstacle.KNOWN: (household("h1", must_not_know=frozenset({"e1"})), place("p1")),
    Obstacle.BEDS: (household("h1", people=2), place("p1", beds=2)),
    Obstacle.MIXING: (household("h1"), place("p1", may_mix=False)),
    Obstacle.APART: (household("h1", apart_from=frozenset({"h2"})), place("p1")),
    Obstacle.LONGEST_STAY: (household("h1"), place("p1", longest_stay=3)),
    Obstacle.PARTED: (
        household("h1", nights=(1, 3), not_without=frozenset({"h2"})),
        place("p1", beds=3),
    ),
    Obstacle.JOURNEY: (household("h1", zones_avoided=frozenset()), place("p1", zone="port")),
}
BY_HAND = {Obstacle.KNOWN, Obstacle.APART, Obstacle.JOURNEY, Obstacle.PARTED}
GUEST, KNOWER = household("h2"), helper("e1", knows=frozenset({"p1"}))


def dealt_for(obstacle: Obstacle):
    one, flat = ALONE[obstacle]
    legs = [leg("l1", "h1")] if obstacle is Obstacle.JOURNEY else []
    return cards(one, GUEST, flat, KNOWER, *legs)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_is_given_alone(obstacle: Obstacle) -> None:
    dealt = dealt_for(obstacle)
    found = why_not(dealt.household("h1"), dealt.place("p1"), dealt, HERE)
    assert [reason.obstacle for reason in found] == [obstacle]


@pytest.mark.parametrize(
    "obstacle",
    [one for one in Obstacle if one not in BY_HAND],
)
def test_what_is_said_to_free_a_bed_frees_it(obstacle: Obstacle) -> None:
    dealt = dealt_for(obstacle)
    one, flat = dealt.household("h1"), dealt.place("p1")
    (reason,) = why_not(one, flat, dealt, HERE)
    after = change(dealt, one, flat, reason)
    assert why_not(after.household("h1"), after.place("p1"), after, HERE) == ()


def test_one_more_bed_on_the_nights_that_lack_it_is_asked_for() -> None:
    dealt = dealt_for(Obstacle.BEDS)
    assert why_not(dealt.household("h1"), dealt.place("p1"), dealt, HERE) == (
        Reason(Obstacle.BEDS, Remedy.ADD_BEDS, (night(1), night(2)), (), 1),
    )


def test_all_reasons_are_given_not_the_first() -> None:
    one = household("h1", people=3, needs=frozenset({"pets"}), zones_avoided=frozenset({"north"}))
    dealt = cards(one, GUEST, place("p1", may_mix=False))
    assert {reason.obstacle for reason in why_not(one, dealt.places[0], dealt, HERE)} == {
        Obstacle.NEED,
        Obstacle.ZONE_AVOIDED,
        Obstacle.BEDS,
        Obstacle.MIXING,
    }


def test_nothing_brings_back_a_burned_place() -> None:
    one, burned = household("h1"), place("p1", status=PlaceStatus.BURNED)
    (reason,) = why_not(one, burned, cards(one, burned))
    assert (reason.remedy, reason.about) == (Remedy.NONE, ("burned",))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**9))
def test_a_place_without_a_reason_takes_them_and_one_with_a_reason_does_not(seed: int) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    one = next(household for household in dealt.households if dealt.nights(household))
    others = [stay for stay in plan.stays if stay.household != one.id]
    for option in options(one, dealt, guests(plan)):
        nights = [(night_, option.place) for night_ in dealt.nights(one)]
        moved = Plan.of([*others, *stays_of(one.id, nights)], [])
        assert (check_plan(moved, dealt) == ()) == option.takes_them


def test_options_stand_by_what_takes_them_then_by_least_disruption() -> None:
    one = household("h1", now_at="p2")
    dealt = cards(
        one,
        place("p1", zone="river"),
        place("p2", cost=9),
        place("p3"),
        place("p4", status=PlaceStatus.RETIRED),
    )
    found = options(one, dealt)
    assert [option.place for option in found] == ["p2", "p3", "p1", "p4"]
    assert [option.moves for option in found] == [0, 1, 2, 1]
    assert [option.place for option in moves_compared(one, dealt)] == ["p2", "p3", "p1"]


def test_an_option_says_how_far_it_reaches_and_what_is_left() -> None:
    one = household("h1", works_with=frozenset({"e1"}))
    dealt = cards(one, place("p1", beds=4, cost=2, beds_on={night(2): 0}), KNOWER)
    (option,) = options(one, dealt)
    assert (option.nights, option.spare, option.cost, option.learn) == (2, -1, 8, False)


def test_their_own_stay_is_no_obstacle_to_them() -> None:
    one = replace(GUEST, people=2)
    dealt = cards(one, place("p1", beds=2))
    assert why_not(one, dealt.places[0], dealt, HERE) == ()
