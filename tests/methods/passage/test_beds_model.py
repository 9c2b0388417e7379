import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import cards, deal, household, night, place

from holdfast.methods.passage.beds_model import BedsModel
from holdfast.methods.passage.cards import NeedTier
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.greedy import beds_kept, plan_greedily
from holdfast.methods.passage.plans import Plan
from holdfast.methods.passage.score import score

cp_model = pytest.importorskip("ortools.sat.python.cp_model")


def solved(beds: BedsModel) -> tuple[int, Plan]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 5
    return solver.solve(beds.model), beds.plan(solver.boolean_value)


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**9))
def test_the_plan_it_is_built_around_is_feasible_and_comes_back_as_it_was(seed: int) -> None:
    dealt = deal(seed)
    quick = plan_greedily(dealt)
    beds = BedsModel(cp_model, dealt, (quick,), beds_kept(dealt))
    taken = quick.whereabouts()
    for cell, x in beds.cells.items():
        is_taken = any(
            household_ == cell.household and (night_ - dealt.tonight).days == cell.column
            and beds.place_of(cell) == place_
            for (household_, night_), place_ in taken.items()
        )  # fmt: skip
        beds.model.add(x == int(is_taken))
    status, plan = solved(beds)
    assert status == cp_model.OPTIMAL
    assert plan.stays == quick.stays


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**9))
def test_whatever_the_model_finds_is_sound_and_counted_as_the_score_counts(seed: int) -> None:
    dealt = deal(seed, households=8, places=4, nights=6)
    quick = plan_greedily(dealt)
    beds = BedsModel(cp_model, dealt, (quick,), beds_kept(dealt))
    beds.fix_nights(NeedTier.EMERGENCY)
    beds.model.minimize(sum(beds.cost()) - sum(beds.sheltered(NeedTier.NORMAL)))
    _, plan = solved(beds)
    assert check_plan(plan, dealt) == ()
    assert score(plan, dealt).emergency == score(quick, dealt).emergency


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**9))
def test_disruption_is_what_the_score_says_it_is(seed: int) -> None:
    dealt = deal(seed, households=8, places=4, nights=6)
    quick = plan_greedily(dealt)
    beds = BedsModel(cp_model, dealt, (quick,), beds_kept(dealt))
    for tier in NeedTier:
        beds.fix_nights(tier)
    total = sum(beds.disruption(quick))
    beds.model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(beds.model) == cp_model.OPTIMAL
    found = beds.plan(solver.boolean_value)
    assert solver.objective_value == score(found, dealt, keep=quick).disruption


def test_people_who_cannot_be_split_do_not_share_three_beds() -> None:
    dealt = cards(household("h1", people=2), household("h2", people=2), place("p1", beds=3))
    beds = BedsModel(cp_model, dealt, (Plan(),), beds_kept(dealt))
    beds.model.maximize(sum(beds.sheltered(NeedTier.URGENT)))
    _, plan = solved(beds)
    assert len({stay.household for stay in plan.stays}) == 1
    assert {stay.last_night for stay in plan.stays} == {night(3)}
