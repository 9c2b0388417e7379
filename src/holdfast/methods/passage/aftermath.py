"""After a loss: whom to move where, whom to call and by when, and when the call list must be gone.

Invariants:
- Nobody is moved to a place that is burned or suspect, nor escorted by somebody who is exposed.
- Whoever must not be told (lost, detained) is on no call list; aliases and ids only.
- A call list has a day by which it must be destroyed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from .cards import HouseholdId, LegId, Place, PlaceStatus
from .deck import Cards
from .exposure import PEOPLE, Exposed, Exposure, Level, NodeKind
from .plans import Plan, uncovered
from .replanning import Replanned, replan

CALL_WITHIN = {
    Level.DIRECT: dt.timedelta(hours=1),
    Level.ONE_STEP: dt.timedelta(hours=12),
    Level.GUESS: dt.timedelta(days=3),
}
LIST_LIVES = dt.timedelta(days=3)
_LEFT = frozenset({PlaceStatus.BURNED, PlaceStatus.SUSPECT})


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call, why, and by when."""

    id: str
    exposed: Exposed
    call_by: dt.datetime


@dataclass(frozen=True, slots=True)
class CallList:
    """Calls in the order in which to make them; to be destroyed on `burn_by`."""

    calls: tuple[Call, ...]
    burn_by: dt.date


@dataclass(frozen=True, slots=True)
class Moves:
    """The plan after a loss: its changes, who must leave, who of them has nowhere to go, and the
    legs to halt until a person has looked at them.

    `cards` are those planned with: burned and suspect places marked, exposed helpers gone.
    """

    cards: Cards
    replanned: Replanned
    must_leave: frozenset[HouseholdId]
    legs: frozenset[LegId]
    stranded: frozenset[HouseholdId]


def call_list(exposure: Exposure, *, now: dt.datetime) -> CallList:
    """Everybody exposed who can be called, the most urgent first."""
    calls = tuple(
        Call(one.id, one, now + CALL_WITHIN[one.level])
        for one in exposure.exposed
        if one.kind in PEOPLE and one.id not in exposure.lost
    )
    return CallList(calls, (now + LIST_LIVES).date())


def after_loss(cards: Cards, exposure: Exposure) -> Cards:
    """The cards with what is lost marked: direct places burned, one step away suspect.

    Lost or directly exposed helpers and vehicles are gone; so are households that are lost
    themselves (a person detained is no longer placed). Ids of nodes are ids of cards.
    """
    gone = {*exposure.lost, *_ids(exposure, Level.DIRECT)}
    suspect = _ids(exposure, Level.ONE_STEP)
    lost_households = {h.id for h in cards.households if h.id in exposure.lost}
    helpers = tuple(helper for helper in cards.helpers if helper.id not in gone)
    staying = frozenset(helper.id for helper in helpers)
    return replace(
        cards,
        places=tuple(_marked(place, gone, suspect) for place in cards.places),
        helpers=helpers,
        vehicles=tuple(vehicle for vehicle in cards.vehicles if vehicle.id not in gone),
        households=tuple(
            replace(
                household,
                works_with=household.works_with & staying,
                apart_from=household.apart_from - lost_households,
                travels_with=household.travels_with - lost_households,
                not_without=household.not_without - lost_households,
            )
            for household in cards.households
            if household.id not in lost_households
        ),
        legs=tuple(leg for leg in cards.legs if leg.household not in lost_households),
    )


def propose_moves(cards: Cards, plan: Plan, exposure: Exposure) -> Moves:
    """Safe placements for everybody the loss drives out; everybody else is left where they are."""
    after = after_loss(cards, exposure)
    named = {*exposure.lost, *_ids(exposure, Level.DIRECT), *_ids(exposure, Level.ONE_STEP)}
    left = (place.id for place in after.places if place.status in _LEFT)
    closed = {id_ for id_ in left if id_ in named}  # who had to leave before waits already
    where = plan.whereabouts()
    must_leave = frozenset(
        household.id
        for household in after.households
        if household.now_at in closed or where.get((household.id, cards.tonight)) in closed
    )
    replanned = replan(after, plan)
    halted = frozenset(map(LegId, exposure.ids(NodeKind.LEG, Level.DIRECT, Level.ONE_STEP)))
    stranded = must_leave & uncovered(after, replanned.plan).keys()
    return Moves(after, replanned, must_leave, halted, frozenset(stranded))


def _ids(exposure: Exposure, level: Level) -> frozenset[str]:
    kinds = (NodeKind.PLACE, NodeKind.HELPER, NodeKind.VEHICLE)
    return frozenset(id_ for kind in kinds for id_ in exposure.ids(kind, level))


def _marked(place: Place, gone: set[str], suspect: frozenset[str]) -> Place:
    if place.id in gone:
        return replace(place, status=PlaceStatus.BURNED)
    if place.id in suspect and place.status is not PlaceStatus.BURNED:
        return replace(place, status=PlaceStatus.SUSPECT)
    return place
