import msgspec
import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.general import ItemChangedError, NumberHereError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.documents import DocumentKind, Holder
from holdfast.apps.casework.services.documents import (
    add_document,
    change_document,
    remove_document,
)
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError

PASSPORT = Document(kind=DocumentKind.FOREIGN_PASSPORT)


def test_numbers_of_documents_stay_with_who_it_is_about(desk: Office, case: CaseId) -> None:
    for field in ("notes", "action"):
        numbered = msgspec.structs.replace(PASSPORT, **{field: "AB 123456"})
        with pytest.raises(NumberHereError):
            add_document(actor=desk.lead, case=case, document=numbered, clock=desk.clock)
    assert case_file(desk.lead, case, now=desk.clock()).all(Document) == []


def test_it_belongs_to_somebody_who_is_there(desk: Office, case: CaseId) -> None:
    theirs = msgspec.structs.replace(PASSPORT, of="z" * 26)
    with pytest.raises(NotGrantedError):
        add_document(actor=desk.lead, case=case, document=theirs, clock=desk.clock)


def test_two_at_once_conflict_and_what_was_changed_is_not_removed_unseen(
    desk: Office, case: CaseId
) -> None:
    record = add_document(actor=desk.lead, case=case, document=PASSPORT, clock=desk.clock)
    words = {"case": case, "record": record, "revision": 1, "clock": desk.clock}
    lost = msgspec.structs.replace(PASSPORT, holder=Holder.LOST)
    change_document(actor=desk.lead, document=lost, **words)
    with pytest.raises(EditConflictError):
        change_document(actor=desk.second(case), document=PASSPORT, **words)
    with pytest.raises(ItemChangedError):
        remove_document(actor=desk.lead, **words)
    (kept,) = case_file(desk.lead, case, now=desk.clock()).all(Document)
    assert kept.value.holder is Holder.LOST
    remove_document(actor=desk.lead, **{**words, "revision": 2})
    says = [m.says for m in case_of(desk.lead, case, clock=desk.clock).moments]
    assert "foreign passport: the entry was taken out" in says
