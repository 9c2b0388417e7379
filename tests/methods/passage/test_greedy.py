from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, helper, household, leg, night, place

from holdfast.methods.passage.cards import NeedTier, PlaceStatus
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.greedy import beds_kept, plan_greedily
from holdfast.methods.passage.plans import Plan, Stay, uncovered

SEEDS = st.integers(0, 10**9)


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_whatever_the_cards_the_plan_is_sound(seed: int) -> None:
    dealt = deal(seed)
    assert check_plan(plan_greedily(dealt), dealt) == ()


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_a_plan_kept_under_the_same_cards_is_the_same_plan(seed: int) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    assert plan_greedily(dealt, keep=plan) == plan == plan_greedily(dealt)


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.integers(0, 5))
def test_after_a_loss_the_plan_is_sound_again(seed: int, lost: int) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    places = list(dealt.places)
    places[lost] = replace(places[lost], status=PlaceStatus.BURNED)
    after = replace(dealt, places=tuple(places), helpers=dealt.helpers[2:])
    assert check_plan(plan_greedily(after, keep=plan), after) == ()


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_nobody_is_put_out_of_a_bed_they_can_keep(seed: int) -> None:
    dealt = deal(seed)
    kept, where = beds_kept(dealt), plan_greedily(dealt).whereabouts()
    for housed in (one for one in dealt.households if one.now_at):
        for row, column in kept.held(housed.id):
            assert where[housed.id, night(column)] == kept.place_id(row)


def test_tiers_go_first_then_risk_then_the_deadline() -> None:
    dealt = cards(
        household("h1", tier=NeedTier.URGENT, risk=99),
        household("h2", tier=NeedTier.EMERGENCY, risk=10),
        household("h3", tier=NeedTier.EMERGENCY, risk=20),
        place("p1", beds=1),
    )
    assert set(uncovered(dealt, plan_greedily(dealt))) == {"h1", "h2"}


def test_a_bed_somebody_has_is_not_taken_for_somebody_else() -> None:
    dealt = cards(
        household("h1", tier=NeedTier.NORMAL, now_at="p1"),
        household("h2", tier=NeedTier.EMERGENCY, risk=100),
        place("p1", beds=1),
    )
    assert plan_greedily(dealt).stays == (Stay("h1", night(0), night(3), "p1"),)


def test_the_later_beds_of_a_plan_that_breaks_are_not_taken_for_somebody_else() -> None:
    full = {night(n): 0 for n in range(4)}
    dealt = cards(
        household("h1", nights=(0, 6), now_at="p1", tier=NeedTier.NORMAL),
        household("h2", nights=(4, 6), tier=NeedTier.EMERGENCY, risk=100),
        place("p1", status=PlaceStatus.BURNED),
        place("p2", beds=1, beds_on=full),
        place("p3", beds=1, beds_on={night(n): 0 for n in range(4, 7)}),
    )
    before = Plan.of(
        [Stay("h1", night(0), night(3), "p1"), Stay("h1", night(4), night(6), "p2")], ()
    )
    assert plan_greedily(dealt, keep=before).stays == (
        Stay("h1", night(0), night(3), "p3"),
        Stay("h1", night(4), night(6), "p2"),
    )


def test_they_change_place_as_seldom_as_the_beds_allow() -> None:
    dealt = cards(
        household("h1", nights=(0, 5)),
        place("p1", beds_on={night(2): 0}),
        place("p2", beds_on={night(4): 0}),
        place("p3", beds_on={night(0): 0, night(3): 0}, cost=9),
    )
    assert plan_greedily(dealt).stays == (
        Stay("h1", night(0), night(3), "p2"),
        Stay("h1", night(4), night(5), "p1"),
    )


def test_the_longest_stay_counts_nights_already_spent() -> None:
    dealt = cards(
        household("h1", now_at="p1", there_since=night(-2)),
        place("p1", longest_stay=4),
        place("p2"),
    )
    assert plan_greedily(dealt).stays == (
        Stay("h1", night(0), night(1), "p1"),
        Stay("h1", night(2), night(3), "p2"),
    )


def test_they_wait_for_a_bed_until_their_deadline_and_no_longer() -> None:
    full = place("p1", beds_on={night(0): 0, night(1): 0})
    waits = cards(household("h1", deadline=night(2)), full)
    cannot = cards(household("h1", deadline=night(1)), full)
    assert plan_greedily(waits).stays == (Stay("h1", night(2), night(3), "p1"),)
    assert plan_greedily(cannot).stays == ()


def test_some_nights_under_a_roof_are_better_than_none() -> None:
    dealt = cards(household("h1"), place("p1", beds_on={night(3): 0}))
    plan = plan_greedily(dealt)
    assert plan.stays == (Stay("h1", night(0), night(2), "p1"),)
    assert uncovered(dealt, plan) == {"h1": (night(3),)}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (place("p2", cost=1), place("p1", cost=2)),
        (place("p2", known_by=frozenset({"e1"})), place("p1")),
        (place("p2", beds=1), place("p1", beds=8)),
        (place("p1"), place("p2")),
    ],
)
def test_among_places_that_take_them_cost_decides_then_secrecy_then_room(better, worse) -> None:
    dealt = cards(household("h1", works_with=frozenset({"e1"})), better, worse, helper("e1"))
    assert [stay.place for stay in plan_greedily(dealt).stays] == [better.id]


def test_who_must_leave_stays_in_their_zone_where_they_can() -> None:
    dealt = cards(
        household("h1", now_at="p1"),
        place("p1", status=PlaceStatus.BURNED),
        place("p2", zone="river"),
        place("p3", cost=40),
    )
    assert [stay.place for stay in plan_greedily(dealt).stays] == ["p3"]


def test_a_plan_made_longer_leaves_them_where_they_are() -> None:
    before = plan_greedily(cards(household("h1"), place("p1"), place("p2", cost=1)))
    longer = cards(household("h1", nights=(0, 6)), place("p1", cost=5), place("p2", cost=1))
    assert plan_greedily(longer, keep=before).stays == (Stay("h1", night(0), night(6), "p1"),)


def test_a_journey_takes_them_to_a_place_in_its_zone_with_an_escort() -> None:
    dealt = cards(
        household("h1", now_at="p1"),
        place("p1"),
        place("p2", zone="river"),
        leg("l1", "h1", day=2),
        helper("e1"),
    )
    plan = plan_greedily(dealt)
    assert [stay.place for stay in plan.stays] == ["p1", "p2"]
    assert [(ride.leg, ride.helper) for ride in plan.rides] == [("l1", "e1")]
