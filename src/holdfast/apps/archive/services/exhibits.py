"""Entering exhibits: sealed while they arrive, digested while they arrive, signed once they have.

Invariants:
- The digest is of the very bytes that were sealed; nothing is read twice, nothing is held in clear.
- A file is entered once and never replaced. A copy to work on is an exhibit of its own.
- An entry whose file did not arrive whole says so, and proves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.archive.errors import EmptyFileError, IncompleteError, UnfinishedExhibitError
from holdfast.apps.archive.queries.exhibits import exhibit as kept_exhibit
from holdfast.apps.archive.records import Exhibit
from holdfast.apps.archive.rules import Copy, ExhibitId, checked_date
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Collected:
    """What is known of a file. `collected` is a date, perhaps partial."""

    title: str
    file_name: str
    collected_by: str
    collected: str
    where_from: str
    tool: str = ""
    context: str = ""


def add_exhibit(
    *,
    actor: Actor,
    scope: ScopeId,
    facts: Collected,
    pieces: Iterable[bytes],
    clock: Clock = utc_now,
) -> ExhibitId:
    """The evidentiary copy of a file, in a testimony's or a case's scope, entered and signed.

    Raises NotPermittedError, NotGrantedError, IncompleteError, EmptyFileError, StoreError, or what
    `pieces` raises; a file that did not arrive whole leaves no exhibit behind.
    """
    entry = _entry(actor, facts, clock=clock)
    return _enter(actor, scope, entry, pieces)


def add_working_copy(
    *,
    actor: Actor,
    of: ExhibitId,
    facts: Collected,
    pieces: Iterable[bytes],
    clock: Clock = utc_now,
) -> ExhibitId:
    """A copy to work on (cropped, blurred, translated), beside the exhibit that it was made of.

    Raises as `add_exhibit`.
    """
    original = kept_exhibit(actor, of)
    if not original.has_arrived:
        raise UnfinishedExhibitError
    if not facts.tool.strip():
        raise IncompleteError(hint="Say with what this copy was made, and what was changed.")
    entry = _entry(actor, facts, clock=clock)
    entry = msgspec.structs.replace(entry, copy=Copy.WORKING, copy_of=of)
    return _enter(actor, original.scope, entry, pieces)


def discard_unfinished(*, actor: Actor, exhibit: ExhibitId) -> None:
    """Remove an entry whose file did not arrive whole. Raises IncompleteError for a whole one."""
    require(actor, Permission.ENTER_EXHIBITS)
    kept = kept_exhibit(actor, exhibit)
    if kept.has_arrived:
        raise IncompleteError(
            "This exhibit is whole. It was not removed.",
            hint="Exhibits are destroyed with the testimony or case they belong to.",
        )
    shred_unit(actor, kept.unit)


def _enter(actor: Actor, scope: ScopeId, entry: Exhibit, pieces: Iterable[bytes]) -> ExhibitId:
    require(actor, Permission.ENTER_EXHIBITS)
    with writing(actor) as write:
        unit = create_unit(write, scope, Part.CONTENT)
        record = add(write, unit, entry)
    try:
        _receive(actor, unit, record, pieces)
    except BaseException:
        shred_unit(actor, unit)  # a killed process leaves it, and the list says what it is
        raise
    return ExhibitId(record)


def _receive(actor: Actor, unit: UnitId, record: RecordId, pieces: Iterable[bytes]) -> None:
    digest = _Digest()
    file = store_file(actor, unit, digest.through(pieces))
    if not digest.size_bytes:
        raise EmptyFileError
    with writing(actor) as write:
        stored = read(actor, record, Exhibit)
        sha256 = digest.sha256.hexdigest()
        says = {
            "kind": "exhibit",
            "exhibit": record,
            "copy": stored.value.copy.value,
            "sha256": sha256,
            "size_bytes": digest.size_bytes,
        }
        event = enter_event(write, unit, says)
        whole = msgspec.structs.replace(
            stored.value, file=file, sha256=sha256, size_bytes=digest.size_bytes, event=event
        )
        save(write, record, whole, revision=stored.revision)


class _Digest:
    """The SHA-256 and the size of what passes `through`."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()
        self.size_bytes = 0

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.sha256.update(piece)
            self.size_bytes += len(piece)
            yield piece


def _entry(actor: Actor, facts: Collected, *, clock: Clock) -> Exhibit:
    if not facts.title.strip() or not facts.collected_by.strip() or not facts.where_from.strip():
        raise IncompleteError(hint="Say what it is, who collected it, and where it came from.")
    return Exhibit(
        title=facts.title.strip(),
        file_name=facts.file_name.strip(),
        collected_by=facts.collected_by.strip(),
        collected=str(checked_date(facts.collected)),
        where_from=facts.where_from.strip(),
        tool=facts.tool.strip(),
        context=facts.context.strip(),
        copy=Copy.EVIDENTIARY,
        copy_of="",
        entered_by=actor.member,
        entered=clock().date().isoformat(),
    )
