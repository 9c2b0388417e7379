"""What the dates of a case's pathways ask for.

Invariants: a pure function of one case's records and of the moment; what ended asks for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.pathways import Pathway
from holdfast.apps.casework.rules.cases import CaseState
from holdfast.apps.casework.rules.pathways import ENDED, PathwayState

from .asked import SOON, Due, TaskKind
from .files import CaseFile

VALIDITY_SOON = dt.timedelta(days=30)


def of_pathways(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """Deadlines of a case's ways, and the end of what was granted and not used."""
    if file.case.state is CaseState.CLOSED:
        return
    for way in (stored.value for stored in file.all(Pathway)):
        if way.state in ENDED:
            continue
        for deadline in way.deadlines:
            due_at = _end_of(deadline.on)
            if not deadline.is_done and due_at - SOON <= now:
                yield Due(due_at, TaskKind.PATHWAY, f"{way.kind}: {deadline.says}")
        if way.state is PathwayState.GRANTED and way.valid_until is not None:
            ends_at = _end_of(way.valid_until)
            if ends_at - VALIDITY_SOON <= now:
                yield Due(ends_at, TaskKind.PATHWAY, f"{way.kind}: what was granted ends")


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), tzinfo=dt.UTC)
