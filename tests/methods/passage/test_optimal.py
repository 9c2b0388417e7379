import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, household, night, place

from holdfast.methods.passage.cards import NeedTier, PlaceStatus
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.errors import NoPlannerError
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.optimal import Limits, Stage, plan_optimally
from holdfast.methods.passage.plans import Stay, uncovered
from holdfast.methods.passage.score import score

SHORT = Limits(seconds=10, seconds_a_stage=4, workers=2)


@settings(deadline=None, max_examples=4)
@given(st.integers(0, 10**9))
def test_the_exact_plan_is_sound_and_never_worse_than_the_quick_one(seed: int) -> None:
    pytest.importorskip("ortools")
    dealt = deal(seed, households=7, places=4, nights=6)
    solved = plan_optimally(dealt, limits=SHORT)
    assert check_plan(solved.plan, dealt) == ()
    assert score(solved.plan, dealt).order <= score(plan_greedily(dealt), dealt).order


def test_it_gives_a_bed_to_two_where_the_quick_planner_gives_it_to_one() -> None:
    pytest.importorskip("ortools")
    dealt = cards(
        household("h1", risk=60, needs=frozenset()),
        household("h2", risk=50, needs=frozenset({"pets"})),
        place("p1", beds=1, suits=frozenset({"pets"})),
        place("p2", beds=1, cost=9),
    )
    assert set(uncovered(dealt, plan_greedily(dealt))) == {"h2"}
    solved = plan_optimally(dealt, limits=SHORT)
    assert uncovered(dealt, solved.plan) == {}
    assert [(stage.name, stage.value) for stage in solved.stages] == [
        ("emergency", 0),
        ("urgent", 4 * 61 + 4 * 51),
        ("normal", 0),
        ("disruption", 0),
        ("cost", 36),
    ]
    assert solved.is_optimal


def test_no_number_of_lower_tiers_outweighs_one_person_of_a_higher() -> None:
    pytest.importorskip("ortools")
    dealt = cards(
        household("h1", people=1, tier=NeedTier.EMERGENCY, risk=0),
        *(household(f"h{n}", people=2, tier=NeedTier.URGENT, risk=100) for n in range(2, 6)),
        place("p1", beds=2),
    )
    assert {stay.household for stay in plan_optimally(dealt, limits=SHORT).plan.stays} == {"h1"}


def test_it_moves_who_is_housed_for_others_but_puts_nobody_out() -> None:
    pytest.importorskip("ortools")
    beds = place("p1", suits=frozenset({"pets"}), beds=1), place("p2", beds=1)
    urgent = household("h2", tier=NeedTier.EMERGENCY, needs=frozenset({"pets"}))
    housed = household("h1", tier=NeedTier.NORMAL, now_at="p1")
    room = plan_optimally(cards(housed, urgent, *beds), limits=SHORT).plan
    none = plan_optimally(cards(housed, urgent, beds[0]), limits=SHORT).plan
    assert {(stay.household, stay.place) for stay in room.stays} == {("h1", "p2"), ("h2", "p1")}
    assert {stay.household for stay in none.stays} == {"h1"}


def test_it_keeps_an_earlier_plan_where_nothing_is_gained_by_another() -> None:
    pytest.importorskip("ortools")
    dealt = cards(household("h1"), household("h2"), place("p1", cost=5), place("p2", cost=9))
    before = plan_optimally(dealt, limits=SHORT).plan
    dearer = cards(household("h1"), household("h2"), place("p1", cost=50), place("p2", cost=1))
    assert plan_optimally(dearer, keep=before, limits=SHORT).plan.stays == before.stays


def test_a_longest_stay_and_a_closed_night_are_kept() -> None:
    pytest.importorskip("ortools")
    dealt = cards(
        household("h1", now_at="p1", there_since=night(-1), nights=(0, 4)),
        place("p1", longest_stay=3, status=PlaceStatus.FULL),
        place("p2", beds_on={night(4): 0}),
    )
    assert plan_optimally(dealt, limits=SHORT).plan.stays == (
        Stay("h1", night(0), night(1), "p1"),
        Stay("h1", night(2), night(3), "p2"),
        Stay("h1", night(4), night(4), "p1"),
    )


def test_without_or_tools_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(NoPlannerError) as refusal:
        plan_optimally(cards())
    assert "holdfast[planner]" in refusal.value.hint


def test_a_gap_is_the_share_of_the_larger_and_whole_where_nothing_was_found() -> None:
    def stage(value: int | None, bound: int, *, proven: bool = False) -> Stage:
        return Stage(name="cost", value=value, bound=bound, is_proven=proven, seconds=1.0)

    assert stage(80, 100).gap == 0.2
    assert stage(None, 100).gap == 1.0
    assert stage(0, 0, proven=True).gap == 0.0
