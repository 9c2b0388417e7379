"""Moving the need of a case within a write that is under way.

Invariants: each move stands in the timeline and in an override of its own, with its reason and with
the second member where it went down.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.records.risk import Override
from holdfast.apps.casework.rules.cases import FactKind, Need
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import Write

from .entries import add_fact_to


def set_need(write: Write, file: CaseFile, need: Need, *, at: dt.datetime, revision: int) -> None:
    """The need of a case from now on, over `revision`. Raises EditConflictError."""
    head = file.head
    changed = msgspec.structs.replace(head.value, need=need, need_since=at)
    save(write, head.id, changed, revision=revision)
    add_fact_to(write, head.unit, FactKind.NEED, f"{head.value.need} → {need}", at=at)


def override(write: Write, file: CaseFile, moved: Override, *, revision: int) -> None:
    """The same against a score, kept with who did it. Raises EditConflictError."""
    set_need(write, file, moved.after, at=moved.at, revision=revision)
    add(write, file.head.unit, moved)
