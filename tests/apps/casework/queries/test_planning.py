import datetime as dt

import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.queries.test_bed_cards import put, urgent
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.queries.planning import (
    better_plan,
    case_to_place,
    plan_view,
    search_order,
)
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan, Stay


def test_who_waits_is_shown_with_a_bed_for_every_night(desk: Office) -> None:
    teal, place = urgent(desk), desk.place()
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    assert (waiting.id, waiting.alias, waiting.short) == (teal, "Teal", ())
    (proposal,) = waiting.proposals
    assert (proposal.place, proposal.alias, proposal.nights) == (place, "Willow", 7)


def test_where_no_bed_is_left_the_rule_that_binds_is_said(desk: Office) -> None:
    urgent(desk, people=3)
    desk.place(beds=2)
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    assert waiting.proposals == []
    assert len(waiting.short) == 7
    assert waiting.binding == [("there are too few beds", 1)]
    assert [(alias, str(reasons[0].remedy)) for alias, reasons in waiting.ways] == [
        ("Willow", "add beds on these nights")
    ]


def test_every_place_is_held_against_them_with_every_reason(desk: Office) -> None:
    teal = urgent(desk, people=2, children=1)
    desk.place("Alder")
    desk.place("Willow", beds=1, takes_children=False)
    shown = case_to_place(desk.lead, teal, clock=desk.clock)
    assert [(c.alias, [str(r.obstacle) for r in c.reasons]) for c in shown.choices] == [
        ("Alder", []),
        ("Willow", ["the place does not suit a need of theirs", "there are too few beds"]),
    ]


def test_who_is_in_a_burned_place_waits_for_another(desk: Office) -> None:
    teal, willow = urgent(desk), desk.place()
    put(desk, teal, willow, 7)
    assert plan_view(desk.lead, clock=desk.clock).waiting == []
    alder = desk.place("Alder")
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    assert [(p.place, p.nights) for p in waiting.proposals] == [(alder, 7)]


def test_only_the_nights_after_a_stay_are_proposed(desk: Office) -> None:
    teal, willow = urgent(desk), desk.place()
    put(desk, teal, willow, 3)
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    later = desk.clock().date() + dt.timedelta(days=3)
    assert [(p.place, p.first, p.nights) for p in waiting.proposals] == [(willow, later, 4)]


def test_who_does_not_wait_or_is_not_granted_is_refused(desk: Office, case: CaseId) -> None:
    teal = urgent(desk)
    desk.join("mira")
    for actor, asked in ((desk.lead, case), (desk.back("mira"), teal)):
        with pytest.raises(NotGrantedError):
            case_to_place(actor, asked, clock=desk.clock)
    with pytest.raises(NotPermittedError):
        plan_view(at_work(desk.lead), clock=desk.clock)


def test_a_search_is_given_cards_without_any_alias_and_its_plan_gets_them_back(
    desk: Office,
) -> None:
    desk.place("Willow", beds=2)
    urgent(desk, people=2)
    order = search_order(desk.lead, seconds=3, clock=desk.clock)
    assert "Teal" not in repr(order)
    assert "Willow" not in repr(order)
    found = better_plan(desk.lead, plan_greedily(order.cards), clock=desk.clock)
    assert (found.is_current, found.quick, found.found) == (True, 0, 0)
    assert [(one.alias, one.proposals[0].alias) for one in found.waiting] == [("Teal", "Willow")]
    stale = Plan.of([Stay("nobody", desk.clock().date(), desk.clock().date(), "x")], ())
    assert not better_plan(desk.lead, stale, clock=desk.clock).is_current
