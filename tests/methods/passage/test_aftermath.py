import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.passage.deal import (
    TONIGHT,
    at,
    cards,
    deal,
    helper,
    household,
    leg,
    place,
    vehicle,
)

from holdfast.methods.passage.aftermath import LIST_LIVES, after_loss, call_list, propose_moves
from holdfast.methods.passage.cards import Escort, PlaceStatus
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.exposure import Level, Node, NodeKind, Tie, TieKind, Web
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan

TIES = (
    Tie(TieKind.KNOWS, "e1", "p1"),
    Tie(TieKind.SLEEPS, "h1", "p1"),
    Tie(TieKind.ESCORTS, "e1", "l1"),
    Tie(TieKind.USES, "l1", "p2"),
    Tie(TieKind.USES, "l1", "v1"),
)
NODES = (
    Node("h1", NodeKind.HOUSEHOLD),
    Node("h2", NodeKind.HOUSEHOLD),
    Node("p1", NodeKind.PLACE),
    Node("p2", NodeKind.PLACE),
    Node("e1", NodeKind.HELPER),
    Node("l1", NodeKind.LEG),
    Node("v1", NodeKind.VEHICLE),
)
DEALT = cards(
    household("h1", now_at="p1", works_with=frozenset({"e1"})),
    household("h2"),
    place("p1", beds=1),
    place("p2", beds=1, zone="river"),
    place("p3", beds=2),
    leg("l1", "h2", escort=Escort.MEET),
    helper("e1"),
    helper("e2"),
    vehicle("v1"),
)
EXPOSURE = Web(NODES, TIES, today=TONIGHT).expose(["e1"])


def test_what_a_detained_helper_knows_is_burned_and_a_step_further_suspect() -> None:
    after = after_loss(DEALT, EXPOSURE)
    assert {p.id: p.status for p in after.places} == {
        "p1": PlaceStatus.BURNED,
        "p2": PlaceStatus.SUSPECT,
        "p3": PlaceStatus.ACTIVE,
    }
    assert [one.id for one in after.helpers] == ["e2"]
    assert after.household("h1").works_with == frozenset()


def test_who_is_driven_out_is_moved_to_where_nothing_is_burned() -> None:
    moves = propose_moves(DEALT, plan_greedily(DEALT), EXPOSURE)
    where = moves.replanned.plan.whereabouts()
    assert moves.must_leave == {"h1"}
    assert where["h1", TONIGHT] == "p3"
    assert moves.legs == {"l1"}
    assert moves.stranded == frozenset()


def test_who_had_to_leave_before_for_another_reason_is_not_driven_out_by_this_loss() -> None:
    dealt = cards(
        household("h1", now_at="p1"), household("h2", now_at="p2"), place("p1"), place("p3"),
        place("p2", status=PlaceStatus.SUSPECT), helper("e1"),
    )  # fmt: skip
    nodes = [node for node in NODES if node.id in {"h1", "h2", "p1", "p2", "e1"}]
    exposure = Web(nodes, TIES[:2], today=TONIGHT).expose(["e1"])
    assert propose_moves(dealt, Plan(), exposure).must_leave == {"h1"}


def test_who_has_nowhere_to_go_is_said_to_be_stranded() -> None:
    few = cards(household("h1", now_at="p1"), place("p1"))
    moves = propose_moves(few, plan_greedily(few), Web(NODES, TIES, today=TONIGHT).expose(["p1"]))
    assert moves.must_leave == moves.stranded == {"h1"}


def test_a_household_that_is_lost_is_no_longer_placed() -> None:
    lost = Web(NODES, TIES, today=TONIGHT).expose(["h2"])
    after = after_loss(DEALT, lost)
    assert [one.id for one in after.households] == ["h1"]
    assert after.legs == ()


def test_the_call_list_names_people_by_urgency_with_an_hour_and_a_day_to_burn_it() -> None:
    now = at(0, 10)
    calls = call_list(EXPOSURE, now=now)
    assert [call.id for call in calls.calls] == ["h1"]
    assert calls.calls[0].call_by == now + dt.timedelta(hours=12)
    assert calls.burn_by == (now + LIST_LIVES).date()


def test_nobody_lost_is_on_the_call_list_and_direct_exposure_is_called_within_the_hour() -> None:
    calls = call_list(Web(NODES, TIES, today=TONIGHT).expose(["p1", "e1"]), now=at(0, 10))
    assert [(call.id, call.exposed.level) for call in calls.calls] == [("h1", Level.DIRECT)]
    assert calls.calls[0].call_by == at(0, 11)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**9), st.integers(0, 5), st.integers(0, 3))
def test_moves_after_any_loss_are_sound_and_avoid_what_is_burned(
    seed: int, home: int, who: int
) -> None:
    dealt = deal(seed)
    plan = plan_greedily(dealt)
    nodes = [Node(p.id, NodeKind.PLACE) for p in dealt.places]
    nodes += [Node(h.id, NodeKind.HELPER) for h in dealt.helpers]
    nodes += [Node(h.id, NodeKind.HOUSEHOLD) for h in dealt.households]
    ties = [Tie(TieKind.KNOWS, h.id, p) for h in dealt.helpers for p in dealt.known_to(h)]
    ties += [Tie(TieKind.SLEEPS, stay.household, stay.place) for stay in plan.stays]
    exposure = Web(nodes, ties, today=TONIGHT).expose(
        [dealt.places[home].id, dealt.helpers[who].id]
    )
    moves = propose_moves(dealt, plan, exposure)
    burned = exposure.ids(NodeKind.PLACE, Level.DIRECT, Level.ONE_STEP) | {dealt.places[home].id}
    assert check_plan(moves.replanned.plan, moves.cards) == ()
    assert not {stay.place for stay in moves.replanned.plan.stays} & burned
    assert moves.stranded <= moves.must_leave
