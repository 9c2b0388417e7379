"""Deciding about a proposed ride: accepted, changed or refused, with the reason kept.

Invariants:
- Nobody is sent before a person decided so and said why.
- What a plan may never propose is refused in words, whoever decided it: somebody who must not know
  them, a place somebody must not learn, too little vetting, too few seats, two legs at once. Areas,
  hours, an earlier refusal and who goes with whom can be decided over.
- Who goes instead of somebody else frees them; who was lost is still told of after a loss.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.journeys import PromisedError, WrongMomentError
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.replanning import gone_in
from holdfast.apps.casework.queries.ride_cards import leg_id
from holdfast.apps.casework.queries.rides import obstacles_to
from holdfast.apps.casework.queries.vehicles import bookings_for
from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.records.rides import RideJudgement
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.journeys import ENDED
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.passage.cards import HelperId, VehicleId
from holdfast.methods.passage.escorts import EscortObstacle
from holdfast.methods.passage.judgement import Verdict
from holdfast.methods.passage.plans import Ride

from .bookings import book, free, others_of, with_aliases
from .entries import add_fact_to
from .openings import open_for

CAN_BE_DECIDED_OVER = frozenset(
    {
        EscortObstacle.ZONES,
        EscortObstacle.HOURS,
        EscortObstacle.REFUSED,
        EscortObstacle.TOGETHER,  # else neither of two rides could be changed before the other
    }
)


@dataclass(frozen=True, slots=True)
class RideDecision:
    """What is decided about a leg. Empty ids are nobody and nothing."""

    verdict: Verdict
    journey: RecordId
    leg: int
    helper: str
    vehicle: str
    reason: str


def decide_ride(
    *, actor: Actor, case: CaseId, decision: RideDecision, clock: Clock = utc_now
) -> None:
    """Send who and what was decided with a leg, or rule them out for it.

    Raises ReasonNeededError, PromisedError (every reason is in its words), WrongMomentError,
    NotGrantedError, ExpiredGrantError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if not decision.reason.strip():
        raise ReasonNeededError("Say why you decide so. Nothing was decided.")
    open_for(actor=actor, case=case, reason=decision.reason, clock=clock)
    file = case_file(actor, case, now=clock())
    stored = file.one(decision.journey, Journey)
    _check_moment(stored.value, decision.leg)
    judgement = RideJudgement(
        verdict=decision.verdict,
        journey=decision.journey,
        leg=decision.leg,
        helper=decision.helper,
        vehicle=decision.vehicle,
        reason=decision.reason.strip(),
        by=actor.member,
        at=clock(),
    )
    if decision.verdict is Verdict.REFUSE:
        with writing(actor) as write:
            add(write, file.head.unit, judgement)
        return
    _check(actor, decision, clock)
    gone = gone_in(picture(actor, now=clock()))
    replaced = [
        card
        for card in bookings_for(actor, case)
        if (card.value.journey, card.value.leg) == (stored.id, decision.leg) and card.value.stands
    ]
    others = others_of(actor, case, clock=clock)
    with writing(actor) as write:
        leg = _sent(actor, stored.value.legs[decision.leg], decision)
        book(write, file, stored.id, {decision.leg: leg}, others=others)
        save(write, stored.id, _with(stored, decision.leg, leg), revision=stored.revision)
        add(write, file.head.unit, judgement)
        says = f"Leg {decision.leg + 1}: who goes was decided"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=clock())
        free(write, file, [card for card in replaced if card.value.id in gone], at=clock())
    for card in replaced:
        if card.value.id not in gone:
            shred_unit(actor, card.unit)


def _check_moment(journey: Journey, leg: int) -> None:
    if journey.state in ENDED or not journey.current < leg < len(journey.legs):
        raise WrongMomentError("This leg has begun or is none. Nothing was decided.")


def _check(actor: Actor, decision: RideDecision, clock: Clock) -> None:
    ride = Ride(
        leg_id(decision.journey, decision.leg),
        HelperId(decision.helper) if decision.helper else None,
        VehicleId(decision.vehicle) if decision.vehicle else None,
    )
    against = obstacles_to(actor, decision.journey, decision.leg, ride, clock=clock)
    hard = [str(obstacle) for obstacle in against if obstacle not in CAN_BE_DECIDED_OVER]
    if hard:
        raise PromisedError(f"This cannot be: {'; '.join(hard)}. Nothing was changed.")


def _sent(actor: Actor, leg: Leg, decision: RideDecision) -> Leg:
    sent = msgspec.structs.replace(leg, helper=decision.helper, vehicle=decision.vehicle)
    return with_aliases(actor, sent)


def _with(stored: Stored[Journey], number: int, leg: Leg) -> Journey:
    legs = list(stored.value.legs)
    legs[number] = leg
    return msgspec.structs.replace(stored.value, legs=tuple(legs))
