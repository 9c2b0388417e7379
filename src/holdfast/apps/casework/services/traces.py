"""Noting whose number is in whose phone and whom a document names; noting that it is gone.

Invariants:
- A trace leads to something the actor knows; its number or name is not kept here.
- What was wiped stays noted: a phone that was seized before knew it.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.errors.cases import NotTracedError
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.places import stored_place
from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.keyring.queries.keys import trusted
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file


def add_trace(
    *,
    actor: Actor,
    case: CaseId,
    held_in: TraceIn,
    leads_to: LeadsTo,
    id_: str,
    clock: Clock = utc_now,
) -> RecordId:
    """Note that the phone or a document of a case leads to somebody or some place.

    Raises NotTracedError (to itself, or noted already), NotGrantedError, NotAHelperError,
    ClosedCaseError, or as `queries.cases.case`.
    """
    file = open_file(actor, case, clock=clock)
    _check_known(actor, leads_to, id_, clock)
    said = {(t.value.held_in, t.value.id) for t in file.all(Trace) if t.value.gone_at is None}
    if id_ == case or (held_in, id_) in said:
        raise NotTracedError
    trace = Trace(held_in=held_in, leads_to=leads_to, id=id_, by=actor.member, at=clock())
    with writing(actor) as write:
        return add(write, file.head.unit, trace)


def say_gone(*, actor: Actor, case: CaseId, trace: RecordId, clock: Clock = utc_now) -> None:
    """Note that it was wiped or destroyed today. Raises NotGrantedError, NotTracedError."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(trace, Trace)
    if stored.value.gone_at is not None:
        raise NotTracedError("It was noted as gone already. Nothing was changed.")
    gone = msgspec.structs.replace(stored.value, gone_at=clock().date())
    with writing(actor) as write:
        save(write, stored.id, gone, revision=stored.revision)


def _check_known(actor: Actor, leads_to: LeadsTo, id_: str, clock: Clock) -> None:
    match leads_to:
        case LeadsTo.CASE:
            case_file(actor, CaseId(id_), now=clock())
        case LeadsTo.PLACE:
            stored_place(actor, PlaceId(id_))
        case LeadsTo.HELPER:
            stored_helper(actor, HelperId(id_))
        case LeadsTo.MEMBER:
            trusted(actor, MemberId(id_))
