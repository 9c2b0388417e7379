import datetime as dt

import pytest
from tests.methods.passage.deal import at, cards, household, night, place

from holdfast.methods.passage.errors import BadJudgementError
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.judgement import Judgement, Verdict, judge
from holdfast.methods.passage.plans import Stay

DEALT = cards(household("h1"), household("h2"), place("p1", beds=1), place("p2", beds=1, cost=5))
PLAN = plan_greedily(DEALT)  # h1 at p1, h2 at p2


def decide(
    verdict: Verdict, household_="h1", place_="p1", hour=9, nights=(0, 3), **other
) -> Judgement:
    fields = {
        "reason": "the host knows them",
        "decided_by": "m1",
        "decided_at": at(0, hour),
    } | other
    return Judgement(
        household=household_, verdict=verdict, place=place_,
        first_night=night(nights[0]), last_night=night(nights[1]), **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    "missing",
    [
        {"reason": " "},
        {"decided_by": ""},
        {"decided_at": dt.datetime(2031, 4, 7)},  # noqa: DTZ001  (the fault under test)
        {"nights": (2, 1)},
    ],
)
def test_a_decision_without_its_reason_or_author_is_refused(missing) -> None:
    with pytest.raises(BadJudgementError):
        decide(Verdict.ACCEPT, **missing)


def test_what_is_accepted_stands_as_it_is() -> None:
    judged = judge(DEALT, PLAN, [decide(Verdict.ACCEPT)])
    assert (judged.plan, judged.cards, judged.accepted) == (PLAN, DEALT, {"h1"})


def test_what_is_refused_is_never_proposed_again() -> None:
    judged = judge(DEALT, PLAN, [decide(Verdict.REFUSE)])
    again = plan_greedily(judged.cards, keep=judged.plan)
    assert judged.cards.household("h1").refused == {"p1"}
    assert {stay.place for stay in again.stays if stay.household == "h1"} <= {"p2"}
    assert Stay("h2", night(0), night(3), "p2") in again.stays


def test_a_change_stands_in_the_plan_that_is_kept() -> None:
    alone = cards(household("h1"), place("p1"), place("p2", cost=9))
    judged = judge(alone, plan_greedily(alone), [decide(Verdict.CHANGE, place_="p2")])
    assert plan_greedily(alone, keep=judged.plan).stays == (Stay("h1", night(0), night(3), "p2"),)
    assert judged.accepted == {"h1"}


def test_a_change_that_breaks_a_rule_is_refused_with_the_rule() -> None:
    with pytest.raises(BadJudgementError) as refusal:
        judge(DEALT, PLAN, [decide(Verdict.CHANGE, place_="p2")])
    assert "no place has more people than beds" in refusal.value.message


def test_a_decision_about_what_is_not_planned_is_refused() -> None:
    with pytest.raises(BadJudgementError) as refusal:
        judge(DEALT, PLAN, [decide(Verdict.ACCEPT, place_="p2")])
    assert "look at it again" in refusal.value.hint


def test_decisions_are_taken_in_the_order_of_time() -> None:
    later, earlier = decide(Verdict.REFUSE, hour=12), decide(Verdict.ACCEPT, hour=8)
    assert judge(DEALT, PLAN, [later, earlier]).accepted == frozenset()
