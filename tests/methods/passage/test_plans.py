from tests.methods.passage.deal import at, cards, household, leg, night, place

from holdfast.methods.passage.cards import Window
from holdfast.methods.passage.plans import (
    Plan,
    Ride,
    Stay,
    ends_of,
    guests,
    legs_to_man,
    moves,
    stays_of,
    uncovered,
    unmanned,
)

FLAT = Stay("h1", night(0), night(1), "p1")
ROOM = Stay("h1", night(2), night(3), "p2")


def test_equal_plans_are_equal_whatever_the_order_they_were_made_in() -> None:
    assert Plan.of([ROOM, FLAT], [Ride("l2"), Ride("l1")]) == Plan.of(
        [FLAT, ROOM], [Ride("l1"), Ride("l2")]
    )


def test_nights_in_a_row_at_one_place_are_one_stay() -> None:
    nights = [(night(0), "p1"), (night(1), "p1"), (night(2), "p2"), (night(4), "p2")]
    assert stays_of("h1", nights) == [
        FLAT,
        Stay("h1", night(2), night(2), "p2"),
        Stay("h1", night(4), night(4), "p2"),
    ]


def test_a_plan_says_who_is_where() -> None:
    plan = Plan.of([FLAT, Stay("h2", night(1), night(1), "p1")], [])
    assert guests(plan)["p1", night(1)] == ["h1", "h2"]
    assert plan.whereabouts()["h1", night(0)] == "p1"


def test_nights_before_a_timely_arrival_are_not_missing() -> None:
    dealt = cards(household("h1", deadline=night(2)), place("p2"))
    assert uncovered(dealt, Plan.of([ROOM], [])) == {}


def test_a_late_arrival_leaves_its_earlier_nights_missing() -> None:
    dealt = cards(household("h1", deadline=night(1)), place("p2"))
    assert uncovered(dealt, Plan.of([ROOM], [])) == {"h1": (night(0), night(1))}


def test_who_has_no_bed_misses_every_night() -> None:
    dealt = cards(household("h1", nights=(0, 1)))
    assert uncovered(dealt, Plan()) == {"h1": (night(0), night(1))}


def test_a_leg_that_needs_somebody_is_unmanned_without_a_ride() -> None:
    dealt = cards(household("h1"), leg("l1", "h1"), leg("l2", "h1", day=2, ways=("river", "port")))
    assert [one.id for one in unmanned(dealt, Plan.of([], [Ride("l1", "e1")]))] == ["l2"]


def test_a_leg_that_is_over_is_not_to_be_manned() -> None:
    dealt = cards(household("h1"), leg("l1", "h1", day=-1), leg("l2", "h1", ways=("river", "port")))
    assert [one.id for one in legs_to_man(dealt)] == ["l2"]


def test_a_leg_ends_at_our_places_only_in_its_own_zones() -> None:
    dealt = cards(
        household("h1", now_at="p1"), place("p1"), place("p2", zone="river"), leg("l1", "h1", day=2)
    )
    where = Plan.of([FLAT, ROOM], []).whereabouts()
    assert ends_of(dealt, dealt.leg("l1"), where) == ("p1", "p2")
    late = leg("l2", "h1", ways=("hills", "port"), window=Window(at(3, 9), at(3, 12)))
    assert ends_of(dealt, late, where) == (None, None)


def test_a_change_of_place_is_counted_from_where_they_are_now() -> None:
    dealt = cards(household("h1", now_at="p3"), place("p1"), place("p2"), place("p3"))
    assert moves(dealt, Plan.of([FLAT, ROOM], [])) == {"h1": 2}
