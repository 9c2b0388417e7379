import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.errors.cases import BadThreatError, ClosedCaseError
from holdfast.apps.casework.errors.general import BadDateError
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.scoring import due_again
from holdfast.apps.casework.queries.threats import threat_identity
from holdfast.apps.casework.records.threats import Threat, ThreatIdentity
from holdfast.apps.casework.rules.cases import CaseId, Outcome
from holdfast.apps.casework.services.cases import close_case
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.threats import add_threat, change_threat, name_threat
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part, RecordId

UNCLE = Threat(word="the uncle", last_contact="2031-03")


def enter(desk: Office, case: CaseId, threat: Threat = UNCLE) -> RecordId:
    return add_threat(actor=desk.lead, case=case, threat=threat, clock=desk.clock)


def test_a_threat_is_a_dated_fact_and_asks_for_a_new_score(desk: Office, case: CaseId) -> None:
    enter(desk, case)
    assert all_of(desk.lead, Threat)[0].by == desk.lead.member
    assert due_again(case_file(desk.lead, case, now=desk.clock())) is not None


def test_two_changes_at_once_are_a_conflict_and_the_author_stays(
    desk: Office, case: CaseId
) -> None:
    record = enter(desk, case)
    second = desk.second(case)
    about = {"case": case, "record": record, "revision": 1, "clock": desk.clock}
    change_threat(actor=second, threat=Threat(word="the uncle", says="theirs"), **about)
    with pytest.raises(EditConflictError):
        change_threat(actor=desk.lead, threat=Threat(word="the uncle", says="mine"), **about)
    kept = all_of(desk.lead, Threat)[0]
    assert (kept.says, kept.by) == ("theirs", desk.lead.member)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Threat(word=" "), BadThreatError),
        (Threat(word="x", last_contact="2032"), BadThreatError),
        (Threat(word="x", last_contact="2031-13"), BadDateError),
        (Threat(word="x", last_contact="2031-03", ended_on="2030"), BadThreatError),
    ],
)
def test_what_cannot_be_so_is_refused(
    desk: Office, case: CaseId, wrong: Threat, error: type[Exception]
) -> None:
    with pytest.raises(error):
        enter(desk, case, wrong)
    assert all_of(desk.lead, Threat) == []


def test_who_it_is_stands_under_the_identity_key_only(desk: Office, case: CaseId) -> None:
    record = enter(desk, case)
    identity = ThreatIdentity(threat=record, names=("Goran Kasto",))
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    open_for(reason="to recognise him", part=Part.IDENTITY, **about)
    name_threat(identity=identity, revision=0, **about)
    kept = next(find(desk.lead, ThreatIdentity))
    assert kept.part is Part.IDENTITY
    with pytest.raises(EditConflictError):
        name_threat(identity=identity, revision=0, **about)
    name_threat(identity=ThreatIdentity(threat=record), revision=1, **about)
    shown = threat_identity(desk.lead, case, record, clock=desk.clock)
    assert shown.value.names == ()
    assert list(find(desk.second(case), ThreatIdentity)) == []


def test_a_closed_case_takes_no_threat(desk: Office, case: CaseId) -> None:
    close_case(actor=desk.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=desk.clock)
    with pytest.raises(ClosedCaseError):
        enter(desk, case)
