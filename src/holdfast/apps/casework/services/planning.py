"""Deciding about a proposed bed: accepted, changed or refused, with the reason kept.

Invariants:
- No bed is taken before a person decided so and said why.
- Who is moved has a bed at every moment: the old nights go and the new ones come in one write.
- What a place forbids is refused in words, whoever decided it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.places import PlaceFullError, PlaceRuleError
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.household import hidden_from, kept_apart
from holdfast.apps.casework.queries.places import (
    helpers_brought,
    needs_of,
    nights_of,
    rules_of,
    stays_at,
    stays_of,
    stored_place,
)
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.places import (
    Obstacle,
    PlaceId,
    check_nights,
    nights_from,
    obstacles,
)
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.passage.judgement import Verdict

from .entries import add_fact_to
from .openings import open_for
from .places import cut_stay, place_case


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a bed. For a change, place and nights are the new ones."""

    verdict: Verdict
    place: PlaceId
    first: dt.date
    nights: int
    reason: str


def decide(*, actor: Actor, case: CaseId, decision: Decision, clock: Clock = utc_now) -> None:
    """Place a case as decided, or rule the place out for it; the reason is kept with the case.

    Raises ReasonNeededError, PlaceFullError, PlaceRuleError, NotGrantedError, ExpiredGrantError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if not decision.reason.strip():
        raise ReasonNeededError("Say why you decide so. Nothing was decided.")
    stored_place(actor, decision.place)
    open_for(actor=actor, case=case, reason=decision.reason, clock=clock)
    if decision.verdict is not Verdict.REFUSE:
        _place(actor, case, decision, clock)
    judgement = PlanJudgement(
        verdict=decision.verdict,
        place=decision.place,
        first_night=decision.first,
        nights=decision.nights,
        reason=decision.reason.strip(),
        by=actor.member,
        at=clock(),
    )
    with writing(actor) as write:
        add(write, case_file(actor, case, now=clock()).head.unit, judgement)


def _place(actor: Actor, case: CaseId, decision: Decision, clock: Clock) -> None:
    check_nights(decision.first, decision.nights, today=clock().date())
    wanted = set(nights_from(decision.first, decision.nights))
    overlaps = any(wanted & _nights(card.value) for card in stays_of(actor, case))
    if overlaps:
        _move(actor, case, decision, clock)
    else:
        place_case(
            actor=actor,
            case=case,
            place=decision.place,
            first=decision.first,
            nights=decision.nights,
            clock=clock,
        )


def _move(actor: Actor, case: CaseId, decision: Decision, clock: Clock) -> None:
    """End what stands from the first new night on, and place them anew, in one write."""
    file = case_file(actor, case, now=clock())
    with writing(actor) as write:
        _refuse_obstacles(actor, file, decision, clock)
        emptied = [
            unit
            for card in stays_of(actor, case)
            if (unit := cut_stay(write, card, decision.first)) is not None
        ]
        stay = Stay(
            place=decision.place,
            case=case,
            first_night=decision.first,
            nights=decision.nights,
            people=file.case.household.people,
        )
        add(write, create_unit(write, team_key(actor).scope, Part.TEAM), stay)
        says = f"Moved: {stored_place(actor, decision.place).value.alias}, {decision.first}"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=clock())
    for unit in emptied:
        shred_unit(actor, unit)


def _refuse_obstacles(actor: Actor, file: CaseFile, decision: Decision, clock: Clock) -> None:
    kept = stored_place(actor, decision.place)
    others = [s.value for s in stays_at(actor, decision.place) if s.value.case != file.scope]
    against = obstacles(
        rules_of(kept.value, helpers_brought(actor).get(decision.place, frozenset())),
        needs_of(
            file.case.household,
            kept_apart(actor, file.scope, clock=clock),
            hidden_from(actor, file.scope, clock=clock),
        ),
        nights_from(decision.first, decision.nights),
        there=nights_of(others),
    )
    if against == [Obstacle.BEDS]:
        raise PlaceFullError
    if against:
        raise PlaceRuleError(f"{' '.join(against)} Nobody was moved.")


def _nights(stay: Stay) -> set[dt.date]:
    return set(nights_from(stay.first_night, stay.nights))
