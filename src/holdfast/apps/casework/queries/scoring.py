"""What happened in a case since it was scored, and whether it is to be scored again.

Invariants: detention, a threat, being found again and a loss ask for a new score, whatever the old
one was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.cases import Fact
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.records.risk import RiskScore
from holdfast.apps.casework.rules.cases import CaseState, FactKind
from holdfast.apps.casework.rules.risk import score_again_by
from holdfast.apps.keyring.queries.bodies import Stored

from .asked import Due, TaskKind
from .files import CaseFile

EVENTS = frozenset({FactKind.THREAT, FactKind.DETENTION, FactKind.FOUND_AGAIN, FactKind.LOSS})


def of_risk(file: CaseFile, _now: dt.datetime) -> Iterator[Due]:
    """That the case is to be scored again after what happened."""
    due_at = due_again(file)
    if due_at is not None:
        yield Due(due_at, TaskKind.SCORE, "Something happened since it was scored: score again")


def due_again(file: CaseFile) -> dt.datetime | None:
    """By when an open case is to be scored again; None where nothing happened since."""
    if file.case.state is CaseState.CLOSED:
        return None
    newest = newest_score(file)
    return score_again_by(newest.value.at if newest else None, _events(file))


def newest_score(file: CaseFile) -> Stored[RiskScore] | None:
    """The last score of a case."""
    return max(file.all(RiskScore), key=lambda stored: stored.value.at, default=None)


def _events(file: CaseFile) -> Iterator[dt.datetime]:
    yield from (fact.value.at for fact in file.all(Fact) if fact.value.kind in EVENTS)
    yield from (note.value.at for note in file.all(LossNote))
