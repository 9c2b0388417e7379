"""What a case's dates ask for: each capability says it in its own words, and tasks are made of it.

Invariants:
- What asks is a pure function of one case's records and of the moment.
- What it asks at both ends of an hour, in the same words, it asks all through that hour: so it is
  worked out once for the hour, and at every look where the ends differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from holdfast.apps.casework.records.cases import Aftercare
from holdfast.apps.casework.rules.cases import CaseState, aftercare_dates, deadline

from .asked import SOON, Asks, Due, TaskKind
from .closing import of_keeping
from .documents import of_documents
from .files import CaseFile
from .flagged import of_ending_flags
from .money import of_money
from .pathway_dates import of_pathways
from .referrals import of_referrals
from .scoring import of_risk
from .signals import of_signals
from .waiting_legs import of_waiting_legs

__all__ = ["ASKING", "SOON", "Asks", "Due", "TaskKind", "due_in"]
STEADY = dt.timedelta(hours=1)


def of_head(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """The next action, and the day by which they must be safe."""
    case = file.case
    if case.state is CaseState.CLOSED:
        return
    if case.next_at is not None:
        yield Due(case.next_at, TaskKind.NEXT_ACTION, case.next_action)
    due_at = deadline(case.need, case.need_since)
    if due_at - SOON <= now:
        yield Due(due_at, TaskKind.DEADLINE, f"Safe by this day: {case.need}")


def of_aftercare(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """Who arrived is asked how they are."""
    for aftercare in (stored.value for stored in file.all(Aftercare)):
        asked = {call.days for call in aftercare.calls}
        for days, due_at in aftercare_dates(aftercare.arrived_at).items():
            if days not in asked and due_at - SOON <= now:
                says = (
                    "Ask how the arrival was" if days == 0 else f"Ask how they are after {days} d"
                )
                yield Due(due_at, TaskKind.AFTERCARE, says)


ASKING: tuple[Asks, ...] = (
    of_head,
    of_aftercare,
    of_signals,
    of_risk,
    of_pathways,
    of_ending_flags,
    of_documents,
    of_money,
    of_referrals,
    of_keeping,
    of_waiting_legs,
)


def due_in(file: CaseFile, now: dt.datetime) -> Sequence[Due]:
    """All that a case asks for, in no order."""
    known: _Asked | None = file.worked_out.get(due_in)
    if known is None or not known.since <= now < known.until:
        known = _asked(file, now)
        file.worked_out[due_in] = known
    return known.found


class _Asked(NamedTuple):
    """What is asked from one moment on until another."""

    found: Sequence[Due]
    since: dt.datetime
    until: dt.datetime


def _asked(file: CaseFile, now: dt.datetime) -> _Asked:
    found = _ask_all(file, now)
    until = now + STEADY if _ask_all(file, now + STEADY) == found else now
    return _Asked(found, now, until)


def _ask_all(file: CaseFile, now: dt.datetime) -> list[Due]:
    return [due for asks in ASKING for due in asks(file, now)]
