"""After a loss: noting who asked for the list and why, and taking a lost member's keys back.

Invariants:
- Who asked for a list is entered before it is shown; the list is never stored.
- What a lost member alone holds is not destroyed with their keys: it is counted and left.
- What the actor can open is rotated before it is acknowledged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.places import stored_place
from holdfast.apps.casework.queries.vehicles import stored_vehicle
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.losses import CallSheet, LossNote
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import ENDED
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.people import HelperId, HelperState
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.keyring.errors import LastHolderError, NotGrantedError
from holdfast.apps.keyring.queries.keys import open_keys, team_key, trusted
from holdfast.apps.keyring.queries.tasks import all_holders, held_by, held_by_them_alone
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .journeys import declare_compromised
from .openings import open_for
from .people import change_helper
from .vehicles import set_vehicle_standing

Held = tuple[ScopeId, Part]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many keys were taken back, how many are left that they alone hold, and how many scopes
    were rotated at once."""

    keys: int
    left: int
    rotated: int


def note_loss(*, actor: Actor, lost: Lost, reason: str, clock: Clock = utc_now) -> None:
    """Enter that the actor asks who is exposed, so that it is shown for a working day.

    Raises ReasonNeededError, NotGrantedError (the actor does not know what was lost).
    """
    require(actor, Permission.WORK_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say what happened: a few words, without a name.")
    scope, part = _where(actor, lost, clock)
    note = LossNote(
        kind=lost.kind, lost=lost.id, by=actor.member, reason=reason.strip(), at=clock()
    )
    with writing(actor) as write:
        add(write, create_unit(write, scope, part), note)


def open_call_sheet(*, actor: Actor, lost: Lost, clock: Clock = utc_now) -> None:
    """Enter that the actor opens the list of whom to call, so that it can be read for a working
    day. Raises NotGrantedError (the actor does not know what was lost)."""
    require(actor, Permission.WORK_CASES)
    scope, part = _where(actor, lost, clock)
    sheet = CallSheet(kind=lost.kind, lost=lost.id, by=actor.member, at=clock())
    with writing(actor) as write:
        add(write, create_unit(write, scope, part), sheet)


def halt_journeys(*, actor: Actor, case: CaseId, reason: str, clock: Clock = utc_now) -> int:
    """Declare every journey of a case compromised that is not at its end. Returns how many.

    Their check-ins stay with the watch. Raises ReasonNeededError, or as `services.journeys` does.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    open_for(actor=actor, case=case, reason=reason, clock=clock)
    file = case_file(actor, case, now=clock())
    going = [stored.id for stored in file.all(Journey) if stored.value.state not in ENDED]
    for journey in going:
        declare_compromised(actor=actor, case=case, journey=journey, clock=clock)
    return len(going)


def take_out_of_use(*, actor: Actor, lost: Lost, clock: Clock = utc_now) -> None:
    """Burn a vehicle, or note that a helper is detained: nothing is promised to a leg any more.

    Raises NotGrantedError, NotAHelperError, EditConflictError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if lost.kind is LossKind.VEHICLE:
        vehicle = ScopeId(lost.id)
        set_vehicle_standing(actor=actor, vehicle=vehicle, standing=Standing.BURNED, clock=clock)
        return
    stored = stored_helper(actor, HelperId(lost.id))
    detained = msgspec.structs.replace(stored.value, state=HelperState.DETAINED)
    change_helper(
        actor=actor, helper=stored.scope, changed=detained, revision=stored.revision, clock=clock
    )


def take_keys_back(*, actor: Actor, member: MemberId, clock: Clock = utc_now) -> Taken:
    """Take back what a member can open, and rotate it.

    Who may end a membership takes every key, who may grant cases those that they hold too.
    Raises NotPermittedError, NotGrantedError (there was none to take).
    """
    alone = held_by_them_alone(member)
    if not may(actor.roles, Permission.END_MEMBERSHIP):
        require(actor, Permission.GRANT_CASES)
        mine = all_holders(actor)
        theirs = [p for p in mine if member in mine[p] and p[1] is not Part.TEAM]
    else:
        theirs = [place for place in held_by(member) if place not in alone]
    taken = _take(actor, member, theirs, clock)
    if not taken:
        raise NotGrantedError
    return Taken(taken, len(alone), rotate_due(actor))


def rotate_due(actor: Actor) -> int:
    """Rotate every scope that the actor can open and that is due. Returns how many."""
    due = sorted({key.scope for key in open_keys(actor) if key.is_due})
    for scope in due:
        open_scope(actor, scope)
    return len(due)


def _take(actor: Actor, member: MemberId, theirs: Sequence[Held], clock: Clock) -> int:
    """Take these back: all in one write where they are all that the member holds."""
    if theirs and len(theirs) == len(held_by(member)):
        dismiss(actor, member, clock=clock)
        return len(theirs)
    return sum(_took(actor, held, member, clock) for held in theirs)


def _took(actor: Actor, held: Held, member: MemberId, clock: Clock) -> bool:
    try:
        revoke(actor, *held, member, clock=clock)
    except LastHolderError:
        return False
    return True


def _where(actor: Actor, lost: Lost, clock: Clock) -> tuple[ScopeId, Part]:
    """Where the note stands: with what was lost; of a member, with the team."""
    if lost.kind is LossKind.MEMBER:
        trusted(actor, MemberId(lost.id))
        return team_key(actor).scope, Part.TEAM
    if lost.kind is LossKind.PLACE:
        return stored_place(actor, PlaceId(lost.id)).scope, Part.CONTENT
    if lost.kind is LossKind.VEHICLE:
        return stored_vehicle(actor, ScopeId(lost.id)).scope, Part.CONTENT
    if lost.kind is LossKind.HELPER:
        return stored_helper(actor, HelperId(lost.id)).scope, Part.CONTENT
    return case_file(actor, CaseId(lost.id), now=clock()).scope, Part.CONTENT
