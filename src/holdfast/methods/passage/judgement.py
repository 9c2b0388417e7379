"""What a person decides about a proposed plan, with the reason kept.

Invariants:
- Nothing planned is done until a person accepted it; every decision has a reason and a member.
- A decision outlives a new planning: what was refused is a rule of the cards from then on, what
  was changed stands in the plan to keep.
- A change that breaks a rule is refused with every rule it breaks; to waive a rule, change the card
  that states it, so that the waiver is seen there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .cards import HouseholdId, PlaceId
from .checker import check_plan
from .deck import Cards
from .errors import BadJudgementError
from .plans import Plan, Stay, stays_of


class Verdict(StrEnum):
    """What is decided about where a household is planned to be."""

    ACCEPT = "accept"
    CHANGE = "change"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision. `place` and nights are those it is about; for a change, the new ones."""

    household: HouseholdId
    verdict: Verdict
    place: PlaceId
    first_night: dt.date
    last_night: dt.date
    reason: str
    decided_by: str
    decided_at: dt.datetime

    def __post_init__(self) -> None:
        """Refuse a decision without a reason, a member, or a time."""
        if not self.reason.strip() or not self.decided_by.strip():
            raise BadJudgementError("A decision needs its reason and who made it.")
        if self.decided_at.utcoffset() is None:
            raise BadJudgementError("A decision needs its hour with the time zone.")
        if self.last_night < self.first_night:
            raise BadJudgementError("A decision's last night is before its first.")


@dataclass(frozen=True, slots=True)
class Judged:
    """Cards and plan after the decisions; `accepted` are the households a person agreed to."""

    cards: Cards
    plan: Plan
    accepted: frozenset[HouseholdId]


def judge(cards: Cards, plan: Plan, judgements: Iterable[Judgement]) -> Judged:
    """Cards and plan with these decisions in force, taken in the order of time.

    Pass both to `plan_greedily(cards, keep=plan)` for what is left. Raises BadJudgementError where
    a change breaks a rule or a decision is about a stay that is not planned.
    """
    accepted: set[HouseholdId] = set()
    for judgement in sorted(judgements, key=lambda one: one.decided_at):
        match judgement.verdict:
            case Verdict.ACCEPT:
                _demand_planned(plan, judgement)
                accepted.add(judgement.household)
            case Verdict.REFUSE:
                _demand_planned(plan, judgement)
                cards, plan = _refuse(cards, plan, judgement)
                accepted.discard(judgement.household)
            case Verdict.CHANGE:
                plan = _change(cards, plan, judgement)
                accepted.add(judgement.household)
    return Judged(cards, plan, frozenset(accepted))


def _demand_planned(plan: Plan, judgement: Judgement) -> None:
    if not any(
        stay.household == judgement.household and stay.place == judgement.place
        for stay in plan.stays
    ):
        raise BadJudgementError(
            f"Household {judgement.household} is not planned at {judgement.place}. "
            "Nothing was changed.",
            hint="The plan may have changed since you opened it: look at it again.",
        )


def _refuse(cards: Cards, plan: Plan, judgement: Judgement) -> tuple[Cards, Plan]:
    household = cards.household(judgement.household)
    refusing = replace(household, refused=household.refused | {judgement.place})
    left = [stay for stay in plan.stays if stay.household != household.id]
    begin = min(
        stay.first_night
        for stay in plan.stays
        if stay.household == household.id and stay.place == judgement.place
    )
    left += [
        stay for stay in plan.stays if stay.household == household.id and stay.last_night < begin
    ]
    households = (refusing if h.id == household.id else h for h in cards.households)
    return replace(cards, households=tuple(households)), Plan.of(left, plan.rides)


def _change(cards: Cards, plan: Plan, judgement: Judgement) -> Plan:
    wanted = Stay(judgement.household, judgement.first_night, judgement.last_night, judgement.place)
    where = {
        night: place
        for (household, night), place in plan.whereabouts().items()
        if household == judgement.household
    }
    where |= dict.fromkeys(wanted.nights(), judgement.place)
    others = [stay for stay in plan.stays if stay.household != judgement.household]
    changed = Plan.of([*others, *stays_of(judgement.household, sorted(where.items()))], ())
    before = set(check_plan(Plan.of(plan.stays, ()), cards))
    broken = [breach for breach in check_plan(changed, cards) if breach not in before]
    if broken:
        rules = "; ".join(sorted({str(breach.rule) for breach in broken}))
        raise BadJudgementError(
            f"This change breaks: {rules}. The plan was not changed.",
            hint="Choose another place, or change the card that states the rule.",
        )
    return Plan.of(changed.stays, plan.rides)
