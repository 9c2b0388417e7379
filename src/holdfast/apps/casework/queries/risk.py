"""What a member sees of a case's risk: its need, the scores, what people moved, and what is due.

Invariants: a score is shown by the version it was made with; an override stands beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.casework.records.approvals import Approval
from holdfast.apps.casework.records.cases import Case
from holdfast.apps.casework.records.risk import Override, RiskScore
from holdfast.apps.casework.rules.approvals import ApprovalKind
from holdfast.apps.casework.rules.cases import CaseId, deadline, is_milder
from holdfast.apps.casework.rules.risk import Instrument, Score, score
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file
from .instruments import Listed, instrument, instruments
from .scoring import due_again, newest_score


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that was made, with what weighed in it by the version of then."""

    record: RiskScore
    instrument: Instrument
    score: Score


@dataclass(frozen=True, slots=True)
class RiskView:
    """The risk of a case. `is_above` says that people hold its need above the last score."""

    id: CaseId
    revision: int
    case: Case
    deadline: dt.datetime
    scores: list[Scored]
    overrides: list[Override]
    asked: list[Stored[Approval]]
    due_again: dt.datetime | None
    is_above: bool
    instruments: list[Listed]


def risk(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> RiskView:
    """The risk of a case, newest first. Raises as `queries.cases.case`."""
    file = read_file(actor, case, clock=clock)
    head, last = file.head, newest_score(file)
    scores = sorted((s.value for s in file.all(RiskScore)), key=lambda s: s.at, reverse=True)
    moved = sorted((o.value for o in file.all(Override)), key=lambda o: o.at, reverse=True)
    return RiskView(
        id=case,
        revision=head.revision,
        case=head.value,
        deadline=deadline(head.value.need, head.value.need_since),
        scores=[_scored(actor, record) for record in scores],
        overrides=moved,
        asked=[a for a in file.all(Approval) if _asks_to_lower(a.value)],
        due_again=due_again(file),
        is_above=last is not None and is_milder(last.value.tier, than=head.value.need),
        instruments=instruments(actor),
    )


def _asks_to_lower(approval: Approval) -> bool:
    return approval.kind is ApprovalKind.LOWER_NEED and approval.decision is None


def _scored(actor: Actor, record: RiskScore) -> Scored:
    used = instrument(actor, record.instrument, record.version).instrument
    return Scored(record, used, score(used, record.answers))
