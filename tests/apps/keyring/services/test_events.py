import hashlib
import io

from tests.apps.keyring.cast import Case, Team, open_case

from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.heads import ledger_keys
from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.heads import sign_head
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.models import Leaf
from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.proofs import EventSignature, Exhibit, make_proof, verify_proof

FILE = b"A photograph of the gate at Ostrelle."
EVENT = {
    "kind": "exhibit",
    "exhibit": "k7m-2xq",
    "sha256": hashlib.sha256(FILE).hexdigest(),
    "size_bytes": len(FILE),
}


def test_an_entered_event_is_proved_by_the_stand_alone_verifier(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        record = enter_event(write, case.content, EVENT)
    open_case(team.lead)
    note, key = sign_head(team.lead), ledger_keys(team.lead)[0]
    entered = read(team.lead, record, EventRecord).value
    signature = EventSignature(entered.public_key, entered.signature)
    exhibit = Exhibit(entered.event, entered.blinding, entered.index, (signature,))
    path = ledger.inclusion_path(entered.index, ledger.tip().size)
    proof = make_proof(exhibit, path=path, note=note, key=key)
    checks = verify_proof(proof, io.BytesIO(FILE), key=verifier_key_text(key))
    assert all(check.holds for check in checks)
    assert len(checks) >= 4


def test_the_ledgers_row_names_neither_the_event_nor_who_signed_it(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        record = enter_event(write, case.content, EVENT)
    entered = read(team.lead, record, EventRecord).value
    leaf = Leaf.objects.get(pk=entered.index)
    assert leaf.subject != record
    assert entered.blinding not in bytes(leaf.data)
    shred_unit(team.lead, case.content)
    assert ledger.check() == ledger.tip().size
