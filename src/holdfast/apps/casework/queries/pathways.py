"""What a member sees of pathways: programmes with places left, and how far each case came.

Invariants: places are counted over every case of the team, also those that the actor cannot open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.pathways import Pathway, Programme, SlotGiven
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.pathways import (
    MAY_HOLD_SLOT,
    PathwayState,
    is_stale,
    next_states,
    taken,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file
from .files import team_cards


@dataclass(frozen=True, slots=True)
class SlotView:
    """One day of a programme: how many places, and how many were given."""

    on: dt.date
    places: int
    given: int

    @property
    def left(self) -> int:
        """How many are left."""
        return max(self.places - self.given, 0)


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme, its slots, and whether it must be verified again."""

    id: RecordId
    revision: int
    programme: Programme
    slots: list[SlotView]
    is_stale: bool

    @property
    def left(self) -> int:
        """How many places are left on days to come."""
        return sum(slot.left for slot in self.slots)


@dataclass(frozen=True, slots=True)
class PathwayView:
    """One way of a case: what can follow, and the day of the place it was given."""

    id: RecordId
    revision: int
    pathway: Pathway
    programme: ProgrammeView | None
    next: tuple[PathwayState, ...]
    slot: dt.date | None
    may_hold_slot: bool


@dataclass(frozen=True, slots=True)
class CasePathways:
    """The ways of one case, those that can still lead somewhere first."""

    case: CaseId
    alias: str
    pathways: list[PathwayView]
    programmes: list[ProgrammeView]


def programmes(actor: Actor, *, clock: Clock = utc_now) -> list[ProgrammeView]:
    """Every programme, those in use first."""
    require(actor, Permission.WORK_CASES)
    given = [card.value for card in team_cards(actor, SlotGiven)]
    today = clock().date()
    shown = [_programme(stored, given, today) for stored in team_cards(actor, Programme)]
    return sorted(
        shown, key=lambda view: (view.programme.is_closed, view.programme.title.casefold())
    )


def programme(actor: Actor, id_: RecordId, *, clock: Clock = utc_now) -> ProgrammeView:
    """One programme. Raises NotGrantedError."""
    found = [view for view in programmes(actor, clock=clock) if view.id == id_]
    if not found:
        raise NotGrantedError
    return found[0]


def pathways(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> CasePathways:
    """How far a case came on each of its ways. Raises as `queries.cases.case`."""
    file = read_file(actor, case, clock=clock)
    offered = programmes(actor, clock=clock)
    known = {str(view.id): view for view in offered}
    slots = {card.value.pathway: card.value.on for card in slots_of(actor, case)}
    views = [
        PathwayView(
            id=stored.id,
            revision=stored.revision,
            pathway=stored.value,
            programme=known.get(stored.value.programme),
            next=next_states(stored.value.state),
            slot=slots.get(stored.id),
            may_hold_slot=stored.value.state in MAY_HOLD_SLOT,
        )
        for stored in file.all(Pathway)
    ]
    views.sort(key=lambda view: (not view.next, view.pathway.steps[0].on, view.id))
    open_ones = [view for view in offered if not view.programme.is_closed]
    return CasePathways(case, file.case.alias, views, open_ones)


def slots_of(actor: Actor, case: CaseId) -> list[Stored[SlotGiven]]:
    """The places that a case was given."""
    return [card for card in team_cards(actor, SlotGiven) if card.value.case == case]


def stored_programme(actor: Actor, id_: str) -> Stored[Programme]:
    """The record of a programme. Raises NotGrantedError."""
    for stored in team_cards(actor, Programme):
        if stored.id == id_:
            return stored
    raise NotGrantedError


def given_of(actor: Actor, programme: str) -> list[Stored[SlotGiven]]:
    """The places that a programme's slots were given to."""
    return [card for card in team_cards(actor, SlotGiven) if card.value.programme == programme]


def _programme(
    stored: Stored[Programme], given: Sequence[SlotGiven], today: dt.date
) -> ProgrammeView:
    value = stored.value
    counted = taken(one.given for one in given if one.programme == stored.id)
    slots = [
        SlotView(slot.on, slot.places, counted.get(slot.on, 0))
        for slot in sorted(value.slots, key=lambda slot: slot.on)
        if slot.on >= today
    ]
    stale = not value.is_closed and is_stale(value.verified_on, value.stale_days, today=today)
    return ProgrammeView(stored.id, stored.revision, value, slots, stale)
