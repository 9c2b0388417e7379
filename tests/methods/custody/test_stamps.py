"""Stamps by a local authority that the test makes with the openssl binary, where there is one."""

import base64
import hashlib
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.methods.custody.cast import FILE, head, ledger, proof

from holdfast.methods.custody.errors import ForeignCheckpointError, UnreadableProofError
from holdfast.methods.custody.proofs import verify_proof
from holdfast.methods.custody.stamps import read_stamp, stamp_request
from holdfast.methods.custody.verifier import split_note

TEXT, _ = split_note(head(ledger()))
CONFIG = """
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[extensions]
extendedKeyUsage = critical, timeStamping
"""


def openssl(folder, *arguments):
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, so no local time stamp authority can be made")
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    openssl(
        folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=Tervenia test clock",
        "-addext", "extendedKeyUsage=critical,timeStamping",
    )  # fmt: skip
    return folder


def stamped(folder, request, *more):
    (folder / "request.tsq").write_bytes(request)
    openssl(
        folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa_config", "-queryfile",
        "request.tsq", "-signer", "cert.pem", "-inkey", "key.pem", "-out", "answer", *more,
    )  # fmt: skip
    return (folder / "answer").read_bytes()


def test_the_request_is_the_one_that_openssl_makes(authority):
    (authority / "head").write_bytes(TEXT.encode())
    theirs = openssl(authority, "ts", "-query", "-data", "head", "-sha256", "-cert", "-no_nonce")
    assert stamp_request(TEXT) == theirs
    assert len(theirs) == 59


@pytest.mark.parametrize("more", [(), ("-token_out",)], ids=["response", "token"])
def test_a_stamp_over_this_head_is_read_with_its_time(authority, more):
    answer = stamped(authority, stamp_request(TEXT), *more)
    stamp = read_stamp(answer, TEXT)
    assert stamp.digest == hashlib.sha256(TEXT.encode()).digest()
    assert stamp.stamped_at.startswith("20")
    assert stamp.stamped_at.endswith("Z")


def test_a_stamp_over_another_head_is_refused(authority):
    answer = stamped(authority, stamp_request(TEXT))
    with pytest.raises(ForeignCheckpointError):
        read_stamp(answer, TEXT + "more\n")


def test_openssl_verifies_the_whole_stamp_and_refuses_an_altered_one(authority):
    answer = stamped(authority, stamp_request(TEXT))
    (authority / "head").write_bytes(TEXT.encode())
    arguments = ("ts", "-verify", "-data", "head", "-in", "answer", "-CAfile", "cert.pem")
    assert b"Verification: OK" in openssl(authority, *arguments)
    bad = bytearray(answer)
    bad[-5] ^= 1
    (authority / "answer").write_bytes(bad)
    done = subprocess.run(["openssl", *arguments], cwd=authority, capture_output=True, check=False)
    assert done.returncode != 0
    assert read_stamp(bytes(bad), TEXT)  # here only the digest is compared, as the docstring says


def test_a_stamp_over_another_digest_method_is_unreadable(authority):
    (authority / "head").write_bytes(TEXT.encode())
    openssl(authority, "ts", "-query", "-data", "head", "-sha512", "-cert", "-out", "long.tsq")
    answer = stamped(authority, (authority / "long.tsq").read_bytes())
    with pytest.raises(UnreadableProofError):
        read_stamp(answer, TEXT)


def test_a_stamp_cut_anywhere_is_unreadable_or_another(authority):
    answer = stamped(authority, stamp_request(TEXT), "-token_out")
    for length in range(0, len(answer), 7):
        with pytest.raises(UnreadableProofError):
            read_stamp(answer[:length], TEXT)


def test_a_proof_carries_stamps_and_compares_their_digest(authority):
    answer = stamped(authority, stamp_request(TEXT))
    parts = json.loads(proof((answer,)))
    found = {c.name: c for c in verify_proof(json.dumps(parts).encode(), io.BytesIO(FILE))}
    assert found["stamp"].holds
    other = stamped(authority, stamp_request("another head\n"))
    parts["stamps"] = [base64.b64encode(other).decode()]
    found = {c.name: c for c in verify_proof(json.dumps(parts).encode(), io.BytesIO(FILE))}
    assert not found["stamp"].holds


def test_a_request_tells_an_authority_a_digest_and_nothing_else():
    request = stamp_request(TEXT)
    assert hashlib.sha256(TEXT.encode()).digest() in request
    assert b"ledger" not in request
    assert len(request) - 32 == 27


def test_what_is_no_stamp_is_unreadable():
    with pytest.raises(UnreadableProofError):
        read_stamp(b"not a stamp", TEXT)


def test_the_commands_of_the_guide_check_a_stamp_taken_from_a_proof(authority):
    answer = stamped(authority, stamp_request(TEXT))
    (authority / "proof.json").write_bytes(proof((answer,)))
    guide = (Path(__file__).parents[3] / "docs" / "guide" / "verify.md").read_text("utf-8")
    block = guide.split("    python -c ")[1].split("\n\n")[0]
    script = "python3 -c " + block.replace("PROOF", "proof.json").replace(
        "authority.pem", "cert.pem"
    )
    done = subprocess.run(["sh", "-ec", script], cwd=authority, capture_output=True, check=False)
    assert b"Verification: OK" in done.stdout + done.stderr, done.stderr.decode()
