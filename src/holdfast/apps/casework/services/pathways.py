"""Programmes and their slots; considering a way for a case, moving it on, giving a place.

Invariants:
- Places are counted while every other writer waits: two at once never get the last one.
- A programme is never set to fewer places than were given, nor deleted under a case that relies
  on it: it is closed, and stays readable.
- A refusal or the end of a way gives its place back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReliedOnError
from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.pathways import given_of, slots_of, stored_programme
from holdfast.apps.casework.records.pathways import Pathway, Programme, SlotGiven
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.pathways import (
    GIVES_SLOT_BACK,
    MAY_HOLD_SLOT,
    Deadline,
    Given,
    PathwayKind,
    PathwayState,
    Reached,
    check_day_ahead,
    check_slots,
    check_step,
)
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .entries import add_fact_to


@dataclass(frozen=True, slots=True)
class Step:
    """A state that was reached: on which day, what is known, and until when what was granted
    holds."""

    to: PathwayState
    on: dt.date
    says: str = ""
    valid_until: dt.date | None = None


def add_programme(*, actor: Actor, programme: Programme) -> RecordId:
    """A new programme, for the whole team. Raises NotPermittedError, SlotsTakenError."""
    require(actor, Permission.PLAN_JOURNEYS)
    check_slots(programme.slots, ())
    with writing(actor) as write:
        return add(write, create_unit(write, team_key(actor).scope, Part.TEAM), programme)


def change_programme(
    *,
    actor: Actor,
    programme: RecordId,
    changed: Programme,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Save a programme over `revision`.

    Raises SlotsTakenError (fewer places than were given), ReliedOnError (closed while places on
    days to come are given), EditConflictError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    with writing(actor) as write:
        stored = stored_programme(actor, programme)
        given = [card.value.given for card in given_of(actor, programme)]
        check_slots(changed.slots, given)
        ahead = sum(one.people for one in given if one.on >= clock().date())
        if changed.is_closed and ahead:
            raise ReliedOnError(f"{ahead} people were given places to come. Nothing was changed.")
        save(write, stored.id, changed, revision=revision)


def verify_programme(
    *, actor: Actor, programme: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Note that what stands of a programme was verified today. Raises EditConflictError."""
    require(actor, Permission.WORK_CASES)
    stored = stored_programme(actor, programme)
    verified = msgspec.structs.replace(
        stored.value, verified_on=clock().date(), verified_by=actor.member
    )
    with writing(actor) as write:
        save(write, stored.id, verified, revision=revision)


def consider(
    *,
    actor: Actor,
    case: CaseId,
    kind: PathwayKind,
    programme: str = "",
    says: str = "",
    clock: Clock = utc_now,
) -> RecordId:
    """A way that is considered for a case from today on.

    Raises ClosedCaseError, NotGrantedError (no such programme), or as `queries.cases.case`.
    """
    file = open_file(actor, case, clock=clock)
    if programme:
        kind = stored_programme(actor, programme).value.kind
    first = Reached(PathwayState.CONSIDERED, clock().date(), says, actor.member)
    with writing(actor) as write:
        unit = create_unit(write, case, Part.CONTENT)
        record = add(write, unit, Pathway(kind=kind, programme=programme, steps=(first,)))
        _note(write, file, f"Pathway considered: {kind}", clock)
    return record


def advance(
    *,
    actor: Actor,
    case: CaseId,
    pathway: RecordId,
    step: Step,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Move a way on. A refusal or its end gives its place back.

    Raises BadStepError, EditConflictError, ClosedCaseError, or as `queries.cases.case`.
    """
    file, stored = _pathway(actor, case, pathway, clock)
    today = clock().date()
    check_step(stored.value.steps, step.to, step.on, today=today)
    if step.valid_until is not None and step.valid_until < step.on:
        raise BadStepError("What was granted ends before it begins. Nothing was saved.")
    reached = Reached(step.to, step.on, step.says, actor.member)
    changed = msgspec.structs.replace(
        stored.value,
        steps=(*stored.value.steps, reached),
        valid_until=step.valid_until or stored.value.valid_until,
    )
    with writing(actor) as write:
        save(write, stored.id, changed, revision=revision)
        _note(write, file, f"{stored.value.kind}: {step.to}", clock, on=step.on)
    if step.to in GIVES_SLOT_BACK:
        _free(actor, case, pathway)


def add_deadline(
    *,
    actor: Actor,
    case: CaseId,
    pathway: RecordId,
    on: dt.date,
    says: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Something to be done by a day. Raises BadStepError, EditConflictError, ClosedCaseError."""
    _, stored = _pathway(actor, case, pathway, clock)
    check_day_ahead(on, today=clock().date())
    deadlines = (*stored.value.deadlines, Deadline(on, says))
    changed = msgspec.structs.replace(stored.value, deadlines=deadlines)
    with writing(actor) as write:
        save(write, stored.id, changed, revision=revision)


def finish_deadline(
    *,
    actor: Actor,
    case: CaseId,
    pathway: RecordId,
    number: int,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Note that what a deadline asks for was done. Raises BadStepError, EditConflictError."""
    file, stored = _pathway(actor, case, pathway, clock)
    deadlines = list(stored.value.deadlines)
    if not 0 <= number < len(deadlines):
        raise BadStepError("There is no such deadline. Nothing was saved.")
    deadlines[number] = msgspec.structs.replace(deadlines[number], is_done=True)
    changed = msgspec.structs.replace(stored.value, deadlines=tuple(deadlines))
    with writing(actor) as write:
        save(write, stored.id, changed, revision=revision)
        _note(write, file, f"{stored.value.kind}: done, {deadlines[number].says}", clock)


def give_slot(
    *, actor: Actor, case: CaseId, pathway: RecordId, on: dt.date, clock: Clock = utc_now
) -> None:
    """Give the household of a case places in the slot of a day.

    Raises SlotsTakenError, BadStepError, ClosedCaseError, or as `queries.cases.case`.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    file, stored = _pathway(actor, case, pathway, clock)
    way = stored.value
    if way.state not in MAY_HOLD_SLOT:
        raise BadStepError(f"A way that is {way.state} is given no place. Nobody was given one.")
    if on < clock().date():
        raise BadStepError("This day is past. Nobody was given a place.")
    with writing(actor) as write:
        programme = stored_programme(actor, way.programme)
        given = [card.value.given for card in given_of(actor, programme.id)]
        if any(card.value.pathway == pathway for card in slots_of(actor, case)):
            raise SlotsTakenError("They have a place already: give it back first.")
        wanted = Given(on, case, file.case.household.people)
        if programme.value.is_closed or not any(s.on == on for s in programme.value.slots):
            raise SlotsTakenError
        check_slots(programme.value.slots, [*given, wanted])
        card = SlotGiven(
            programme=programme.id, pathway=pathway, on=on, case=case, people=wanted.people
        )
        add(write, create_unit(write, team_key(actor).scope, Part.TEAM), card)
        _note(write, file, f"{way.kind}: place given for {on.isoformat()}", clock)


def give_slot_back(
    *, actor: Actor, case: CaseId, pathway: RecordId, clock: Clock = utc_now
) -> None:
    """Free the places of a way for others. Raises BadStepError where it has none."""
    require(actor, Permission.PLAN_JOURNEYS)
    file, stored = _pathway(actor, case, pathway, clock)
    if not _free(actor, case, pathway):
        raise BadStepError("They have no place that could be given back. Nothing was changed.")
    with writing(actor) as write:
        _note(write, file, f"{stored.value.kind}: place given back", clock)


def _pathway(
    actor: Actor, case: CaseId, pathway: RecordId, clock: Clock
) -> tuple[CaseFile, Stored[Pathway]]:
    file = open_file(actor, case, clock=clock)
    return file, file.one(pathway, Pathway)


def _free(actor: Actor, case: CaseId, pathway: RecordId) -> bool:
    units = [card.unit for card in slots_of(actor, case) if card.value.pathway == pathway]
    for unit in units:
        shred_unit(actor, unit)
    return bool(units)


def _note(
    write: Write, file: CaseFile, says: str, clock: Clock, *, on: dt.date | None = None
) -> None:
    day = on.isoformat() if on else ""
    add_fact_to(write, file.head.unit, FactKind.DOCUMENT, says, at=clock(), on=day)
