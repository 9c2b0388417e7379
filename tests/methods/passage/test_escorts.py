from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import at, cards, deal, helper, household, leg, place, vehicle

from holdfast.methods.passage.cards import (
    Escort,
    Helper,
    Household,
    Leg,
    NeedTier,
    Vetting,
    Window,
)
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.escorts import Duties, EscortObstacle, assign_escorts
from holdfast.methods.passage.explain import explain_legs
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan, Ride
from holdfast.methods.passage.secrecy import serving_both

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
    shadowed = cards(
        household("h1", people=3),
        leg("l1", "h1", escort=Escort.SHADOW, needs_vehicle=True),
        helper("e1"),
        vehicle("v3", seats=3),
    )
    assert assign_escorts(shadowed, {})[0].vehicle == "v3"


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


# ------------------------------------------------------------ secrecy, and company


def test_a_vehicle_is_not_lent_by_who_must_not_know_of_them() -> None:
    hidden = household("h1", must_not_know=frozenset({"e9"}))
    by_car = leg("l1", "h1", needs_vehicle=True)
    dealt = cards(hidden, by_car, helper("e1"), vehicle("v1", kept_by="e9"))
    found = Duties(dealt, {}).against_vehicle(by_car, dealt.vehicles[0])
    assert found == [EscortObstacle.KEEPER]
    assert assign_escorts(dealt, {}) == ()


def test_who_and_what_a_person_ruled_out_for_a_leg_does_not_go_with_it() -> None:
    by_car = leg("l1", "h1", needs_vehicle=True, refused=frozenset({"e1", "v1"}))
    dealt = cards(household("h1"), by_car, helper("e1"), vehicle("v1"))
    duties = Duties(dealt, {})
    assert duties.against_helper(by_car, dealt.helpers[0]) == [EscortObstacle.REFUSED]
    assert duties.against_vehicle(by_car, dealt.vehicles[0]) == [EscortObstacle.REFUSED]


def together(**other: object) -> tuple[Household, Leg, Leg, Helper]:
    return (
        household("h1", people=2, **other),
        leg("l1", "h1", needs_vehicle=True),
        leg("l2", "h2", needs_vehicle=True),
        helper("e1"),
    )


def test_who_travels_together_shares_a_ride_with_seats_for_all() -> None:
    cars = [vehicle("v4", seats=4), vehicle("v3", seats=3)]
    dealt = cards(*together(travels_with=frozenset({"h2"})), household("h2"), *cars)
    rides = assign_escorts(dealt, {})
    assert rides == (Ride("l1", "e1", "v4"), Ride("l2", "e1", "v4"))
    assert check_plan(Plan.of((), rides), dealt) == ()


def test_who_must_not_know_of_somebody_never_rides_with_them_whatever_is_said_of_company() -> None:
    hidden = household("h2", must_not_know=frozenset({"h1"}))
    dealt = cards(*together(travels_with=frozenset({"h2"})), hidden, vehicle("v4"))
    assert assign_escorts(dealt, {}) == (Ride("l1", "e1", "v4"),)
    duties = Duties(dealt, {})
    duties.send(dealt.leg("l1"), dealt.helpers[0], dealt.vehicles[0])
    against = duties.against_helper(dealt.leg("l2"), dealt.helpers[0])
    assert against == [EscortObstacle.MUST_NOT_MEET]
    against = duties.against_vehicle(dealt.leg("l2"), dealt.vehicles[0])
    assert EscortObstacle.MUST_NOT_MEET in against


def test_who_must_not_be_parted_has_one_ride_or_none() -> None:
    cars = [vehicle("v1", seats=3), vehicle("v2", seats=3), vehicle("v3", seats=3)]
    dealt = cards(*together(not_without=frozenset({"h2"})), household("h2"), helper("e2"), *cars)
    assert assign_escorts(dealt, {}) == ()
    (found, _) = explain_legs(dealt, Plan())
    assert dict(found.against) == {EscortObstacle.SEATS: 3}
    wish = cards(*together(travels_with=frozenset({"h2"})), household("h2"), helper("e2"), *cars)
    assert {ride.leg for ride in assign_escorts(wish, {})} == {"l1", "l2"}


def test_a_helper_who_cannot_take_both_says_so() -> None:
    strict = leg("l2", "h2", vetting=Vetting.CORROBORATED)
    weak = helper("e1", vetting=Vetting.VOUCHED)
    child = household("h1", not_without=frozenset({"h2"}))
    dealt = cards(child, household("h2"), LEG, strict, weak)
    duties = Duties(dealt, {})
    assert duties.against_helper(LEG, weak) == [EscortObstacle.TOGETHER]
    assert [one.id for one in duties.bound_party(LEG)] == ["l1", "l2"]


def test_a_ride_of_before_takes_in_whoever_must_not_be_parted_from_them() -> None:
    child = household("h1", not_without=frozenset({"h2"}))
    dealt = cards(child, household("h2"), LEG, leg("l2", "h2"), helper("e1"), helper("e2"))
    assert assign_escorts(dealt, {}, keep=[Ride("l1", "e2")]) == (
        Ride("l1", "e2"),
        Ride("l2", "e2"),
    )


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


HIDDEN = (household("h1", must_not_know=frozenset({"h2"})), household("h2"))
IN_TURN = (leg("l1", "h1"), leg("l2", "h2", day=2))


def test_two_that_must_not_know_are_served_by_two_where_another_is_free() -> None:
    both = helper("e1", knows=frozenset({"p1", "p2"}))
    places = (place("p1"), place("p2", zone="river"))
    one = cards(*HIDDEN, *IN_TURN, both, *places)
    assert assign_escorts(one, WHERE) == (Ride("l1", "e1"), Ride("l2", "e1"))
    two = cards(*HIDDEN, *IN_TURN, both, helper("e2"), *places)
    assert assign_escorts(two, WHERE) == (Ride("l1", "e1"), Ride("l2", "e2"))


def test_who_can_go_with_one_of_them_alone_is_spared_for_it() -> None:
    only = helper("e2", hours=(Window(at(1, 0), at(1, 23)),))
    dealt = cards(*HIDDEN, *IN_TURN, helper("e1"), only)
    assert Plan.of((), assign_escorts(dealt, {})).rides == (Ride("l1", "e2"), Ride("l2", "e1"))
    stands = assign_escorts(dealt, {}, keep=(Ride("l1", "e1"),))
    assert stands == (Ride("l1", "e1"), Ride("l2", "e1"))


def test_who_served_somebody_they_must_not_know_of_before_is_not_taken_first() -> None:
    before = helper("e1", has_served=frozenset({"h2"}))
    dealt = cards(*HIDDEN, IN_TURN[0], before, helper("e2"))
    assert assign_escorts(dealt, {}) == (Ride("l1", "e2"),)
    assert assign_escorts(cards(*HIDDEN, IN_TURN[0], before), {}) == (Ride("l1", "e1"),)
    assert Duties(dealt, {}).also_serves(IN_TURN[0], before) == {"h2"}


def test_who_is_taken_off_a_leg_is_as_if_they_had_never_been_sent() -> None:
    carried = leg("l1", "h1", needs_vehicle=True)
    dealt = cards(household("h1"), *PLACES, carried, helper("e1", most_places=2), vehicle("v1"))
    duties, (one,), (van,) = Duties(dealt, WHERE), dealt.helpers, dealt.vehicles
    ride = duties.send(carried, one, van)
    assert (duties.known(one), duties.legs_of(one)) == (2, 1)
    assert (duties.recall(carried), duties.recall(carried)) == (ride, None)
    assert (duties.known(one), duties.legs_of(one), duties.ride_of(carried)) == (0, 0, None)
    assert duties.able_vehicles((carried,), one) == [van]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_nobody_serves_both_where_anybody_free_to_the_end_serves_one_alone(seed: int) -> None:
    random = Random(seed)
    homes = [
        household(
            f"h{n}", must_not_know=frozenset(random.sample(("h0", "h1", "h2"), 1)) - {f"h{n}"}
        )
        for n in range(6)
    ]
    legs = [leg(f"l{n}", f"h{n}", day=random.randrange(1, 4)) for n in range(6)]
    helpers = [helper(f"e{n}") for n in range(random.randrange(1, 6))]
    dealt = cards(*homes, *legs, *helpers)
    rides = assign_escorts(dealt, {})
    assert check_plan(Plan.of((), rides), dealt) == ()
    for id_ in serving_both(rides, dealt):
        duties = Duties(dealt, {})
        for ride in rides:
            if ride.leg != id_:
                duties.send(dealt.leg(ride.leg), dealt.find_helper(ride.helper), None)
        free = duties.able_helpers((dealt.leg(id_),))
        assert all(duties.also_serves(dealt.leg(id_), one) for one in free)
