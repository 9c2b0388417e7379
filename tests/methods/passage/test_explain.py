from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, helper, household, leg, night, place, vehicle

from holdfast.methods.passage.cards import NeedTier, PlaceStatus, Vetting
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.escorts import EscortObstacle
from holdfast.methods.passage.explain import (
    Shortfall,
    Way,
    explain_beds,
    explain_legs,
    rest_of,
    without_remedy,
)
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.placement import Obstacle, Reason, Remedy, change, why_not
from holdfast.methods.passage.plans import Plan, guests

BY_HAND = {Remedy.MOVE_OTHERS, Remedy.CHANGE_JOURNEY, Remedy.PLACE_TOGETHER}


def test_it_says_which_bed_on_which_night_would_free_a_place() -> None:
    dealt = cards(household("h1"), place("p1", beds_on={night(3): 0}))
    (short,) = explain_beds(dealt, plan_greedily(dealt))
    assert (short.household, short.nights) == ("h1", (night(3),))
    assert short.binding == ((Obstacle.BEDS, 1),)
    assert short.ways[0].reasons == (Reason(Obstacle.BEDS, Remedy.ADD_BEDS, (night(3),), (), 1),)


def test_the_nearest_way_out_comes_first_and_what_cannot_be_helped_is_none() -> None:
    dealt = cards(
        household("h1", people=3, needs=frozenset({"pets"})),
        place("p1", beds=1),
        place("p2", beds=3),
        place("p3", beds=9, status=PlaceStatus.BURNED, suits=frozenset({"pets"})),
    )
    (short,) = explain_beds(dealt, plan_greedily(dealt))
    assert [way.place for way in short.ways] == ["p2", "p1"]
    assert dict(short.binding) == {Obstacle.NEED: 1, Obstacle.STATUS: 1}


def test_the_most_urgent_household_is_explained_first() -> None:
    dealt = cards(
        household("h1", tier=NeedTier.NORMAL),
        household("h2", tier=NeedTier.EMERGENCY, risk=1),
        household("h3", tier=NeedTier.EMERGENCY, risk=2),
    )
    assert [short.household for short in explain_beds(dealt, Plan())] == ["h3", "h2", "h1"]


def test_only_those_asked_for_are_explained() -> None:
    dealt = cards(household("h1"), household("h2"))
    assert [short.household for short in explain_beds(dealt, Plan(), only={"h2"})] == ["h2"]


def test_who_travels_on_is_explained_for_the_zone_they_lack_a_bed_in_first() -> None:
    dealt = cards(household("h1"), leg("l1", "h1", day=2), place("p1", beds=0))
    (short,) = explain_beds(dealt, plan_greedily(dealt))
    assert short.nights == tuple(night(day) for day in range(4))
    assert short.ways[0].reasons == (
        Reason(Obstacle.BEDS, Remedy.ADD_BEDS, (night(0), night(1)), (), 1),
    )


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**9))
def test_every_way_out_opens_the_place_when_it_is_taken(seed: int) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    for short in explain_beds(dealt, plan):
        for way in short.ways:
            assert way.reasons
            if not {reason.remedy for reason in way.reasons} & BY_HAND:
                assert left_after(dealt, plan, short, way) == ()


def left_after(dealt: Cards, plan: Plan, short: Shortfall, way: Way) -> tuple[Reason, ...]:
    """What still stands against the place with every remedy of the way taken."""
    one = rest_of(dealt, plan, short.household, short.nights)
    after = replace(dealt, households=tuple(one if h.id == one.id else h for h in dealt.households))
    for reason in way.reasons:
        after = change(after, after.household(one.id), after.place(way.place), reason)
    return why_not(after.household(one.id), after.place(way.place), after, guests(plan))


def test_a_leg_nobody_can_go_with_names_who_fails_by_one_reason_alone() -> None:
    dealt = cards(
        household("h1", people=4),
        leg("l1", "h1", vetting=Vetting.VOUCHED, needs_vehicle=True),
        helper("e1", zones=("north",), vetting=Vetting.UNVERIFIED),
        helper("e2", vetting=Vetting.STORY_CONSISTENT),
        vehicle("v1", seats=4),
    )
    (found,) = explain_legs(dealt, Plan())
    assert found.leg == "l1"
    assert dict(found.against)[EscortObstacle.VETTING] == 2
    assert found.nearest == (("e2", EscortObstacle.VETTING), ("v1", EscortObstacle.SEATS))


def test_who_is_on_another_leg_is_said_to_be_busy() -> None:
    dealt = cards(household("h1"), household("h2"), leg("l1", "h1"), leg("l2", "h2"), helper("e1"))
    (found,) = explain_legs(dealt, plan_greedily(dealt))
    assert found.nearest == (("e1", EscortObstacle.BUSY),)


def test_a_reason_without_remedy_is_recognised() -> None:
    assert without_remedy((Reason(Obstacle.KNOWN, Remedy.NONE),))
    assert not without_remedy((Reason(Obstacle.BEDS, Remedy.ADD_BEDS),))
