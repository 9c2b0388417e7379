import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.threats import threat, threat_identity, threats
from holdfast.apps.casework.records.threats import Threat
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.threats import add_threat
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId


def enter(desk: Office, case: CaseId, word: str, **more: object) -> RecordId:
    said = Threat(word=word, **more)
    return add_threat(actor=desk.lead, case=case, threat=said, clock=desk.clock)


def test_those_that_ended_come_last(desk: Office, case: CaseId) -> None:
    enter(desk, case, "a clan", ended_on="2030")
    enter(desk, case, "the uncle")
    words = [one.value.word for one in threats(desk.lead, case, clock=desk.clock)]
    assert words == ["the uncle", "a clan"]


def test_who_it_is_needs_a_reason_and_the_key_of_who_it_is_about(
    desk: Office, case: CaseId
) -> None:
    uncle = enter(desk, case, "the uncle")
    with pytest.raises(ReasonNeededError):
        threat_identity(desk.lead, case, uncle, clock=desk.clock)
    second = desk.second(case)
    assert threat(second, case, uncle, clock=desk.clock).value.word == "the uncle"
    with pytest.raises(NotGrantedError):
        threat_identity(second, case, uncle, clock=desk.clock)
