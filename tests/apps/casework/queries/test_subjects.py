import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.subjects import people, person, subject, was_detained
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.services.cases import add_fact
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.keyring.errors import NotGrantedError


def test_a_case_and_somebody_of_the_network_can_be_vetted(desk: Office, case: CaseId) -> None:
    fig = open_helper(actor=desk.lead, helper=Helper(alias="Fig"))
    assert subject(desk.lead, fig, clock=desk.clock).file is None
    assert subject(desk.lead, case, clock=desk.clock).alias == "Heron"
    now = desk.clock()
    assert {one.alias for one in people(desk.lead, fig, now=now).values()} == {"Fig"}
    assert person(desk.lead, case, now=now).alias == "Heron"


def test_whom_the_actor_may_not_open_is_nobody(desk: Office, case: CaseId) -> None:
    now, mira = desk.clock(), desk.join("mira")
    assert person(mira, case, now=now) is None
    assert people(mira, case, now=now) == {}
    assert person(desk.lead, desk.place(), now=now) is None


def test_a_place_is_no_subject(desk: Office) -> None:
    with pytest.raises(Exception, match="no such case"):
        subject(desk.lead, desk.place(), clock=desk.clock)
    with pytest.raises(NotGrantedError):
        subject(desk.join("mira"), desk.place("Alder"), clock=desk.clock)


def test_whoever_was_detained_once_is_looked_at(desk: Office, case: CaseId) -> None:
    assert not was_detained(case_file(desk.lead, case, now=desk.clock()))
    add_fact(actor=desk.lead, case=case, kind=FactKind.DETENTION, says="taken", clock=desk.clock)
    assert was_detained(case_file(desk.lead, case, now=desk.clock()))
