import shutil
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, Team, give, open_case
from tests.apps.keyring.queries.test_heads import set_back

from holdfast.apps.keyring.errors import LostKeyError, NotGrantedError
from holdfast.apps.keyring.models import (
    FileBody,
    Holding,
    Intent,
    MemberWrap,
    RecordBody,
    ScopeKey,
    Unit,
    UnitWrap,
)
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import Part, ScopeId, UnitId
from holdfast.apps.keyring.services import ending
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.shredding import shred_belonging, shred_scope, shred_unit


def test_a_shredded_unit_is_gone_and_the_rest_stays(team: Team, case: Case) -> None:
    file = store_file(team.lead, case.content, [b"x"])
    shred_unit(team.lead, case.content)
    with pytest.raises(NotGrantedError):
        read(team.lead, case.said, Note)
    assert read(team.lead, case.named, Note)
    for table in (RecordBody, FileBody, UnitWrap):
        assert not table.objects.filter(unit=case.content).exists()
    assert not Unit.objects.filter(pk=case.content).exists()
    assert not (files_folder() / file).exists()
    assert list(check(team.lead)) == []


def test_a_shredded_case_leaves_no_key_and_no_grant(team: Team, case: Case) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    keys = list(ScopeKey.objects.filter(scope=case.scope).values_list("pk", flat=True))
    shred_scope(team.lead, case.scope)
    for table in (UnitWrap, MemberWrap, Holding, RecordBody, Unit):
        assert not table.objects.filter(scope_key__in=keys).exists()
    assert not ScopeKey.objects.filter(scope=case.scope).exists()
    assert not Intent.objects.exists()
    for name in ("lead", "mira"):
        with pytest.raises(NotGrantedError):
            read(team.back(name), case.said, Note)
    assert list(check(team.lead)) == []


def test_what_belongs_to_a_case_is_destroyed_without_its_keys_and_twice_does_nothing(
    team: Team, case: Case
) -> None:
    health = open_case(team.lead)
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    for _ in range(2):
        shred_belonging(mira, health.scope, case=case.scope)
    assert not ScopeKey.objects.filter(scope=health.scope).exists()
    with pytest.raises(NotGrantedError):
        read(team.lead, health.said, Note)
    assert read(team.lead, case.said, Note)
    assert list(check(team.lead)) == []


def test_what_somebody_holds_who_does_not_hold_the_case_does_not_belong_to_it(
    team: Team, case: Case
) -> None:
    other = open_case(team.lead)
    team.join("mira")
    team.join("vera")
    give(team, "vera", other, Part.IDENTITY)
    mira = give(team, "mira", case, Part.CONTENT)
    with pytest.raises(NotGrantedError):
        shred_belonging(mira, other.scope, case=case.scope)
    assert read(team.lead, other.said, Note)


def test_nobody_shreds_what_they_hold_no_key_to(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.IDENTITY)
    outsider = team.join("outsider")
    with pytest.raises(NotGrantedError):
        shred_unit(mira, case.content)
    for scope in (case.scope, ScopeId("nowhere")):
        with pytest.raises(NotGrantedError):
            shred_scope(outsider, scope)
    with pytest.raises(NotGrantedError):
        shred_unit(team.lead, UnitId("nowhere"))
    assert read(team.lead, case.said, Note)


def test_the_teams_own_scope_is_not_shredded(team: Team) -> None:
    with pytest.raises(NotGrantedError):
        shred_scope(team.lead, ScopeId(ScopeKey.objects.get(part=Part.TEAM).scope))


def test_the_teams_own_scope_belongs_to_no_case(team: Team, case: Case) -> None:
    teams = ScopeId(ScopeKey.objects.get(part=Part.TEAM).scope)
    with pytest.raises(NotGrantedError):
        shred_belonging(team.lead, teams, case=case.scope)
    assert ScopeKey.objects.filter(scope=teams).exists()


@on_sqlite
def test_the_deleted_keys_are_gone_from_the_files_themselves(
    site: Path, team: Team, case: Case
) -> None:
    wraps = [bytes(w.sealed) for w in UnitWrap.objects.filter(unit=case.content)]
    shred_unit(team.lead, case.content)
    for path in site.glob("keystore*"):
        data = path.read_bytes()
        assert not any(wrap[start : start + 64] in data for wrap in wraps for start in (0, 81, 400))


@on_sqlite
def test_old_bodies_beside_the_newest_key_store_open_nothing_of_it(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    kept = open_case(team.lead)
    stage.leave()
    old = Path(shutil.copytree(site, tmp_path / "old"))
    stage.stand(site)
    shred_scope(team.lead, case.scope)
    set_back(site, old, "bodies")
    team.lead.opened.clear()
    assert RecordBody.objects.filter(pk=case.said).exists()
    with pytest.raises(LostKeyError):
        read(team.lead, case.said, Note)
    assert read(team.lead, kept.said, Note)


@pytest.mark.parametrize("step", ["delete_wraps", "wipe_deleted", "complete", "remove_files"])
def test_cut_off_at_any_step_it_counts_and_is_finished_at_the_next_start(
    team: Team, case: Case, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store_file(team.lead, case.content, [b"x"])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ending, step, killed)
    monkeypatch.setattr(f"holdfast.apps.keyring.services.shredding.{step}", killed, raising=False)
    with pytest.raises(KeyboardInterrupt):
        shred_unit(team.lead, case.content)
    monkeypatch.undo()
    with pytest.raises(NotGrantedError):
        read(team.lead, case.said, Note)
    recover()
    assert not UnitWrap.objects.filter(unit=case.content).exists()
    assert not (files_folder() / file).exists()
    assert not Intent.objects.exists()
    assert list(check(team.lead)) == []
