from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.documents import DocumentKind
from holdfast.apps.casework.services.items import Line, put_item, remove_item
from holdfast.apps.keyring.services.writing import writing


def test_a_part_stands_in_a_unit_of_its_own_and_goes_alone(desk: Office, case: CaseId) -> None:
    file = case_file(desk.lead, case, now=desk.clock())
    line = Line(FactKind.DOCUMENT, "noted")
    with writing(desk.lead) as write:
        for kind in (DocumentKind.BIRTH, DocumentKind.DIPLOMA):
            put_item(write, file, Document(kind=kind), line=line, clock=desk.clock)
    birth, diploma = case_file(desk.lead, case, now=desk.clock()).all(Document)
    assert len({birth.unit, diploma.unit, file.head.unit}) == 3
    remove_item(desk.lead, file, birth, line=line, revision=1, clock=desk.clock)
    assert case_file(desk.lead, case, now=desk.clock()).all(Document) == [diploma]
