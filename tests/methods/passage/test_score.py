from tests.methods.passage.deal import cards, helper, household, leg, night, place

from holdfast.methods.passage.cards import NeedTier
from holdfast.methods.passage.plans import Plan, Ride, Stay
from holdfast.methods.passage.score import Score, changed_households, newly_known, score, weight

DEALT = cards(
    household("h1", people=2, risk=9, tier=NeedTier.EMERGENCY, now_at="p1"),
    household("h2"),
    place("p1", cost=3),
    place("p2", zone="river", cost=5),
    leg("l1", "h1"),
    helper("e1", knows=frozenset({"p1"})),
)
PLAN = Plan.of(
    [
        Stay("h1", night(0), night(0), "p1"),
        Stay("h1", night(1), night(3), "p2"),
        Stay("h2", night(0), night(1), "p2"),
    ],
    [Ride("l1", "e1")],
)


def test_a_score_counts_sheltered_risk_by_tier_and_then_what_it_costs() -> None:
    assert weight(DEALT.household("h1")) == 20
    assert score(PLAN, DEALT) == Score(
        80, 2, 0, changes=0, moves=1, parted=0, cost=28, serving_both=0, learned=1
    )


def test_what_helpers_come_to_know_leaves_out_what_they_know() -> None:
    assert newly_known(PLAN, DEALT) == {"e1": {"p2"}}


def test_nothing_later_outweighs_an_earlier_field() -> None:
    better = Score(2, 0, 0, changes=9, moves=9, parted=9, cost=999, serving_both=9, learned=99)
    worse = Score(1, 99, 99, changes=0, moves=0, parted=0, cost=0, serving_both=0, learned=0)
    assert better.order < worse.order
    assert better._replace(cost=0).order < better.order


def test_a_household_changed_if_a_night_it_still_needs_is_elsewhere() -> None:
    after = Plan.of([*PLAN.stays[:2], Stay("h2", night(0), night(1), "p1")], [])
    assert changed_households(PLAN, after, DEALT) == {"h2"}
    assert score(after, DEALT, keep=PLAN).disruption == 2
