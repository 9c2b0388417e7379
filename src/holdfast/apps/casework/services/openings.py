"""Opening a case, or who it is about, with a reason that is kept; and writing who it is about.

Invariants:
- A reason is recorded before anything is shown.
- Who a case is about is saved under the identity key, never beside the content.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import check_held
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .access import end_expired
from .entries import note_opening


def open_for(
    *,
    actor: Actor,
    case: CaseId,
    reason: str,
    part: Part = Part.CONTENT,
    clock: Clock = utc_now,
) -> None:
    """Record why the actor opens a part of a case, so that it can be read for a working day.

    Raises ReasonNeededError, NotGrantedError, ExpiredGrantError.
    """
    require(actor, Permission.WORK_CASES)
    if not reason.strip():
        raise ReasonNeededError
    end_expired(actor, clock=clock)
    check_held(actor, case, part, clock=clock)
    open_scope(actor, case)
    file = case_file(actor, case, now=clock())
    with writing(actor) as write:
        note_opening(write, file.head.unit, part, reason=reason.strip(), at=clock())


def set_identity(
    *,
    actor: Actor,
    case: CaseId,
    identity: Identity,
    reason: str,
    revision: int = 0,
    clock: Clock = utc_now,
) -> None:
    """Write who a case is about, over `revision` (0 where nothing was written yet).

    Raises ReasonNeededError, NotGrantedError, EditConflictError.
    """
    open_for(actor=actor, case=case, reason=reason, part=Part.IDENTITY, clock=clock)
    kept = case_file(actor, case, now=clock()).all(Identity)
    if bool(kept) != bool(revision):
        raise EditConflictError
    with writing(actor) as write:
        if kept:
            save(write, kept[0].id, identity, revision=revision)
        else:
            add(write, create_unit(write, case, Part.IDENTITY), identity)
