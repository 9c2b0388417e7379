import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import at, cards, deal, helper, household, leg, place, vehicle

from holdfast.methods.passage.cards import Escort, NeedTier, Vetting, Window
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.escorts import Duties, EscortObstacle, assign_escorts, seats_needed
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan, Ride

LEG = leg("l1", "h1")
WHERE = {("h1", at(0, 0).date()): "p1", ("h1", at(1, 0).date()): "p2"}
PLACES = (place("p1"), place("p2", zone="river", vetting_to_know=Vetting.IDENTITY_CHECKED))

CANNOT = {
    EscortObstacle.ZONES: helper("e1", zones=("north",)),
    EscortObstacle.HOURS: helper("e1", hours=(Window(at(1, 0), at(1, 11)),)),
    EscortObstacle.VETTING: helper("e1", vetting=Vetting.IDENTITY_CHECKED),
    EscortObstacle.MUST_NOT_LEARN: helper("e1", must_not_learn=frozenset({"p2"})),
    EscortObstacle.TOO_MANY_PLACES: helper("e1", most_places=1),
}


@pytest.mark.parametrize("obstacle", CANNOT)
def test_every_reason_against_a_helper_is_given_alone(obstacle: EscortObstacle) -> None:
    vetted = leg("l1", "h1", vetting=Vetting.VOUCHED)
    dealt = cards(household("h1"), *PLACES, vetted, CANNOT[obstacle])
    assert Duties(dealt, WHERE).against_helper(vetted, dealt.helpers[0]) == [obstacle]
    assert assign_escorts(dealt, WHERE) == ()


def test_who_must_not_know_them_or_is_not_vetted_for_the_place_is_told_apart() -> None:
    hidden = household("h1", must_not_know=frozenset({"e1"}))
    strict = place("p2", zone="river", vetting_to_know=Vetting.CORROBORATED)
    dealt = cards(
        hidden, place("p1"), strict, LEG, helper("e1"), helper("e2", vetting=Vetting.VOUCHED)
    )
    duties = Duties(dealt, WHERE)
    assert duties.against_helper(LEG, dealt.helpers[0]) == [EscortObstacle.MUST_NOT_KNOW]
    assert duties.against_helper(LEG, dealt.helpers[1]) == [EscortObstacle.PLACE_VETTING]


def test_nobody_and_nothing_is_on_two_legs_at_once() -> None:
    dealt = cards(
        household("h1"),
        household("h2", tier=NeedTier.EMERGENCY),
        leg("l1", "h1", needs_vehicle=True),
        leg("l2", "h2", needs_vehicle=True),
        helper("e1"),
        helper("e2"),
        vehicle("v1"),
    )
    assert assign_escorts(dealt, {}) == (Ride("l2", "e1", "v1"),)


def test_the_helper_who_learns_fewest_places_goes() -> None:
    knows = helper("e9", knows=frozenset({"p1", "p2"}))
    dealt = cards(household("h1", works_with=frozenset({"e1"})), *PLACES, LEG, helper("e1"), knows)
    assert assign_escorts(dealt, WHERE) == (Ride("l1", "e9"),)


def test_among_equals_the_one_they_know_goes_then_the_one_with_fewest_legs() -> None:
    dealt = cards(
        household("h1", works_with=frozenset({"e3"})),
        household("h2"),
        LEG,
        leg("l2", "h2", day=2),
        leg("l3", "h1", day=3, ways=("river", "port")),
        *(helper(f"e{n}") for n in range(1, 4)),
    )
    assert {ride.leg: ride.helper for ride in assign_escorts(dealt, {})} == {
        "l1": "e3",
        "l3": "e3",
        "l2": "e1",
    }


def test_the_smallest_vehicle_with_a_seat_for_all_is_taken() -> None:
    dealt = cards(
        household("h1", people=3),
        leg("l1", "h1", needs_vehicle=True),
        helper("e1"),
        *(vehicle(f"v{seats}", seats=seats) for seats in (9, 3, 4)),
    )
    assert assign_escorts(dealt, {})[0].vehicle == "v4"
    assert seats_needed(leg("l1", "h1", escort=Escort.SHADOW), dealt.household("h1")) == 3


def test_a_ride_of_before_stands_while_it_can() -> None:
    dealt = cards(household("h1"), LEG, helper("e1"), helper("e2"))
    assert assign_escorts(dealt, {}, keep=[Ride("l1", "e2")]) == (Ride("l1", "e2"),)
    assert assign_escorts(dealt, {}, keep=[Ride("l1", "e7"), Ride("l7", "e1")]) == (
        Ride("l1", "e1"),
    )


def test_a_leg_that_is_over_needs_nobody_any_more() -> None:
    dealt = cards(
        household("h1"),
        leg("l1", "h1", day=-1),
        leg("l2", "h1", ways=("river", "port")),
        helper("e1"),
    )
    assert assign_escorts(dealt, {}, keep=[Ride("l1", "e1")]) == (Ride("l2", "e1"),)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**9))
def test_a_leg_without_a_ride_has_a_reason_against_everybody(seed: int) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    duties = Duties(dealt, plan.whereabouts())
    for ride in plan.rides:
        duties.send(
            dealt.leg(ride.leg), dealt.find_helper(ride.helper), dealt.find_vehicle(ride.vehicle)
        )
    manned = {ride.leg for ride in plan.rides}
    for one in (leg_ for leg_ in dealt.legs if leg_.id not in manned and leg_.is_manned):
        no_helper = all(duties.against_helper(one, h) for h in dealt.helpers)
        no_vehicle = all(duties.against_vehicle(one, v) for v in dealt.vehicles)
        assert no_helper or (one.needs_vehicle and no_vehicle)
    assert check_plan(Plan.of(plan.stays, plan.rides), dealt) == ()
