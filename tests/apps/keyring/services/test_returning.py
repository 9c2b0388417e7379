from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, Team, give, open_case
from tests.apps.keyring.copying import Shelf

from holdfast.apps.keyring.copy_errors import DamagedCopyError
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.models import RecordBody, Unit
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.queries.orphans import left_over_and_missing
from holdfast.apps.keyring.restoring import SAID
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.shredding import shred_scope, shred_unit
from holdfast.apps.keyring.services.weekly import turn_layer
from holdfast.apps.keyring.services.writing import writing

pytestmark = on_sqlite


def is_whole(team: Team, name: str = "lead") -> bool:
    actor = team.back(name)
    return not list(check(actor)) and not left_over_and_missing()


def test_a_restored_site_opens_and_passes_its_check(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    file = store_file(team.lead, case.content, [b"whole"])
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    shelf.restore(shelf.copies(), tmp_path / "new")
    assert read(team.back("lead"), case.said, Note).value.text == "The road is watched."
    assert b"".join(open_file(team.back("lead"), file)) == b"whole"
    assert is_whole(team)
    with writing(team.back("lead")) as write:
        save(write, case.said, Note(text="Now it is not."), revision=1)
    assert is_whole(team)


@pytest.mark.parametrize("destroy", ["unit", "scope"])
def test_old_bodies_beside_the_newest_keys_yield_nothing_that_was_shredded(
    site: Path, team: Team, case: Case, tmp_path: Path, destroy: str
) -> None:
    kept, shelf = open_case(team.lead), Shelf(tmp_path)
    file = store_file(team.lead, case.content, [b"x"])
    shelf.keep("1", site)
    if destroy == "unit":
        shred_unit(team.lead, case.content)
    else:
        shred_scope(team.lead, case.scope)
    shelf.keep("2", site)
    returned = shelf.restore(shelf.copies("1", "2"), tmp_path / "new")
    assert returned.reconciled.units == (1 if destroy == "unit" else 0)
    assert returned.reconciled.scope_keys == (0 if destroy == "unit" else 2)
    lead = team.back("lead")
    with pytest.raises(NotGrantedError):
        read(lead, case.said, Note)
    assert not Unit.objects.filter(pk=case.content).exists()
    assert not RecordBody.objects.filter(pk=case.said).exists()
    assert not (files_folder() / file).exists()
    assert read(lead, kept.said, Note)
    assert is_whole(team)


def test_what_was_rotated_since_opens_under_its_new_key_and_who_was_dismissed_stays_out(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    dismiss(team.lead, team.unlocked["mira"].id)
    lead = team.back("lead")
    open_scope(lead, case.scope)
    shelf.keep("2", site)
    returned = shelf.restore(shelf.copies("1", "2"), tmp_path / "new")
    assert returned.reconciled.renewed >= 1
    assert returned.reconciled.units == 0
    assert read(team.back("lead"), case.said, Note)
    with pytest.raises(NotGrantedError):
        read(team.back("mira"), case.said, Note)
    assert is_whole(team)


def test_what_was_taken_back_since_stays_taken_back_and_is_due_for_a_new_key(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    shelf.keep("2", site)
    shelf.restore(shelf.copies("1", "2"), tmp_path / "new")
    with pytest.raises(NotGrantedError):
        read(team.back("mira"), case.said, Note)
    lead = team.back("lead")
    open_scope(lead, case.scope)
    assert read(lead, case.said, Note)
    assert is_whole(team)


def test_what_was_saved_since_is_lost_and_the_rest_works_on(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    later = open_case(team.lead)
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    shelf.keep("2", site)
    shelf.restore(shelf.copies("1", "2"), tmp_path / "new")
    with pytest.raises(NotGrantedError):
        read(team.back("lead"), later.said, Note)
    lead = team.back("lead")
    open_scope(lead, case.scope)  # rotated, although somebody these bodies do not know held it
    assert read(lead, case.said, Note)
    open_case(lead)
    assert is_whole(team)


def test_what_only_a_newcomer_holds_is_kept_and_not_dropped(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    revoke(mira, case.scope, Part.CONTENT, team.unlocked["lead"].id)
    shelf.keep("2", site)
    shelf.restore(shelf.copies("1", "2"), tmp_path / "new")
    assert RecordBody.objects.filter(pk=case.said).exists()
    with pytest.raises(NotGrantedError):
        read(team.back("lead"), case.said, Note)


def test_older_keys_bring_back_no_unit_that_newer_bodies_know_as_shredded(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    shred_unit(team.lead, case.content)
    shelf.keep("2", site)
    shelf.restore(shelf.copies("2", "1"), tmp_path / "new", said=SAID)
    with pytest.raises(NotGrantedError):
        read(team.back("lead"), case.said, Note)
    assert is_whole(team)


def test_a_weekly_key_of_another_site_is_refused_and_leaves_nothing(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    turn_layer()
    shelf.keep("1", site)
    (shelf.copies().weekly / "2.key").write_bytes(bytes(32))
    with pytest.raises(DamagedCopyError):
        shelf.restore(shelf.copies(), tmp_path / "new")
    stage.stand(site)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b", "k", "weekly"]
