"""Judging findings and statements.

Invariants: a judgement is added and never changed; it is of the finding as it was read.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.keyring.rules import Actor, require
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.review.errors import NoSuchStatementError
from holdfast.apps.review.queries.counting import Said
from holdfast.apps.review.queries.desk import OnDesk, read_desk
from holdfast.apps.review.queries.findings import press_on
from holdfast.apps.review.records import ReviewedFinding
from holdfast.apps.review.rules import (
    FindingId,
    Judgement,
    StatementId,
    StatementJudgement,
    StatementVerdict,
    Verdict,
    checked_reason,
)
from holdfast.kernel.clock import Clock, utc_now


def judge_finding(
    *,
    actor: Actor,
    finding: FindingId,
    verdict: Verdict,
    reason: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """What the actor says of a finding, over what they said before.

    Raises NotPermittedError, NotGrantedError, NoSuchFindingError, ReasonMissingError,
    EditConflictError, StoreError.
    """
    judgement = Judgement(
        verdict=verdict, reason=checked_reason(reason), by=actor.member, day=_day(clock)
    )

    def change(_: OnDesk, old: ReviewedFinding) -> ReviewedFinding:
        return msgspec.structs.replace(old, judgements=(*old.judgements, judgement))

    require(actor, Permission.JUDGE_REPORTS)
    change_finding(actor, finding, change, revision=revision)


def judge_statement(
    *,
    actor: Actor,
    finding: FindingId,
    statement: StatementId,
    verdict: StatementVerdict,
    reason: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """What the actor says of a statement under a finding. Raises as `judge_finding` does, and
    NoSuchStatementError."""
    judgement = StatementJudgement(
        statement=statement,
        verdict=verdict,
        reason=checked_reason(reason),
        by=actor.member,
        day=_day(clock),
    )

    def change(desk: OnDesk, old: ReviewedFinding) -> ReviewedFinding:
        said = press_on(desk).said.get(old.id, Said())
        if statement not in {*said.statements, *said.against, *(t.id for t in old.testimonies)}:
            raise NoSuchStatementError
        judged = (*old.statement_judgements, judgement)
        return msgspec.structs.replace(old, statement_judgements=judged)

    require(actor, Permission.JUDGE_REPORTS)
    change_finding(actor, finding, change, revision=revision)


def change_finding(
    actor: Actor,
    finding: FindingId,
    change: Callable[[OnDesk, ReviewedFinding], ReviewedFinding],
    *,
    revision: int | None = None,
) -> None:
    """Save a finding as `change` makes it; over `revision` where it was read before."""
    with writing(actor) as write:
        desk = read_desk(actor)
        stored = desk.finding(finding)
        over = stored.revision if revision is None else revision
        save(write, stored.id, change(desk, stored.value), revision=over)


def _day(clock: Clock) -> str:
    return clock().date().isoformat()
