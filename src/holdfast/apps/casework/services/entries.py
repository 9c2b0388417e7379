"""Facts and openings, written into a case within a write that is under way.

Invariants: each is entered with its member and its moment; a fact's own date may be a year only.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.errors.general import BadDateError
from holdfast.apps.casework.records.cases import Fact, Opening
from holdfast.apps.casework.rules.cases import FactKind
from holdfast.apps.keyring.rules import Part, UnitId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import Write
from holdfast.kernel.partial_date import PartialDate


def add_fact_to(
    write: Write, unit: UnitId, kind: FactKind, says: str, *, at: dt.datetime, on: str = ""
) -> None:
    """A fact in a write that is under way. Raises BadDateError."""
    try:
        day = str(PartialDate.parse(on)) if on.strip() else at.date().isoformat()
    except ValueError:
        raise BadDateError from None
    add(write, unit, Fact(on=day, kind=kind, says=says, by=write.actor.member, at=at))


def note_opening(write: Write, unit: UnitId, part: Part, *, reason: str, at: dt.datetime) -> None:
    """An opening in a write that is under way."""
    add(write, unit, Opening(member=write.actor.member, part=part, reason=reason, at=at))
