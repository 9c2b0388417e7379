"""Journeys before they begin: planned by one, approved by another, given somebody who drives.

Invariants: every leg has a check-in of its own, told to whoever planned it and to a coordinator.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import msgspec

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.journeys import PromisedError, SamePersonError
from holdfast.apps.casework.queries.cases import CaseView, cases
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.queries.household import company_of
from holdfast.apps.casework.queries.places import places, stays_of
from holdfast.apps.casework.queries.rides import RideShown, rides_view
from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import SHOWN, Escort, JourneyState, Mode
from holdfast.apps.casework.rules.places import USABLE, nights_from
from holdfast.apps.casework.services.journeys import (
    Agreed,
    Plan,
    Stop,
    abort,
    approve,
    plan_journey,
)
from holdfast.apps.casework.services.rides import RideDecision, decide_ride
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.methods.passage.judgement import Verdict

from .stage import Story

SAFE, DURESS, PHRASE = "grey heron", "white heron", "which bird?"
GRACE_MINUTES, SECOND_RUNG_MINUTES = 15, 30
_STOPS = ("Yard", "Karsk station", "Lowport")
_HOUR = dt.timedelta(hours=1)


def a_journey_is_planned(story: Story) -> bool:
    """Who has none is planned a way out, mostly approved soon; some nobody could travel."""
    actor = story.worker()
    listed = story.case_of(actor)
    if listed is None:
        return False
    shown = story.opened(actor, listed.id)
    if any(stored.value.state in SHOWN for stored in shown.journeys):
        return False
    plan = _plan(story, actor, shown)
    _plan_for(story, actor, listed.id, plan)
    _plan_company(story, actor, listed.id, plan)
    return True


def _plan_for(story: Story, actor: Actor, case: CaseId, plan: Plan) -> None:
    journey = plan_journey(actor=actor, case=case, plan=plan, clock=story.clock)
    if story.chance(0.8):
        second = story.coordinator()
        story.opened(second, case)
        approval = partial(approve, case=case, journey=journey, clock=story.clock)
        story.attempt("a journey is approved", partial(approval, actor=second), SamePersonError)


def _plan_company(story: Story, actor: Actor, case: CaseId, plan: Plan) -> None:
    """Who travels with them goes the same way at the same minutes, each from their own bed."""
    known = {listed.id for listed in cases(actor, clock=story.clock)}
    for other in sorted(company_of(actor, case, clock=story.clock) & known):
        shown = story.opened(actor, other)
        if not any(stored.value.state in SHOWN for stored in shown.journeys):
            bed = _bed(actor, other, plan.legs[0].leaves_at.date())
            first = msgspec.structs.replace(plan.legs[0], from_place=bed)
            same = replace(plan, legs=(first, *plan.legs[1:]))
            together = partial(_plan_for, story, actor, other, same)
            story.attempt("company is planned with them", together, PromisedError)


def a_journey_is_approved(story: Story) -> bool:
    """Somebody approves the first that waits: refused where they planned it themselves."""
    actor = story.worker()
    row = next(
        (r for r in departures(actor, clock=story.clock).rows if r.state is JourneyState.READY),
        None,
    )
    if row is None:
        return False
    story.opened(actor, row.case)
    approve(actor=actor, case=row.case, journey=row.journey, clock=story.clock)
    return True


def a_journey_is_put_off(story: Story) -> bool:
    """A visa is late, or they cannot come: what was planned is given up, and planned anew."""
    actor = story.worker()
    waiting = {JourneyState.READY, JourneyState.APPROVED}
    rows = [r for r in departures(actor, clock=story.clock).rows if r.state in waiting]
    row = story.chosen(rows)
    if row is None:
        return False
    story.opened(actor, row.case)
    abort(actor=actor, case=row.case, journey=row.journey, clock=story.clock)
    return True


def a_ride_is_decided(story: Story) -> bool:
    """What is proposed for a leg is accepted or refused, or somebody else is asked."""
    actor = story.coordinator()
    rides = rides_view(actor, clock=story.clock).rides
    ride = story.chosen([one for one in rides if one.is_proposed])
    if ride is None:
        return False
    verdict = story.random.choices(tuple(Verdict), weights=[6, 2, 2])[0]
    decide_about(story, actor, ride, verdict, helper=_helper_for(story, rides, ride, verdict))
    return True


def decide_about(
    story: Story, actor: Actor, ride: RideShown, verdict: Verdict, *, helper: str
) -> None:
    """Decide who goes with a leg; its vehicle is the one that is proposed."""
    decision = RideDecision(
        verdict, RecordId(ride.journey), ride.number, helper, ride.vehicle, "They know the road"
    )
    decide_ride(actor=actor, case=ride.case, decision=decision, clock=story.clock)


def _helper_for(story: Story, rides: list[RideShown], ride: RideShown, verdict: Verdict) -> str:
    """Who is proposed; for a change, whoever goes with another leg: perhaps at the same hours."""
    others = [one.helper for one in rides if one.helper and one.helper != ride.helper]
    return (story.chosen(others) or "") if verdict is Verdict.CHANGE else ride.helper


def _plan(story: Story, actor: Actor, shown: CaseView) -> Plan:
    leaves_at = story.clock() + _HOUR * story.random.randint(3, 36)
    legs = tuple(
        _leg(story, actor, shown.id, number, leaves_at + 3 * _HOUR * number)
        for number in range(story.random.choice((1, 1, 2)))
    )
    second = story.crew[story.random.choice(story.names(Role.COORDINATOR))].actor.member
    ladder = (Rung(0, actor.member), Rung(SECOND_RUNG_MINUTES, second))
    stops = tuple(Stop(n, leg.arrives_at, GRACE_MINUTES, ladder) for n, leg in enumerate(legs))
    return Plan(legs, stops, Agreed(SAFE, DURESS, PHRASE))


def _leg(story: Story, actor: Actor, case: CaseId, number: int, leaves_at: dt.datetime) -> Leg:
    is_ours = story.chance(0.7)
    escorts = (Escort.NONE, Escort.MEET, Escort.ACCOMPANY)
    hours = -1 if story.chance(0.05) else 2
    return Leg(
        origin=_STOPS[number],
        destination=_STOPS[number + 1],
        leaves_at=leaves_at,
        arrives_at=leaves_at + hours * _HOUR,
        mode=Mode.PRIVATE_CAR if is_ours else Mode.BUS,
        escort=story.random.choice(escorts) if is_ours else Escort.NONE,
        from_place=_bed(actor, case, leaves_at.date()) if not number else "",
        to_place=_somewhere(story, actor) if story.chance(0.3) else "",
        criteria=("The street is quiet",) if story.chance(0.5) else (),
    )


def _bed(actor: Actor, case: CaseId, night: dt.date) -> str:
    """Where they sleep on a night, empty where nowhere of ours."""
    for card in stays_of(actor, case):
        if night in nights_from(card.value.first_night, card.value.nights):
            return card.value.place
    return ""


def _somewhere(story: Story, actor: Actor) -> str:
    usable = [view for view in places(actor, clock=story.clock) if view.place.status in USABLE]
    chosen = story.chosen(sorted(usable, key=lambda view: view.place.alias))
    return chosen.id if chosen else ""
