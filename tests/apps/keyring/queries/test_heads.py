import shutil
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Team, open_case
from tests.methods.custody.cast import KEY, head, ledger

from holdfast.apps.keyring.queries.heads import check_note, check_remembered, ledger_keys, origin
from holdfast.apps.keyring.services.heads import remember_head, sign_head
from holdfast.apps.ledger.models import Leaf, Subtree, Tip
from holdfast.apps.ledger.rules import mark
from holdfast.apps.ledger.services import append
from holdfast.kernel.identifiers import random_id
from holdfast.methods.custody.checkpoints import verifier_key_text
from holdfast.methods.custody.errors import ForeignCheckpointError, ForkError, ShrunkError


def set_back(site: Path, copy: Path, *stores: str) -> None:
    """Put older store files in the place of newer ones, as a thief or a hasty restore would."""
    stage.leave()
    for store in stores:
        for path in site.glob(f"{store}.sqlite3*"):
            path.unlink()
        for path in copy.glob(f"{store}.sqlite3*"):
            shutil.copyfile(path, site / path.name)
    stage.stand(site)


@pytest.fixture
def old(site: Path, team: Team, tmp_path: Path) -> Path:
    stage.leave()
    return Path(shutil.copytree(site, tmp_path / "old"))


@on_sqlite
def test_bodies_set_back_alone_are_noticed(site: Path, team: Team, old: Path) -> None:
    open_case(team.lead)
    remember_head(team.lead)
    check_remembered(team.lead)
    set_back(site, old, "bodies")
    with pytest.raises(ShrunkError):
        check_remembered(team.lead)


@on_sqlite
def test_a_store_set_back_and_written_on_is_a_fork(site: Path, team: Team, old: Path) -> None:
    open_case(team.lead)
    remember_head(team.lead)
    keystore = Path(shutil.copytree(site, site.with_name("new")))
    set_back(site, old, "bodies", "keystore")
    for _ in range(3):
        open_case(team.lead)
    set_back(site, keystore, "keystore")
    with pytest.raises(ForkError):
        check_remembered(team.lead)


@on_sqlite
def test_both_stores_set_back_are_noticed_against_a_head_kept_elsewhere_only(
    site: Path, team: Team, old: Path
) -> None:
    open_case(team.lead)
    remember_head(team.lead)
    note, key = sign_head(team.lead), verifier_key_text(ledger_keys(team.lead)[0])
    check_note(note, key)
    set_back(site, old, "bodies", "keystore")
    check_remembered(team.lead)
    with pytest.raises(ShrunkError):
        check_note(note, key)


def test_a_rewritten_ledger_is_a_fork(team: Team) -> None:
    leaf = Leaf.objects.order_by("-pk")[0]
    Tip.objects.update(size=0, peaks=b"")
    Subtree.objects.all().delete()
    Leaf.objects.all().delete()
    append([mark(random_id(), 1, bytes(32)) for _ in range(leaf.index + 2)])
    with pytest.raises(ForkError):
        check_remembered(team.lead)


def test_a_note_of_another_ledger_proves_nothing_here(team: Team) -> None:
    with pytest.raises(ForeignCheckpointError):
        check_note(head(ledger()), verifier_key_text(KEY))


def test_who_remembers_nothing_yet_is_let_in(team: Team) -> None:
    assert team.join("mira")
    assert origin().startswith("holdfast-")


def test_every_member_of_the_team_can_sign_the_head(team: Team) -> None:
    mira = team.join("mira")
    assert ledger_keys(mira) == ledger_keys(team.lead)
