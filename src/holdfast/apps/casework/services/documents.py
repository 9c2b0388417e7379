"""Entering a document, changing it, and taking out one that was entered by mistake.

Invariants: a number is refused; a document is of whom the case is about, or of somebody of the
household that is there.
"""

from __future__ import annotations

from holdfast.apps.casework.errors.general import NumberHereError
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.household import check_member
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.answers import holds_a_number
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .items import Line, put_item, remove_item, save_item


def add_document(
    *, actor: Actor, case: CaseId, document: Document, clock: Clock = utc_now
) -> RecordId:
    """A new document of a case.

    Raises NumberHereError, ClosedCaseError, NotGrantedError, or as `queries.cases.read_file`.
    """
    file = open_file(actor, case, clock=clock)
    _check(file, document)
    line = Line(FactKind.DOCUMENT, f"{document.kind}: {document.holder}")
    with writing(actor) as write:
        return put_item(write, file, document, line=line, clock=clock)


def change_document(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    document: Document,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """The document as it is now, over `revision`. Raises EditConflictError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Document)
    _check(file, document)
    line = Line(FactKind.DOCUMENT, f"{document.kind}: {document.holder}, changed")
    with writing(actor) as write:
        save_item(write, file, stored, document, line=line, revision=revision, clock=clock)


def remove_document(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Destroy the entry of a document. Raises ItemChangedError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Document)
    line = Line(FactKind.DOCUMENT, f"{stored.value.kind}: the entry was taken out")
    remove_item(actor, file, stored, line=line, revision=revision, clock=clock)


def _check(file: CaseFile, document: Document) -> None:
    if holds_a_number(f"{document.notes} | {document.action}"):
        raise NumberHereError
    check_member(file, document.of)
