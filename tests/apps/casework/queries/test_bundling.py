import pytest
from tests.apps.casework.cast import PERSON, Office
from tests.apps.casework.services.test_health import PILLS, begin, where

from holdfast.apps.casework.errors.health import NoHealthError
from holdfast.apps.casework.queries.bundling import person_of, sections_of, summary_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.devices import DeviceKind
from holdfast.apps.casework.rules.documents import DocumentKind
from holdfast.apps.casework.rules.referrals import Handed
from holdfast.apps.casework.services.cases import add_fact
from holdfast.apps.casework.services.devices import add_device
from holdfast.apps.casework.services.documents import add_document
from holdfast.apps.casework.services.health import add_health
from holdfast.apps.casework.services.openings import set_identity


def lines(desk: Office, case: CaseId, *parts: Handed) -> dict[str, list[str]]:
    found = sections_of(desk.lead, case, parts, clock=desk.clock)
    return {str(one.part): [says for _, says in one.lines] for one in found}


def test_a_part_is_lines_and_only_the_chosen_are_made(desk: Office, case: CaseId) -> None:
    add_device(device=Device(kind=DeviceKind.PHONE), **where(desk, case))
    add_document(document=Document(kind=DocumentKind.DIPLOMA), **where(desk, case))
    assert lines(desk, case, Handed.DOCUMENTS) == {"documents": ["diploma: self"]}
    assert lines(desk, case, Handed.DEVICES, Handed.HOUSEHOLD) == {
        "household": [],
        "devices": ["phone: kept"],
    }


def test_the_timeline_tells_notes_and_threats_and_nothing_of_parts_that_were_not_chosen(
    desk: Office, case: CaseId
) -> None:
    add_document(document=Document(kind=DocumentKind.DIPLOMA), **where(desk, case))
    set_identity(identity=PERSON, reason="they told me", **where(desk, case))
    add_fact(kind=FactKind.THREAT, says="the uncle knows the school", **where(desk, case))
    add_fact(kind=FactKind.CONTACT, says="called at six", **where(desk, case))
    assert lines(desk, case, Handed.TIMELINE) == {"timeline": ["the uncle knows the school"]}


def test_health_needs_its_own_keys(desk: Office, case: CaseId) -> None:
    with pytest.raises(NoHealthError):
        lines(desk, case, Handed.HEALTH)
    begin(desk, case)
    add_health(item=PILLS, **where(desk, case))
    assert lines(desk, case, Handed.HEALTH) == {"health": ["Levozin: 10 days left"]}


def test_the_summary_leaves_our_alias_and_the_person_our_notes_here(
    desk: Office, case: CaseId
) -> None:
    told = summary_of(case_file(desk.lead, case, now=desk.clock()))
    assert (told.need, told.says, told.people) == ("normal", "The uncle asks.", 1)
    set_identity(identity=PERSON, reason="they told me", **where(desk, case))
    person = person_of(desk.lead, case, clock=desk.clock)
    assert (person.names, person.phones) == (PERSON.names, PERSON.phones)
