from pathlib import Path

from holdfast.apps.keyring.drills import PROOF_FILE, Proof, note_proof, proven_layer


def test_nothing_is_proven_until_it_is_written_down(tmp_path: Path) -> None:
    assert proven_layer(tmp_path) == 0
    note_proof(tmp_path, Proof(4, 120, "ab", "2031-W14"))
    assert proven_layer(tmp_path) == 4


def test_a_proof_that_cannot_be_read_proves_nothing(tmp_path: Path) -> None:
    for content in (b"", b"{", b'{"layer": "many"}', b"[4]"):
        (tmp_path / PROOF_FILE).write_bytes(content)
        assert proven_layer(tmp_path) == 0
