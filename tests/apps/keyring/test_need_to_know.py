"""What one member's root and the whole disk open, by a script that knows nothing of ours."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, Team, give, open_case, root

from holdfast.apps.keyring.drills import Proof, note_proof
from holdfast.apps.keyring.records import decode
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.shredding import shred_scope, shred_unit
from holdfast.apps.keyring.services.weekly import destroy_layer, turn_layer
from holdfast.apps.keyring.services.writing import writing

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[3]


@dataclass
class Found:
    records: dict[str, bytes]
    files: dict[str, str]
    keys: list[bytes]

    def notes(self) -> dict[str, str]:
        """The text of every note, by record."""
        found = {r: p for r, p in self.records.items() if Note.KIND.encode() in p}
        return {record: decode(plain, Note).text for record, plain in found.items()}


def opened_by(
    team: Team, name: str, bodies: Path, keystore: Path | None = None, known: list[bytes] = ()
) -> Found:
    """All that the script opens with the named member's root, from two copies of the site."""
    keystore = keystore or bodies
    stores = [bodies / "bodies.sqlite3", keystore / "keystore.sqlite3"]
    paths = [*stores, keystore / "epoch", bodies / "files"]
    words = [*map(str, paths), stage.INSTALLATION, team.unlocked[name].id]
    done = subprocess.run(
        [sys.executable, "-m", "tests.independent_opener", *words],
        input="\n".join(key.hex() for key in (root(name), *known)),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={"PATH": "/usr/bin"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    records = {record: bytes.fromhex(plain) for record, plain in found["records"].items()}
    return Found(records, found["files"], [bytes.fromhex(k) for k in found["keys"].values()])


def copied(site: Path, name: str) -> Path:
    stage.leave()
    return Path(shutil.copytree(site, site.with_name(name)))


def test_it_opens_exactly_what_was_granted(site: Path, team: Team, case: Case) -> None:
    other = open_case(team.lead, said="Elsewhere.", named="Somebody")
    file = store_file(team.lead, case.content, [b"A photograph."])
    team.join("mira"), team.join("outsider")
    assert opened_by(team, "outsider", site).notes() == {}
    with writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    for _ in ("as it was granted", "as it was accepted"):
        found = opened_by(team, "mira", site)
        assert found.notes() == {case.said: "The road is watched."}
        assert found.files == {file: hashlib.sha256(b"A photograph.").hexdigest()}
        team.back("mira")
    give(team, "mira", other, Part.IDENTITY)
    assert opened_by(team, "mira", site).notes() == {
        case.said: "The road is watched.",
        other.named: "Somebody",
    }
    assert set(opened_by(team, "lead", site).notes()) == {
        case.said, case.named, other.said, other.named
    }  # fmt: skip


def test_after_a_revocation_the_disk_opens_nothing(site: Path, team: Team, case: Case) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT, Part.IDENTITY)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    assert opened_by(team, "mira", site).notes() == {case.named: "Irma"}


def test_who_kept_every_old_key_opens_nothing_that_is_new(
    site: Path, team: Team, case: Case
) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    kept = opened_by(team, "mira", site).keys
    dismiss(team.lead, mira.member)
    open_scope(team.lead, case.scope)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="We moved her."), revision=1)
    store_file(team.lead, case.content, [b"New photograph."])
    found = opened_by(team, "mira", site, known=kept)
    assert found.notes() == {}
    assert found.files == {}
    assert len(kept) > 3


def test_a_shredded_unit_and_case_open_for_nobody_from_old_bodies_and_the_newest_keys(
    site: Path, team: Team, case: Case
) -> None:
    shredded, halved = case, open_case(team.lead, said="Second.", named="Other")
    old = copied(site, "old")
    stage.stand(site)
    assert shredded.said in opened_by(team, "lead", old).notes()
    shred_scope(team.lead, shredded.scope)
    shred_unit(team.lead, halved.content)
    assert opened_by(team, "lead", old, keystore=site).notes() == {halved.named: "Other"}
    assert opened_by(team, "lead", site).notes() == {halved.named: "Other"}


def test_an_old_copy_of_the_keys_opens_nothing_once_its_weekly_key_is_destroyed(
    site: Path, team: Team, case: Case
) -> None:
    old = copied(site, "old")
    shutil.rmtree(old / "epoch")
    stage.stand(site)
    shred_scope(team.lead, case.scope)
    shutil.copytree(site / "epoch", old / "epoch")
    assert case.said in opened_by(team, "lead", old).notes()
    turn_layer()
    note_proof(site, Proof(2, 1, "", "2031-W14"))
    destroy_layer(1)
    shutil.rmtree(old / "epoch")
    shutil.copytree(site / "epoch", old / "epoch")
    assert opened_by(team, "lead", old).records == {}
