"""The parts of a case that are written one at a time, as a document or a device is.

Invariants:
- Each stands in a unit of its own, so that one that was entered by mistake can be destroyed alone.
- Whatever is added, changed or taken out stands in the timeline too, in the same write.
- Nobody's change is saved over another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from holdfast.apps.casework.errors.general import ItemChangedError
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.rules.cases import FactKind
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor, Part, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_as_seen
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock

from .entries import add_fact_to

T = TypeVar("T", bound=Sealable)


@dataclass(frozen=True, slots=True)
class Line:
    """What the timeline says of it."""

    kind: FactKind
    says: str


def put_item(write: Write, file: CaseFile, item: Sealable, *, line: Line, clock: Clock) -> RecordId:
    """A new part of a case, in a write that is under way."""
    record = add(write, create_unit(write, file.scope, Part.CONTENT), item)
    add_fact_to(write, file.head.unit, line.kind, line.says, at=clock())
    return record


def save_item(
    write: Write,
    file: CaseFile,
    stored: Stored[T],
    item: T,
    *,
    line: Line,
    revision: int,
    clock: Clock,
) -> None:
    """The part's next version, over `revision`. Raises EditConflictError."""
    save(write, stored.id, item, revision=revision)
    add_fact_to(write, file.head.unit, line.kind, line.says, at=clock())


def remove_item(
    actor: Actor, file: CaseFile, stored: Stored[T], *, line: Line, revision: int, clock: Clock
) -> None:
    """Destroy a part that was entered by mistake. Raises ItemChangedError."""
    seen = frozenset({(str(stored.id), revision)})
    if not shred_as_seen(actor, stored.unit, seen):
        raise ItemChangedError
    with writing(actor) as write:
        add_fact_to(write, file.head.unit, line.kind, line.says, at=clock())
