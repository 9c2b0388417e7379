"""A new plan after a loss, with as little disturbance as the loss allows.

Invariants:
- What still stands is kept as it is; only what the new cards break is planned anew.
- Every difference from the plan before is listed, once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .deck import Cards
from .greedy import plan_greedily
from .plans import Plan

Planner = Callable[[Cards, Plan], Plan]


class ChangeKind(StrEnum):
    """How a plan differs from the one before."""

    MOVED = "sleeps elsewhere"
    LOST = "has no bed any more"
    GAINED = "has a bed now"
    NEW_RIDE = "goes with somebody or something else"
    LOST_RIDE = "has nobody or nothing to go with any more"
    GAINED_RIDE = "has an escort or vehicle now"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference: the household or leg, and the nights it is about."""

    kind: ChangeKind
    about: str
    nights: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Replanned:
    """The new plan, and every change from the one before."""

    plan: Plan
    changes: tuple[Change, ...]


def replan(cards: Cards, before: Plan, planner: Planner | None = None) -> Replanned:
    """A sound plan for cards that changed since `before`, as near to it as the planner finds.

    Give the cards what was lost first (a place burned, a helper's card gone). The planner is the
    quick one unless another is handed in, such as `lambda cards, keep: plan_optimally(...).plan`.
    """
    plan = planner(cards, before) if planner else plan_greedily(cards, keep=before)
    return Replanned(plan, changes_between(before, plan, cards))


def changes_between(before: Plan, after: Plan, cards: Cards) -> tuple[Change, ...]:
    """Every difference between two plans from tonight on."""
    return tuple(
        sorted([*_bed_changes(before, after, cards), *_ride_changes(before, after, cards)])
    )


def _bed_changes(before: Plan, after: Plan, cards: Cards) -> list[Change]:
    then, now = before.whereabouts(), after.whereabouts()
    nights: dict[tuple[ChangeKind, str], list[dt.date]] = {}
    for household, night in sorted(then.keys() | now.keys()):
        old, new = then.get((household, night)), now.get((household, night))
        if night >= cards.tonight and old != new:
            kind = _kind(old, new, (ChangeKind.MOVED, ChangeKind.LOST, ChangeKind.GAINED))
            nights.setdefault((kind, household), []).append(night)
    return [Change(kind, household, tuple(when)) for (kind, household), when in nights.items()]


def _ride_changes(before: Plan, after: Plan, cards: Cards) -> list[Change]:
    then = {ride.leg: ride for ride in before.rides if cards.find_leg(ride.leg) is not None}
    now = {ride.leg: ride for ride in after.rides}
    kinds = (ChangeKind.NEW_RIDE, ChangeKind.LOST_RIDE, ChangeKind.GAINED_RIDE)
    return [
        Change(_kind(then.get(leg), now.get(leg), kinds), leg)
        for leg in sorted(then.keys() | now.keys())
        if then.get(leg) != now.get(leg)
    ]


def _kind(old: object, new: object, kinds: tuple[ChangeKind, ChangeKind, ChangeKind]) -> ChangeKind:
    other, lost, gained = kinds
    if new is None:
        return lost
    return gained if old is None else other
