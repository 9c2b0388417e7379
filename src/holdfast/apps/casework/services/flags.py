"""Flagging a case, and lifting a flag.

Invariants: each has a reason; a flag that was lifted stays in the case.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.errors.cases import NoFlagError
from holdfast.apps.casework.errors.general import PastDateError, WhyNeededError
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.cases import CaseId, FactKind, is_past
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .entries import add_fact_to


def flag_case(
    *,
    actor: Actor,
    case: CaseId,
    kind: FlagKind,
    why: str,
    until: dt.date | None = None,
    clock: Clock = utc_now,
) -> RecordId:
    """Flag a case, perhaps until a last day.

    Raises WhyNeededError, PastDateError, or as `queries.cases.case`.
    """
    file, now = read_file(actor, case, clock=clock), clock()
    if not why.strip():
        raise WhyNeededError
    if until is not None and is_past(until, now):
        raise PastDateError
    flag = Flag(kind=kind, why=why.strip(), by=actor.member, at=now, until=until)
    with writing(actor) as write:
        record = add(write, file.head.unit, flag)
        add_fact_to(write, file.head.unit, FactKind.FLAG, f"{kind}: {flag.why}", at=now)
    return record


def lift_flag(
    *,
    actor: Actor,
    case: CaseId,
    flag: RecordId,
    why: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Lift a flag that stands, over `revision`.

    Raises WhyNeededError, NoFlagError (it stands no more), NotGrantedError, EditConflictError.
    """
    file, now = read_file(actor, case, clock=clock), clock()
    stored = file.one(flag, Flag)
    if not why.strip():
        raise WhyNeededError
    if not stored.value.stands(now):
        raise NoFlagError
    lifted = msgspec.structs.replace(
        stored.value, lifted_by=actor.member, lifted_at=now, lifted_why=why.strip()
    )
    says = f"Lifted: {lifted.kind}. {lifted.lifted_why}"
    with writing(actor) as write:
        save(write, flag, lifted, revision=revision)
        add_fact_to(write, file.head.unit, FactKind.FLAG, says, at=now)
