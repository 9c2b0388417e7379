import hashlib
import io

import pytest
from tests.apps.keyring.cast import Case, Team, give

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.keyring.services.event_proofs import proof_of_event
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.heads import sign_head
from holdfast.apps.keyring.services.writing import writing
from holdfast.methods.custody.proofs import verify_proof

FILE = b"what was signed"


@pytest.fixture
def event(team: Team, case: Case) -> RecordId:
    says = {"kind": "test", "sha256": hashlib.sha256(FILE).hexdigest(), "size_bytes": len(FILE)}
    with writing(team.lead) as write:
        return enter_event(write, case.content, says)


def test_a_proof_holds_for_its_file_and_for_no_other(team: Team, event: RecordId) -> None:
    proof = proof_of_event(team.lead, event)
    assert all(check.holds for check in verify_proof(proof, io.BytesIO(FILE)))
    assert not all(check.holds for check in verify_proof(proof, io.BytesIO(b"other")))


def test_a_head_that_is_too_old_is_signed_anew(team: Team, case: Case, event: RecordId) -> None:
    sign_head(team.lead)
    says = {"kind": "test", "sha256": "0" * 64, "size_bytes": 1}
    with writing(team.lead) as write:
        later = enter_event(write, case.content, says)
    assert proof_of_event(team.lead, later) != proof_of_event(team.lead, event)


def test_who_cannot_open_the_event_proves_nothing(team: Team, case: Case, event: RecordId) -> None:
    team.join("member")
    with pytest.raises(NotGrantedError):
        proof_of_event(give(team, "member", case), event)
