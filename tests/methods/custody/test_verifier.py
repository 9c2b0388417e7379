import ast
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from tests.methods.custody.cast import EVENT, FILE, KEY, file, proof

from holdfast.methods.custody import verifier
from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.verifier import (
    ProofError,
    VerifierKey,
    blinded_leaf,
    canonical_json,
    is_signed_by,
    main,
    parse_stamp,
    parse_verifier_key,
    read_proof,
    split_note,
    verdict,
    verify,
    verify_ed25519,
)

SOURCE = Path(verifier.__file__)
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
# The eight points of small order, by their encodings (order 1, 2, 4, 4, 8, 8, 8, 8).
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]


def by_libsodium(signature, message, public):
    try:
        sodium.crypto_sign_open(signature + message, public)
    except CryptoError:
        return False
    return True


def checks(changed=None, content=FILE, key=None):
    parts = json.loads(proof())
    if changed is not None:
        changed(parts)
    return {c.name: c.holds for c in verify(parts, io.BytesIO(content), key)}


# ------------------------------------------------------------ Ed25519


@settings(deadline=None, max_examples=40)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 511))
def test_pure_python_and_libsodium_agree_on_good_and_damaged_signatures(seed, message, bit):
    public, private = sodium.crypto_sign_seed_keypair(seed)
    signature = sodium.crypto_sign(message, private)[:64]
    assert verify_ed25519(signature, message, public)
    bad = bytearray(signature)
    bad[bit // 8] ^= 1 << bit % 8
    assert not verify_ed25519(bytes(bad), message, public)
    assert not by_libsodium(bytes(bad), message, public)
    assert not verify_ed25519(signature, message + b".", public)


def test_a_key_or_commitment_of_small_order_is_refused():
    for text in SMALL:
        point = bytes.fromhex(text)
        for signature in (point + bytes(32), KEY.public + bytes(32)):
            assert not verify_ed25519(signature, b"anything", point)
        assert not verify_ed25519(point + (5).to_bytes(32, "little"), b"m", KEY.public)


def test_without_that_refusal_the_neutral_key_would_sign_everything():
    """The attack in the open: with the neutral point as key and as commitment, S = 0 fits."""
    neutral = bytes.fromhex(SMALL[0])
    point = verifier._decode_point(neutral)
    assert verifier._encode_point(verifier._two_products(0, 77, point)) == neutral


def test_s_at_or_past_the_group_order_is_refused():
    public, private = sodium.crypto_sign_seed_keypair(bytes(32))
    signature = sodium.crypto_sign(b"m", private)[:64]
    scalar = int.from_bytes(signature[32:], "little")
    for bad in (scalar + ORDER, ORDER, 2**256 - 1):
        assert not verify_ed25519(signature[:32] + bad.to_bytes(32, "little"), b"m", public)


def test_points_that_are_not_canonical_or_not_on_the_curve_are_no_points():
    for y in (PRIME, PRIME + 1, 2**255 - 1):
        assert verifier._decode_point(y.to_bytes(32, "little")) is None
    assert verifier._decode_point((1 | 1 << 255).to_bytes(32, "little")) is None  # minus zero
    assert verifier._decode_point((2).to_bytes(32, "little")) is None
    assert verifier._decode_point(b"short") is None


def test_a_signature_or_key_of_a_wrong_length_is_refused():
    assert not verify_ed25519(bytes(63), b"", KEY.public)
    assert not verify_ed25519(bytes(64), b"", KEY.public[:-1])


# ------------------------------------------------------------ canonical JSON and leaves


def test_canonical_json_is_one_form_whatever_the_order():
    assert (
        canonical_json({"b": 1, "a": [True, None, "ж"]}) == '{"a":[true,null,"ж"],"b":1}'.encode()
    )
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": float("nan")}, [2**53], {"ж": 1}, {1: 2}, "\ud800", b"bytes", {"a": {1, 2}}],
)
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(ProofError):
        canonical_json(value)


def test_a_leaf_hides_its_event_and_binds_it():
    assert blinded_leaf(EVENT, bytes(32)) != blinded_leaf(EVENT, bytes(31) + b"\x01")
    assert blinded_leaf(EVENT, bytes(32)) != blinded_leaf({**EVENT, "size_bytes": 1}, bytes(32))
    assert hashlib.sha256(canonical_json(EVENT)).digest() != blinded_leaf(EVENT, bytes(32))
    with pytest.raises(ProofError):
        blinded_leaf(EVENT, bytes(31))


# ------------------------------------------------------------ notes


def test_the_example_note_of_go_sumdb_verifies():
    """The example of golang.org/x/mod/sumdb/note, on which C2SP signed-note is built."""
    key = parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
        "\n"
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfq"
        "dngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert is_signed_by(note, key)
    assert not is_signed_by(note.replace("answer", "Answer"), key)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno dash\n",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014 name !!\n",
        "te\txt\n\n\u2014 name AAAAAAAA\n",
        "text\n\n\u2014 name AAAAAAAA",
        "text\n\n\u2014  AAAAAAAA\n",
    ],
)
def test_what_is_no_note_is_refused(note):
    with pytest.raises(ProofError):
        split_note(note)


@pytest.mark.parametrize("size", ["01", "-1", "1.0", "", "x", "9" * 20, "١"])
def test_a_size_is_a_plain_number(size):
    with pytest.raises(ProofError):
        verifier.parse_checkpoint(f"origin\n{size}\n{'A' * 43}=\n")


# ------------------------------------------------------------ stamps


def test_what_is_no_stamp_is_refused_and_never_read_past_its_end():
    for token in (
        b"",
        b"\x30",
        b"\x30\x80",
        b"\x30\x85" + bytes(9),
        b"\x30\x03\x02\x01\x00",
        os.urandom(200),
    ):
        with pytest.raises(ProofError):
            parse_stamp(token)


# ------------------------------------------------------------ the proof


def test_an_exhibit_is_proved_and_every_check_holds():
    assert checks() == {
        "file": True,
        "ledger": True,
        "checkpoint": True,
        "signature": True,
        "key to compare": True,
    }
    assert all(checks(key=verifier_key_text(KEY)).values())
    assert "key" in checks(key=verifier_key_text(KEY))


def test_another_file_fails_its_check_and_only_that():
    for content in (b"", FILE[:-1], FILE + b".", FILE.swapcase()):
        found = checks(content=content)
        assert not found.pop("file")
        assert all(found.values())


def set_to(*names, value):
    def change(parts):
        for name in names[:-1]:
            parts = parts[name]
        parts[names[-1]] = value(parts[names[-1]]) if callable(value) else value

    return change


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        (set_to("event", "week", value="2031-W15"), {"ledger", "signature"}),
        (set_to("event", "sha256", value="0" * 64), {"file", "ledger", "signature"}),
        (set_to("blinding", value="0" * 64), {"ledger"}),
        (set_to("index", value=12), {"ledger"}),
        (set_to("index", value=99), {"ledger"}),
        (set_to("path", 0, value="0" * 64), {"ledger"}),
        (set_to("path", value=lambda path: path[:-1]), {"ledger"}),
        (set_to("path", value=lambda path: [*path, path[0]]), {"ledger"}),
        (
            set_to("checkpoint", value=lambda note: note.replace("\n26\n", "\n27\n")),
            {"checkpoint"},  # a tree of 27 has the same path here: the signature decides
        ),
        (set_to("signatures", 0, "signature", value="0" * 128), {"signature"}),
        (set_to("signatures", 0, "public_key", value=KEY.public.hex()), {"signature"}),
    ],
)
def test_each_part_that_is_altered_fails_its_own_check(change, fails):
    found = checks(change)
    assert {name for name, holds in found.items() if not holds} == fails


def test_a_ledger_key_other_than_the_one_given_fails():
    public, _ = sodium.crypto_sign_seed_keypair(b"forger".ljust(32, b"."))
    theirs = verifier_key_text(VerifierKey(KEY.name, public))
    assert not checks(key=theirs)["checkpoint"]


def test_the_verdict_says_when_a_key_is_still_to_be_compared():
    parts = json.loads(proof())
    assert verdict(verify(parts, file())).startswith("VERIFIED, provided")
    assert verdict(verify(parts, file(), verifier_key_text(KEY))) == "VERIFIED"
    assert verdict(verify(parts, io.BytesIO(b"x"))) == "NOT VERIFIED"


@pytest.mark.parametrize(
    "change",
    [
        set_to("event", value=[]),
        set_to("event", "week", value=1.5),
        set_to("blinding", value="00"),
        set_to("blinding", value="A" * 64),
        set_to("blinding", value="zz"),
        set_to("index", value=True),
        set_to("index", value="3"),
        set_to("path", value=["00"]),
        set_to("path", value=[7]),
        set_to("checkpoint", value="no note"),
        set_to("key", value="no key"),
        set_to("signatures", value={}),
        set_to("signatures", value=[7]),
        set_to("stamps", value=[7]),
        set_to("stamps", value=["not base64!"]),
        set_to("stamps", value=["AAAA"]),
    ],
)
def test_a_part_that_is_not_of_its_form_is_unreadable_and_never_passes(change):
    with pytest.raises(ProofError):
        checks(change)


@pytest.mark.parametrize("name", sorted(json.loads(proof())))
def test_a_proof_that_lacks_a_part_is_unreadable(name):
    parts = json.loads(proof())
    del parts[name]
    with pytest.raises(ProofError):
        verify(read_proof(json.dumps(parts).encode()), file())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"{" * 9000,
        b"[" * 100_000,
        b'{"format":"holdfast-proof-1","index":1e5}',
        b'{"format":"holdfast-proof-1","format":"holdfast-proof-1"}',
        b'{"format":' + b"9" * 5000 + b"}",
        b'{"format":"holdfast-proof-9"}',
    ],
)
def test_what_is_no_proof_is_unreadable(data):
    with pytest.raises(ProofError):
        read_proof(data)


# ------------------------------------------------------------ alone


def test_the_verifier_imports_the_standard_library_only():
    for node in ast.walk(ast.parse(SOURCE.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module.split(".")[0] in sys.stdlib_module_names
        if isinstance(node, ast.Import):
            assert all(a.name.split(".")[0] in sys.stdlib_module_names for a in node.names)


def test_the_verifier_is_written_for_python_3_8():
    ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 8))
    late = ("removeprefix(", "removesuffix(", "bit_count(", "zip(", "match ", "file_digest(")
    assert not [name for name in late if name in SOURCE.read_text("utf-8")]


@pytest.fixture
def written(tmp_path):
    (tmp_path / "verifier.py").write_bytes(SOURCE.read_bytes())
    (tmp_path / "proof.json").write_bytes(proof())
    (tmp_path / "exhibit").write_bytes(FILE)
    (tmp_path / "other").write_bytes(b"other")
    return tmp_path


def alone(folder, *arguments):
    command = [sys.executable, "-I", "-S", "verifier.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_verifier_runs_alone_with_its_documented_exit_codes(written):
    good = alone(written, "proof.json", "exhibit")
    assert (good.returncode, good.stdout.splitlines()[-1][:8]) == (0, "VERIFIED")
    bad = alone(written, "proof.json", "other")
    assert (bad.returncode, bad.stdout.splitlines()[-1]) == (1, "NOT VERIFIED")
    for arguments in ((), ("proof.json",), ("exhibit", "proof.json"), ("proof.json", "absent")):
        assert alone(written, *arguments).returncode == 2


def test_a_key_from_elsewhere_is_taken_on_the_command_line(written, capsys):
    paths = [str(written / "proof.json"), str(written / "exhibit")]
    assert main([*paths, "--key", verifier_key_text(KEY)]) == 0
    assert "VERIFIED\n" in capsys.readouterr().out
    assert main([*paths, "--key", "no key"]) == 2
    assert "Nothing was verified" in capsys.readouterr().err
