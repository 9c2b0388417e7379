import shutil
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, Team, open_case
from tests.apps.keyring.queries.test_heads import set_back

from holdfast.apps.keyring.errors import OlderBodiesError
from holdfast.apps.keyring.models import MemberWrap, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.recovery import Recovered, recover, sweep_files, sweep_wraps


def test_a_start_in_good_order_changes_nothing(team: Team, case: Case) -> None:
    file = store_file(team.lead, case.content, [b"x"])
    for _ in range(2):
        assert recover() == Recovered(0, 0, 0)
    assert len(list(find(team.lead, Note))) == 2
    assert b"".join(open_file(team.lead, file)) == b"x"


def test_a_site_that_was_never_founded_starts_too(site: Path) -> None:
    assert recover() == Recovered(0, 0, 0)


def test_wraps_that_no_body_needs_are_swept(team: Team, case: Case) -> None:
    wrap = UnitWrap.objects.get(unit=case.content)
    UnitWrap.objects.create(
        id="orphan", scope_key=wrap.scope_key, unit="nowhere", key_epoch=1, under_epoch=1,
        tree_size=1, layer=1, sealed=bytes(wrap.sealed),
    )  # fmt: skip
    UnitWrap.objects.create(
        id="older", scope_key=wrap.scope_key, unit=case.content, key_epoch=1, under_epoch=0,
        tree_size=1, layer=1, sealed=bytes(wrap.sealed),
    )  # fmt: skip
    MemberWrap.objects.create(
        id="orphan", scope_key=wrap.scope_key, member="m", granter="m", epoch=1, tree_size=1,
        layer=1, sealed=bytes(wrap.sealed),
    )  # fmt: skip
    assert sweep_wraps() == 3
    assert UnitWrap.objects.filter(pk=wrap.pk).exists()


@on_sqlite
def test_keys_that_are_newer_than_the_bodies_are_never_swept(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    stage.leave()
    old = Path(shutil.copytree(site, tmp_path / "old"))
    stage.stand(site)
    open_case(team.lead), open_case(team.lead)
    wraps = UnitWrap.objects.count()
    set_back(site, old, "bodies")
    with pytest.raises(OlderBodiesError):
        recover()
    assert UnitWrap.objects.count() == wraps


def test_drafts_and_files_without_a_row_are_swept(team: Team, case: Case) -> None:
    file = store_file(team.lead, case.content, [b"x"])
    (files_folder() / "abc.part").write_bytes(b"half")
    (files_folder() / "abc").write_bytes(b"whole, but no row")
    assert sweep_files() == 2
    assert [path.name for path in files_folder().iterdir()] == [file]
