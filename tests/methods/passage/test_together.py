from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, household, leg, night, place

from holdfast.methods.passage.board import Board
from holdfast.methods.passage.cards import NeedTier
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.explain import explain_beds, explain_parted
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.placement import Obstacle, why_not
from holdfast.methods.passage.plans import Plan, Stay, guests, uncovered
from holdfast.methods.passage.score import parted
from holdfast.methods.passage.together import (
    bound_party,
    cut_parted,
    open_beside,
    parted_columns,
    rows_of_company,
)

GIRL = household("h1", not_without=frozenset({"h2"}))
COUSINS = household("h1", travels_with=frozenset({"h2"})), household("h2")


def where(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for stay in plan.stays:
        found.setdefault(stay.household, set()).add(stay.place)
    return found


def test_a_child_and_the_adult_in_charge_are_given_one_place_though_each_would_fit_elsewhere() -> (
    None
):
    dealt = cards(GIRL, household("h2"), place("p1", beds=1), place("p2", beds=1), place("p3"))
    assert where(plan_greedily(dealt)) == {"h1": {"p3"}, "h2": {"p3"}}


def test_where_no_place_takes_both_neither_is_placed_and_the_reason_is_named() -> None:
    dealt = cards(GIRL, household("h2"), place("p1", beds=1), place("p2", beds=1))
    plan = plan_greedily(dealt)
    assert plan.stays == ()
    shorts = explain_beds(dealt, plan)
    assert [short.binding for short in shorts] == [((Obstacle.PARTED, 2),)] * 2


def test_a_bed_that_one_of_them_has_is_not_taken_and_the_other_joins_where_there_is_room() -> None:
    housed = household("h2", now_at="p1")
    full = cards(GIRL, housed, place("p1", beds=1), place("p2"))
    assert where(plan_greedily(full)) == {"h2": {"p1"}}
    dealt = cards(GIRL, housed, place("p1"), place("p2"))
    assert where(plan_greedily(dealt)) == {"h1": {"p1"}, "h2": {"p1"}}


def test_the_adult_goes_at_the_turn_of_the_child_who_is_in_more_danger() -> None:
    child = household("h1", tier=NeedTier.EMERGENCY, not_without=frozenset({"h2"}))
    dealt = cards(child, household("h2", tier=NeedTier.NORMAL), household("h3"), place("p1"))
    assert where(plan_greedily(dealt)) == {"h1": {"p1"}, "h2": {"p1"}}


def test_an_earlier_plan_that_parts_them_does_not_stand() -> None:
    dealt = cards(GIRL, household("h2"), place("p1"), place("p2"))
    before = Plan.of(
        [Stay("h1", night(0), night(3), "p1"), Stay("h2", night(0), night(3), "p2")], []
    )
    assert len(set.union(*where(plan_greedily(dealt, keep=before)).values())) == 1


def test_who_only_travels_together_is_brought_together_where_it_takes_a_bed_from_nobody() -> None:
    dealt = cards(*COUSINS, place("p1", beds=1), place("p2", beds=1), place("p3", cost=9))
    assert where(plan_greedily(dealt)) == {"h1": {"p3"}, "h2": {"p3"}}


def test_it_is_a_wish_and_is_given_up_with_its_reason_before_a_bed_is() -> None:
    dealt = cards(*COUSINS, place("p1", beds=1), place("p2", beds=1))
    plan = plan_greedily(dealt)
    assert uncovered(dealt, plan) == {}
    (found,) = explain_parted(dealt, plan)
    assert (found.one, found.other, found.nights) == ("h1", "h2", tuple(map(night, range(4))))
    assert found.binding == ((Obstacle.BEDS, 2),)


def test_the_places_where_both_could_be_are_open_to_one_of_them() -> None:
    dealt = cards(*COUSINS, place("p1", beds=1), place("p2"), place("p3", may_mix=False))
    board = Board(dealt)
    grid = open_beside(board, COUSINS[0], [COUSINS[1]], [])
    assert grid.all(axis=1).tolist() == [False, True, False]
    board.take(COUSINS[1], 1, range(4))
    board.take(COUSINS[0], 0, range(4))
    assert parted_columns(board, *COUSINS) == [0, 1, 2, 3]
    assert rows_of_company(board, COUSINS[0], board.costs * 0 + 1).all()
    assert not open_beside(board, COUSINS[0], [COUSINS[1]], [])[0].any()


def test_new_beds_that_part_a_party_are_taken_back_with_those_after_them() -> None:
    dealt = cards(GIRL, household("h2"), place("p1"), place("p2"))
    board = Board(dealt)
    party = bound_party(board, dealt.household("h1"))
    board.take(party[0], 0, range(4))
    board.take(party[1], 0, [0, 1])
    board.take(party[1], 1, [2, 3])
    cut_parted(board, party)
    assert [board.held(one.id) for one in party] == [[(0, 0), (0, 1)]] * 2


def test_nights_that_only_one_of_them_needs_are_theirs_alone() -> None:
    early = household("h2", nights=(0, 1))
    dealt = cards(GIRL, early, leg("l1", "h2", day=7), place("p1"))
    assert check_plan(plan_greedily(dealt), dealt) == ()
    assert uncovered(dealt, plan_greedily(dealt)) == {}


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**9))
def test_two_that_travel_together_are_not_parted_where_one_place_takes_both(seed: int) -> None:
    dealt = deal(seed, households=8)
    plan = plan_greedily(dealt)
    for one, other in parted(plan, dealt):
        mine, theirs = dealt.household(one), dealt.household(other)
        if dealt.bound(mine) or dealt.bound(theirs) or mine.now_at or theirs.now_at:
            continue
        if dealt.nights(mine) != dealt.nights(theirs):
            continue
        left = Plan.of([s for s in plan.stays if s.household not in {one, other}], [])
        for home in dealt.places:
            if not why_not(mine, home, dealt, guests(left)):
                stays = [Stay(one, mine.first_night, mine.last_night, home.id), *left.stays]
                assert why_not(theirs, home, dealt, guests(Plan.of(stays, []))) != ()
