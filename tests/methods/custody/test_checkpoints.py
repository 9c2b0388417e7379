import base64

import pytest
from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from tests.methods.custody.cast import KEY, head, ledger, sign

from holdfast.methods.custody.checkpoints import (
    check_growth,
    checkpoint_text,
    open_checkpoint,
    read_verifier_key,
    sign_checkpoint,
    verifier_key_text,
)
from holdfast.methods.custody.errors import (
    ForeignCheckpointError,
    ForkError,
    ShrunkError,
    UnreadableProofError,
)
from holdfast.methods.custody.merkle import MemoryTree, consistency_proof, leaf_hash
from holdfast.methods.custody.verifier import Checkpoint, VerifierKey

HEAD = head(ledger())


def by_libsodium(signature, message, public):
    try:
        return sodium.crypto_sign_open(signature + message, public) == message
    except CryptoError:
        return False


def test_a_signed_head_opens_in_pure_python_and_with_libsodium():
    tree = ledger()
    expected = Checkpoint(KEY.name, 26, tree.root())
    assert open_checkpoint(HEAD, key=KEY) == expected
    assert open_checkpoint(HEAD, key=KEY, verify=by_libsodium) == expected


def test_a_checkpoint_is_three_lines_and_a_signature_line():
    lines = HEAD.split("\n")
    assert lines[:2] == ["ledger.hotline.example", "26"]
    assert lines[3] == ""
    assert lines[4].startswith("\u2014 ledger.hotline.example ")
    assert lines[5:] == [""]


def test_every_character_changed_in_a_head_is_refused():
    for at in range(len(HEAD)):
        other = "B" if HEAD[at] != "B" else "C"
        with pytest.raises((UnreadableProofError, ForeignCheckpointError)):
            open_checkpoint(HEAD[:at] + other + HEAD[at + 1 :], key=KEY)


def test_a_head_cut_anywhere_is_refused():
    for length in range(len(HEAD)):
        with pytest.raises((UnreadableProofError, ForeignCheckpointError)):
            open_checkpoint(HEAD[:length], key=KEY)


def test_lines_of_other_signers_are_left_aside():
    witnessed = HEAD + "\u2014 witness.example AAAAAAAAAAAA\n"
    assert open_checkpoint(witnessed, key=KEY).size == 26


def test_another_ledgers_key_does_not_open_a_head():
    public, _ = sodium.crypto_sign_seed_keypair(b"other".ljust(32, b"."))
    for key in (VerifierKey(KEY.name, public), VerifierKey("other.example", KEY.public)):
        with pytest.raises(ForeignCheckpointError):
            open_checkpoint(HEAD, key=key)


def test_a_head_of_another_origin_signed_by_this_key_is_refused():
    text = checkpoint_text(Checkpoint("other.example", 26, bytes(32)))
    mine = sign_checkpoint(
        Checkpoint(KEY.name, 26, bytes(32)), key=KEY, sign=lambda _: sign(text.encode())
    )
    with pytest.raises(ForeignCheckpointError):
        open_checkpoint(text + mine[mine.index("\n\n") + 1 :], key=KEY)


def test_the_key_of_the_go_checksum_database_is_read():
    """The published verifier key of sum.golang.org: its check digits are computed, not copied."""
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    key = read_verifier_key(text)
    assert (key.name, key.key_id.hex()) == ("sum.golang.org", "033de0ae")
    assert verifier_key_text(key) == text


def test_a_key_that_does_not_fit_its_own_check_is_refused():
    text = verifier_key_text(KEY)
    name, digits, encoded = text.split("+", 2)
    for bad in (
        "",
        name,
        f"{name}+{digits}",
        f"{name}+00000000+{encoded}",
        f"other+{digits}+{encoded}",
        f"{name}+{digits}+{encoded[:-4]}",
        f"na me+{digits}+{encoded}",
        f"\x1b[2J+{digits}+{encoded}",
    ):
        with pytest.raises(UnreadableProofError):
            read_verifier_key(bad)


def test_a_ledger_that_grew_is_accepted():
    tree, accepted = ledger(), []
    for size in range(1, 27):
        earlier = open_checkpoint(head(tree, size), key=KEY)
        proof = consistency_proof(size, 26, tree.subtree)
        check_growth(earlier, open_checkpoint(HEAD, key=KEY), proof)
        accepted.append(earlier.size)
    assert accepted == list(range(1, 27))


def test_forks_cuts_and_strangers_are_told_apart():
    tree = ledger()
    other = MemoryTree([*(leaf_hash(b"x") for _ in range(26))])
    now = open_checkpoint(HEAD, key=KEY)
    with pytest.raises(ForkError):
        check_growth(
            Checkpoint(KEY.name, 10, other.root(10)), now, consistency_proof(10, 26, tree.subtree)
        )
    with pytest.raises(ForkError):
        check_growth(Checkpoint(KEY.name, 26, other.root()), now, [])
    with pytest.raises(ShrunkError):
        check_growth(Checkpoint(KEY.name, 27, bytes(32)), now, [])
    with pytest.raises(ForeignCheckpointError):
        check_growth(Checkpoint("other.example", 10, tree.root(10)), now, [])


def test_a_checkpoint_that_has_no_form_is_not_signed():
    for bad in (
        ("", 1, bytes(32)),
        ("a\nb", 1, bytes(32)),
        ("a", 1, bytes(31)),
        ("a", -1, bytes(32)),
    ):
        with pytest.raises(ValueError, match="checkpoint"):
            checkpoint_text(Checkpoint(*bad))
    for name in ("two words", "a+b"):
        with pytest.raises(ValueError, match="origin"):
            sign_checkpoint(
                Checkpoint(name, 1, bytes(32)), key=VerifierKey(name, KEY.public), sign=sign
            )
    with pytest.raises(ValueError, match="origin"):
        sign_checkpoint(Checkpoint("other", 1, bytes(32)), key=KEY, sign=sign)


def test_extension_lines_are_allowed_and_signed():
    text = checkpoint_text(Checkpoint(KEY.name, 1, bytes(32))) + "extension\n"
    signature = base64.b64encode(KEY.key_id + sign(text.encode())).decode()
    note = f"{text}\n\u2014 {KEY.name} {signature}\n"
    assert open_checkpoint(note, key=KEY).size == 1
    with pytest.raises(ForeignCheckpointError):
        open_checkpoint(note.replace("extension", "Extension"), key=KEY)
