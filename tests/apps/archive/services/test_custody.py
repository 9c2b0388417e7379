import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.apps.archive.cast import CLOCK, PHOTOGRAPH, Archive
from tests.apps.cast import at_work
from tests.apps.keyring.cast import open_case

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.errors import IncompleteError
from holdfast.apps.archive.queries.exhibits import exhibit
from holdfast.apps.archive.rules import Custody, ExhibitId
from holdfast.apps.archive.services.custody import (
    WHOLE,
    check_all_due,
    check_fixity,
    hand_over,
    proof_of,
    receive,
)
from holdfast.apps.archive.services.exhibits import add_exhibit
from holdfast.apps.archive.services.testimony import grant_testimony, shred_testimony
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.heads import ledger_keys
from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.apps.ledger import queries as ledger
from holdfast.doors.cli.verify import command as verify
from holdfast.kernel.clock import frozen
from holdfast.methods.custody import verifier
from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.proofs import verify_proof

FILE = b"A photograph of the gate at Ostrelle."
LATER = frozen(dt.datetime(2031, 7, 1, tzinfo=dt.UTC))


@pytest.fixture
def gate(archive: Archive) -> ExhibitId:
    return add_exhibit(
        actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=[FILE], clock=CLOCK
    )


def test_a_proof_is_accepted_by_holdfast_verify_and_by_the_stand_alone_verifier(
    archive: Archive, gate: ExhibitId, tmp_path: Path
) -> None:
    proof, file = tmp_path / "proof.json", tmp_path / "gate.jpg"
    proof.write_bytes(proof_of(actor=archive.lead, exhibit=gate))
    file.write_bytes(FILE)
    key = verifier_key_text(ledger_keys(archive.lead)[0])
    ours = CliRunner().invoke(verify, [str(proof), str(file), "--key", key])
    alone = [sys.executable, "-I", str(Path(verifier.__file__)), str(proof), str(file)]
    theirs = subprocess.run([*alone, "--key", key], capture_output=True, text=True, check=False)
    assert (ours.exit_code, theirs.returncode) == (0, 0)
    assert theirs.stdout.endswith("\nVERIFIED\n")
    file.write_bytes(FILE + b".")
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 1


def test_a_proof_still_holds_when_the_ledger_has_grown(archive: Archive, gate: ExhibitId) -> None:
    early = proof_of(actor=archive.lead, exhibit=gate)
    open_case(archive.lead)
    second = add_exhibit(
        actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=[b"wall"], clock=CLOCK
    )
    late = proof_of(actor=archive.lead, exhibit=second)
    for proof, file in ((early, FILE), (late, b"wall")):
        assert all(check.holds for check in verify_proof(proof, io.BytesIO(file)))


def test_a_proof_shows_this_exhibit_and_no_name_and_no_other(
    archive: Archive, gate: ExhibitId
) -> None:
    other = add_exhibit(
        actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=[b"wall"], clock=CLOCK
    )
    proof = proof_of(actor=archive.lead, exhibit=gate).decode()
    assert json.loads(proof)["event"]["exhibit"] == gate
    assert not any(word in proof for word in (other, archive.id, "gate.jpg", "k7m-2xq", "Vesna"))


def test_handing_over_and_receiving_are_signed_by_whoever_does_it(
    archive: Archive, gate: ExhibitId
) -> None:
    mira = archive.join("mira")
    grant_testimony(
        actor=archive.lead, testimony=archive.id, member=mira.member, parts=(Part.CONTENT,)
    )
    mira = at_work(archive.team.back("mira"), Role.DOCUMENTER)
    hand_over(actor=archive.lead, exhibit=gate, to="Mira", why="to translate", clock=CLOCK)
    receive(actor=mira, exhibit=gate, said="on a sealed stick", clock=CLOCK)
    custody = exhibit(mira, gate).custody
    signed = [read(mira, RecordId(act.event), EventRecord).value for act in custody]
    assert [act.step for act in custody] == [Custody.HANDED_OVER, Custody.RECEIVED]
    assert [event.public_key for event in signed] == [
        archive.lead.keys.public.signing,
        mira.keys.public.signing,
    ]
    assert all(event.event["sha256"] == exhibit(mira, gate).exhibit.sha256 for event in signed)


def test_handing_over_says_to_whom_and_why(archive: Archive, gate: ExhibitId) -> None:
    for to, why in (("", "asked"), ("The Inquiry", " ")):
        with pytest.raises(IncompleteError):
            hand_over(actor=archive.lead, exhibit=gate, to=to, why=why)
    assert exhibit(archive.lead, gate).custody == ()


def test_reading_again_says_in_words_that_every_byte_is_as_it_was(
    archive: Archive, gate: ExhibitId
) -> None:
    act = check_fixity(actor=archive.lead, exhibit=gate, clock=CLOCK)
    assert (act.holds, act.said) == (True, WHOLE)


@pytest.mark.parametrize("what", ["altered", "gone"])
def test_a_file_that_was_altered_or_lost_is_found_and_written_down(
    archive: Archive, gate: ExhibitId, what: str
) -> None:
    path = files_folder() / exhibit(archive.lead, gate).exhibit.file
    if what == "altered":
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
    else:
        path.unlink()
    act = check_fixity(actor=archive.lead, exhibit=gate, clock=CLOCK)
    assert not act.holds
    assert act.said
    assert not exhibit(archive.lead, gate).is_whole


def test_what_is_due_is_read_again_and_only_that(archive: Archive, gate: ExhibitId) -> None:
    assert check_all_due(actor=archive.lead, clock=CLOCK) == []
    assert [act.exhibit for act in check_all_due(actor=archive.lead, clock=LATER)] == [gate]
    assert check_all_due(actor=archive.lead, clock=LATER) == []


def test_custody_is_kept_by_those_who_hold_role_and_key(archive: Archive, gate: ExhibitId) -> None:
    with pytest.raises(NotPermittedError):
        check_fixity(actor=at_work(archive.lead, Role.ANALYST), exhibit=gate)
    with pytest.raises(NotGrantedError):
        receive(actor=archive.join("mira"), exhibit=gate, said="here")
    with pytest.raises(NotGrantedError):
        proof_of(actor=archive.join("tomas"), exhibit=gate)


def test_when_the_testimony_is_shredded_the_exhibit_is_gone_and_the_ledger_still_verifies(
    archive: Archive, gate: ExhibitId
) -> None:
    path = files_folder() / exhibit(archive.lead, gate).exhibit.file
    shred_testimony(actor=archive.lead, testimony=archive.id)
    assert not path.exists()
    with pytest.raises(NotGrantedError):
        proof_of(actor=archive.lead, exhibit=gate)
    assert ledger.check(ledger_keys(archive.lead)[0]) == ledger.tip().size
