"""Beds: proposals that people accept, change or refuse, and what becomes of places.

Invariants: nobody is put anywhere but by a decision of somebody who can open the case.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.places import PlaceView, places
from holdfast.apps.casework.queries.planning import PlanView, Proposal, plan_view
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import USABLE, PlaceStatus
from holdfast.apps.casework.services.places import change_place, grant_place, place_case, set_status
from holdfast.apps.casework.services.planning import Decision, decide
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.methods.passage.judgement import Verdict

from .beginning import find_place
from .stage import Story

LEAST_PLACES = 4


def a_bed_is_decided(story: Story) -> bool:
    """A proposal of the planner is accepted, or refused, or another place is chosen for it."""
    actor = story.worker()
    plan = plan_view(actor, clock=story.clock)
    found = story.chosen(_proposed(plan))
    if found is None:
        return False
    case, proposal = found
    verdict = story.random.choices(tuple(Verdict), weights=_weights())[0]
    decide_bed(story, actor, case, proposal, verdict)
    return True


def all_beds_are_decided(story: Story) -> bool:
    """In the evening a coordinator accepts what is proposed, the most urgent first."""
    actor = story.coordinator()
    proposed = _proposed(plan_view(actor, clock=story.clock))
    for case, proposal in proposed:
        decide_bed(story, actor, case, proposal, Verdict.ACCEPT)
    return bool(proposed)


def decide_bed(
    story: Story, actor: Actor, case: CaseId, proposal: Proposal, verdict: Verdict
) -> None:
    """Decide about a proposed bed; a change is to a place that somebody thought of."""
    place = proposal.place
    if verdict is Verdict.CHANGE:
        place = story.random.choice(_by_alias(places(actor, clock=story.clock))).id
    decision = Decision(verdict, place, proposal.first, proposal.nights, "They asked for it")
    decide(actor=actor, case=case, decision=decision, clock=story.clock)


def somebody_thinks_of_a_bed(story: Story) -> bool:
    """Without looking at the plan: full, against the rules, or taken elsewhere, as it happens."""
    actor = story.worker()
    listed = story.case_of(actor)
    if listed is None:
        return False
    place = story.chosen(_by_alias(places(actor, clock=story.clock)))
    if place is None:
        return False
    story.opened(actor, listed.id)
    place_case(
        actor=actor,
        case=listed.id,
        place=place.id,
        first=story.today + dt.timedelta(days=story.random.randint(0, 3)),
        nights=story.random.randint(1, 9),
        clock=story.clock,
    )
    return True


def a_place_is_made_known(story: Story) -> bool:
    """A worker is told what a place is like: refused where they know it."""
    actor, name = story.coordinator(), story.chosen(story.names(Role.CASE_WORKER))
    view = story.chosen(_by_alias(places(actor, clock=story.clock)))
    if name is None or view is None:
        return False
    member = story.crew[name].actor.member
    grant_place(actor=actor, place=view.id, member=member, parts=(Part.CONTENT,))
    return True


def a_place_changes(story: Story) -> bool:
    """It rests, is suspected, swept or used again: not every status follows from every other."""
    actor = story.coordinator()
    view = story.random.choice(_by_alias(places(actor, clock=story.clock)))
    status = story.random.choice(
        (PlaceStatus.RESTING, PlaceStatus.SUSPECT, PlaceStatus.VETTED, PlaceStatus.ACTIVE)
    )
    set_status(actor=actor, place=view.id, status=status, clock=story.clock)
    return True


def a_bed_breaks(story: Story) -> bool:
    """A place has one bed less: refused where somebody is to sleep in it."""
    actor = story.coordinator()
    usable = [view for view in places(actor, clock=story.clock) if view.place.beds > 1]
    view = story.chosen(_by_alias(usable))
    if view is None:
        return False
    fewer = msgspec.structs.replace(view.place, beds=view.place.beds - 1)
    change_place(
        actor=actor, place=view.id, changed=fewer, revision=view.revision, clock=story.clock
    )
    return True


def a_place_is_found(story: Story) -> bool:
    """Where few are left, somebody offers another."""
    usable = [
        view
        for view in places(story.coordinator(), clock=story.clock)
        if view.place.status in USABLE
    ]
    if len(usable) >= LEAST_PLACES:
        return False
    find_place(story)
    return True


def _proposed(plan: PlanView) -> list[tuple[CaseId, Proposal]]:
    return [(one.id, one.proposals[0]) for one in plan.waiting if one.proposals]


def _weights() -> tuple[int, ...]:
    often = {Verdict.ACCEPT: 6, Verdict.CHANGE: 2, Verdict.REFUSE: 2}
    return tuple(often[verdict] for verdict in Verdict)


def _by_alias(views: list[PlaceView]) -> list[PlaceView]:
    return sorted(views, key=lambda view: view.place.alias)
