import io
import json

import pytest
from tests.methods.custody.cast import (
    BLINDING,
    EVENT,
    FILE,
    INDEX,
    KEY,
    file,
    head,
    ledger,
    proof,
)

from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.errors import ForkError, UnreadableProofError
from holdfast.methods.custody.merkle import inclusion_path
from holdfast.methods.custody.proofs import Exhibit, make_proof, verify_proof

TREE = ledger()
PATH = inclusion_path(INDEX, TREE.size, TREE.subtree)


def test_a_proof_that_was_made_verifies():
    assert all(check.holds for check in verify_proof(proof(), file()))
    assert all(check.holds for check in verify_proof(proof(), file(), key=verifier_key_text(KEY)))


def test_the_same_proof_is_the_same_bytes():
    assert proof() == proof()
    assert b": " not in proof().replace(b"\\n", b"")


def test_a_proof_shows_one_entry_and_of_the_others_hashes_only():
    parts = json.loads(proof())
    assert parts["event"] == EVENT
    assert len(parts["path"]) <= 5
    assert set(parts) == {
        "format", "event", "blinding", "index", "path", "checkpoint", "key", "signatures", "stamps",
    }  # fmt: skip


def test_an_entry_that_does_not_stand_under_the_head_gets_no_proof():
    for exhibit, path in (
        (Exhibit({**EVENT, "week": "2031-W15"}, BLINDING, INDEX), PATH),
        (Exhibit(EVENT, bytes(32), INDEX), PATH),
        (Exhibit(EVENT, BLINDING, INDEX + 1), PATH),
    ):
        with pytest.raises(ForkError):
            make_proof(exhibit, path=path, note=head(TREE), key=KEY)


def test_parts_that_have_no_form_get_no_proof():
    for exhibit, path, note in (
        (Exhibit({"weight": 1.5}, BLINDING, INDEX), PATH, head(TREE)),
        (Exhibit(EVENT, b"short", INDEX), PATH, head(TREE)),
        (Exhibit(EVENT, BLINDING, INDEX), PATH[:-1], head(TREE)),
        (Exhibit(EVENT, BLINDING, INDEX), PATH, "no note"),
    ):
        with pytest.raises(UnreadableProofError):
            make_proof(exhibit, path=path, note=note, key=KEY)


def test_an_unreadable_proof_is_said_in_words_without_its_content():
    with pytest.raises(UnreadableProofError, match="Nothing was verified") as refusal:
        verify_proof(b'{"format": "holdfast-proof-1", "event": {"name": "Ostrelle"}}', file())
    assert "Ostrelle" not in str(refusal.value)


def test_every_byte_of_a_proof_counts():
    data = proof()
    for at in range(0, len(data), 3):
        bad = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            found = verify_proof(bad, io.BytesIO(FILE), key=verifier_key_text(KEY))
        except UnreadableProofError:
            continue
        # the key written in the proof is not read where one is given
        in_own_key = data.index(b'"key":"') <= at < data.index(b'","path"')
        assert in_own_key or not all(check.holds for check in found)
