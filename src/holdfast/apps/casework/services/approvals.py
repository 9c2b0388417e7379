"""Asking for an approval, and deciding on it.

Invariants:
- Nobody grants what they asked for; what was decided is not decided again.
- What an approval allows is done in the same write in which it is granted.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import LowerNeedError, NotYourDecisionError
from holdfast.apps.casework.queries.approvals import decisions
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.records.approvals import Approval
from holdfast.apps.casework.records.risk import Override
from holdfast.apps.casework.rules.approvals import ApprovalKind, Decision, Needed
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Need, is_milder
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .entries import add_fact_to
from .overrides import override


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided, over which revision, and what they say to it."""

    decision: Decision
    revision: int
    says: str = ""


def ask(
    *, actor: Actor, case: CaseId, what: str, why: str, needed: Needed, clock: Clock = utc_now
) -> RecordId:
    """Ask for an approval in an open case. Raises WhyNeededError, ClosedCaseError."""
    file = open_file(actor, case, clock=clock)
    if not what.strip() or not why.strip():
        raise WhyNeededError("Say what you ask for, and why. Nothing was saved.")
    asked = Approval(
        kind=ApprovalKind.OTHER,
        what=what.strip(),
        why=why.strip(),
        needed=needed,
        by=actor.member,
        at=clock(),
    )
    with writing(actor) as write:
        record = add(write, file.head.unit, asked)
        add_fact_to(write, file.head.unit, FactKind.APPROVAL, f"Asked: {asked.what}", at=asked.at)
    return record


def decide(
    *, actor: Actor, case: CaseId, approval: RecordId, decided: Decided, clock: Clock = utc_now
) -> None:
    """Grant, refuse or withdraw what was asked for; what it allows is done at once.

    Raises NotYourDecisionError, WhyNeededError (a refusal), LowerNeedError (the need moved
    meanwhile), ClosedCaseError, NotGrantedError, EditConflictError.
    """
    file, now = open_file(actor, case, clock=clock), clock()
    stored = file.one(approval, Approval)
    asked, decision = stored.value, decided.decision
    if decision not in decisions(actor, asked):
        raise NotYourDecisionError
    if decision is Decision.REFUSED and not decided.says.strip():
        raise WhyNeededError
    done = msgspec.structs.replace(
        asked,
        decision=decision,
        decided_by=actor.member,
        decided_at=now,
        says=decided.says.strip(),
    )
    with writing(actor) as write:
        save(write, approval, done, revision=decided.revision)
        add_fact_to(write, file.head.unit, FactKind.APPROVAL, f"{asked.what}: {decision}", at=now)
        if decision is Decision.GRANTED and asked.kind is ApprovalKind.LOWER_NEED:
            _lower(write, file, asked, at=now)


def _lower(write: Write, file: CaseFile, asked: Approval, *, at: dt.datetime) -> None:
    before, after = file.case.need, Need(asked.wanted)
    if not is_milder(after, than=before) or asked.what != f"{before} → {after}":
        raise LowerNeedError("The need was changed since this was asked. Nothing was changed.")
    moved = Override(
        before=before,
        after=after,
        reason=asked.why,
        by=asked.by,
        second=write.actor.member,
        at=at,
    )
    override(write, file, moved, revision=file.head.revision)
