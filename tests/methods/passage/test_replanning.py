from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, helper, household, leg, night, place

from holdfast.methods.passage.board import Board
from holdfast.methods.passage.cards import PlaceStatus
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan, Ride
from holdfast.methods.passage.replanning import Change, ChangeKind, changes_between, replan
from holdfast.methods.passage.together import bound_party


def burned(dealt: Cards, id_: str) -> Cards:
    places = (replace(p, status=PlaceStatus.BURNED) if p.id == id_ else p for p in dealt.places)
    return replace(dealt, places=tuple(places))


def test_only_who_was_in_a_burned_place_moves() -> None:
    dealt = cards(*(household(f"h{n}") for n in range(4)), place("p1"), place("p2"), place("p3"))
    before = plan_greedily(dealt)
    lost = before.stays[0].place
    inside = {stay.household for stay in before.stays if stay.place == lost}
    after = replan(burned(dealt, lost), before)
    assert {change.about for change in after.changes} == inside
    assert {change.kind for change in after.changes} == {ChangeKind.MOVED}


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**9), st.integers(0, 5))
def test_every_change_is_listed_and_nobody_elsewhere_loses_a_bed(seed: int, lost: int) -> None:
    dealt = deal(seed)
    before = plan_greedily(dealt)
    id_ = dealt.places[lost].id
    after = replan(burned(dealt, id_), before)
    assert check_plan(after.plan, burned(dealt, id_)) == ()
    inside = {s.household for s in before.stays if s.place == id_}
    outside = {s.household for s in before.stays} - with_whom_they_go(dealt, inside)
    assert not outside & {
        c.about for c in after.changes if c.kind in {ChangeKind.LOST, ChangeKind.MOVED}
    }
    assert (after.plan.stays == before.stays) == (
        not any(
            c.kind in {ChangeKind.LOST, ChangeKind.MOVED, ChangeKind.GAINED} for c in after.changes
        )
    )


def with_whom_they_go(dealt: Cards, inside: set[str]) -> set[str]:
    """These, and all whom they must not be parted from: they go along."""
    board = Board(dealt)
    return {one.id for id_ in inside for one in bound_party(board, dealt.household(id_))}


def test_a_lost_helper_is_replaced_and_the_beds_stand() -> None:
    dealt = cards(household("h1"), leg("l1", "h1"), helper("e1"), helper("e2"))
    before = plan_greedily(dealt)
    after = replan(replace(dealt, helpers=dealt.helpers[1:]), before)
    assert after.changes == (Change(ChangeKind.NEW_RIDE, "l1"),)
    assert after.plan.rides == (Ride("l1", "e2"),)


def test_nights_lost_and_gained_are_told_apart() -> None:
    dealt = cards(household("h1", nights=(0, 1)), leg("l1", "h1"), place("p1"), helper("e1"))
    full = plan_greedily(dealt)
    assert changes_between(full, Plan(), dealt) == (
        Change(ChangeKind.LOST, "h1", (night(0),)),
        Change(ChangeKind.LOST_RIDE, "l1"),
    )
    assert {change.kind for change in changes_between(Plan(), full, dealt)} == {
        ChangeKind.GAINED,
        ChangeKind.GAINED_RIDE,
    }


def test_another_planner_can_be_handed_in() -> None:
    dealt = cards(household("h1"), place("p1"))
    assert replan(dealt, Plan(), lambda cards_, keep: keep).plan == Plan()
