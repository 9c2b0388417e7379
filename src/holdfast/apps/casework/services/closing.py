"""Deciding until when a closed case is kept.

Invariants: a reason is written; the day lies ahead; every decision stays in the case.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.errors.cases import NotClosedError
from holdfast.apps.casework.errors.general import PastDateError, ReasonNeededError
from holdfast.apps.casework.queries.closing import keeping_of
from holdfast.apps.casework.queries.files import read_file
from holdfast.apps.casework.records.closing import Keeping
from holdfast.apps.casework.rules.cases import CaseId, CaseState, FactKind
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .entries import add_fact_to


def keep_case(
    *,
    actor: Actor,
    case: CaseId,
    until: dt.date,
    reason: str,
    seen: str = "",
    clock: Clock = utc_now,
) -> None:
    """Keep a closed case until a day. `seen` is the id of the decision that was shown, if any.

    Raises ReasonNeededError, PastDateError, NotClosedError, EditConflictError (somebody decided
    meanwhile), or as `read_file`.
    """
    if not reason.strip():
        raise ReasonNeededError("Say why it is kept. Nothing was changed.")
    now = clock()
    if until <= now.date():
        raise PastDateError
    keeping = Keeping(until=until, reason=reason.strip(), by=actor.member, at=now)
    with writing(actor) as write:
        file = read_file(actor, case, clock=clock)
        if file.case.state is not CaseState.CLOSED:
            raise NotClosedError
        kept = keeping_of(file)
        if (kept.id if kept else "") != seen:
            raise EditConflictError
        add(write, file.head.unit, keeping)
        add_fact_to(
            write, file.head.unit, FactKind.OUTCOME, f"Kept until {until}: {keeping.reason}", at=now
        )
