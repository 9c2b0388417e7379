"""Scoring a case, raising its need by judgement, and asking to lower it.

Invariants:
- A score may raise a need at once; nothing but two members lowers it, with a reason that is kept.
- A score is added, never changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import LowerNeedError
from holdfast.apps.casework.queries.instruments import instrument
from holdfast.apps.casework.records.approvals import Approval
from holdfast.apps.casework.records.risk import Override, RiskScore
from holdfast.apps.casework.rules.approvals import ApprovalKind, Needed
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Need, is_milder
from holdfast.apps.casework.rules.risk import Score, score
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .entries import add_fact_to
from .overrides import override, set_need


def score_case(
    *,
    actor: Actor,
    case: CaseId,
    name: str,
    version: int,
    answers: Mapping[str, str],
    revision: int,
    clock: Clock = utc_now,
) -> Score:
    """Score an open case; a tier above its need becomes its need, over `revision`.

    Raises NoInstrumentError, BadInstrumentError, ClosedCaseError, EditConflictError, or as
    `queries.cases.case`.
    """
    file, now = open_file(actor, case, clock=clock), clock()
    used = instrument(actor, name, version).instrument
    made = score(used, answers)
    record = RiskScore(
        instrument=used.name,
        version=used.version,
        answers={question.id: answers.get(question.id, "") for question in used.questions},
        points=made.points,
        tier=made.tier,
        by=actor.member,
        at=now,
    )
    says = f"{used.title}, version {used.version}: {made.points} points, {made.tier}"
    with writing(actor) as write:
        add(write, file.head.unit, record)
        add_fact_to(write, file.head.unit, FactKind.RISK, says, at=now)
        if is_milder(file.case.need, than=made.tier):
            set_need(write, file, made.tier, at=now, revision=revision)
    return made


def raise_need(
    *, actor: Actor, case: CaseId, to: Need, reason: str, revision: int, clock: Clock = utc_now
) -> None:
    """Hold a need to be greater than the score says, over `revision`.

    Raises WhyNeededError, LowerNeedError, ClosedCaseError, EditConflictError.
    """
    file = open_file(actor, case, clock=clock)
    if not reason.strip():
        raise WhyNeededError
    if not is_milder(file.case.need, than=to):
        raise LowerNeedError
    moved = Override(
        before=file.case.need, after=to, reason=reason.strip(), by=actor.member, at=clock()
    )
    with writing(actor) as write:
        override(write, file, moved, revision=revision)


def ask_to_lower(
    *, actor: Actor, case: CaseId, to: Need, reason: str, clock: Clock = utc_now
) -> RecordId:
    """Ask a second member to lower a need: it stays as it is until they do.

    Raises WhyNeededError, LowerNeedError (it would not be lower), ClosedCaseError.
    """
    file = open_file(actor, case, clock=clock)
    if not reason.strip():
        raise WhyNeededError
    if not is_milder(to, than=file.case.need):
        raise LowerNeedError("This is not lower than the need now. Nothing was changed.")
    asked = Approval(
        kind=ApprovalKind.LOWER_NEED,
        what=f"{file.case.need} → {to}",
        why=reason.strip(),
        needed=Needed.SECOND_MEMBER,
        by=actor.member,
        at=clock(),
        wanted=to.value,
    )
    with writing(actor) as write:
        record = add(write, file.head.unit, asked)
        add_fact_to(write, file.head.unit, FactKind.APPROVAL, f"Asked: {asked.what}", at=asked.at)
    return record
