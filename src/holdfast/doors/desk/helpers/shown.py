"""What relies on a helper or a vehicle, as a page lists it.

Invariants: a leg of a case that the member cannot open is listed by its hour alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.helper_terms import RelyingKind, relying_on
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.keyring.rules import ScopeId
from holdfast.doors.desk.request import DeskRequest


@dataclass(frozen=True, slots=True)
class ShownRelying:
    """One thing that relies on it: its kind, its alias where it can be opened, and its hour."""

    kind: RelyingKind
    alias: str
    at: dt.datetime | None


def relying(request: DeskRequest, what: Booked, id_: ScopeId) -> list[ShownRelying]:
    """All that relies on it."""
    found = relying_on(request.actor, what, id_, clock=request.clock)
    if not found:
        return []
    mine = {listed.id: listed.case.alias for listed in cases(request.actor, clock=request.clock)}
    return [ShownRelying(one.kind, one.alias or mine.get(one.scope, ""), one.at) for one in found]
