import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_incoming import taken
from tests.apps.casework.services.test_referrals import chosen, hand, knows

from holdfast.apps.casework.errors.referrals import NoBoxError
from holdfast.apps.casework.queries.referrals import (
    box,
    incoming,
    incoming_one,
    letterbox,
    partner,
    partners,
)
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.referrals import found_box
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId


def test_without_a_letterbox_there_is_no_address_and_nothing_to_open(desk: Office) -> None:
    assert letterbox(desk.lead) is None
    with pytest.raises(NoBoxError):
        box(desk.lead)
    found_box(actor=desk.lead)
    assert len(box(desk.lead).value.private) == 32


def test_organisations_are_listed_by_name(desk: Office) -> None:
    harbour, bridge = knows(desk), knows(desk, name="Bridge")
    assert [one.id for one in partners(desk.lead)] == [bridge, harbour]
    assert partner(desk.lead, harbour).value.name == "The harbour"
    with pytest.raises(NotGrantedError):
        partner(desk.lead, RecordId("z" * 26))


def test_what_came_is_listed_for_who_holds_the_letterbox(desk: Office, case: CaseId) -> None:
    record = taken(desk, case)
    assert [one.id for one in incoming(desk.lead)] == [record]
    mira = desk.join("mira")
    assert incoming(mira) == []
    with pytest.raises(NotGrantedError):
        incoming_one(mira, record)


def test_an_answer_is_asked_for_within_a_week(desk: Office, case: CaseId) -> None:
    hand(desk, case, chosen(desk, knows(desk)))
    found = [t for t in tasks(desk.lead, clock=desk.clock) if t.kind == "referral"]
    assert [(t.due_at - desk.clock()).days for t in found] == [7]
