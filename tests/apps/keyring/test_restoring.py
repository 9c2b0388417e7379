from pathlib import Path

import pytest
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Team, open_case
from tests.apps.keyring.copying import Shelf, name_site

from holdfast.apps.keyring.copy_errors import (
    CopyError,
    ForeignCopyError,
    OlderKeysError,
    SiteInTheWayError,
    WrongPartError,
)
from holdfast.apps.keyring.errors import LostLayerError
from holdfast.apps.keyring.restoring import (
    SAID,
    Copies,
    draft_for,
    settle,
    unpacked,
    verify_copies,
    wipe,
)

pytestmark = on_sqlite


@pytest.fixture
def shelf(site: Path, team: Team, case: Case, tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.keep("1", site)
    return made


def test_both_copies_are_brought_together_with_the_weekly_key(shelf: Shelf, tmp_path: Path) -> None:
    draft = draft_for(tmp_path / "new")
    with unpacked(verify_copies(shelf.copies()), draft) as folder:
        names = {path.name for path in folder.iterdir()}
        assert names == {
            "site.toml", "bodies.sqlite3", "keystore.sqlite3", "epoch", "intake", "watch",
        }  # fmt: skip
        settle(folder, tmp_path / "new")
    assert (tmp_path / "new" / "epoch" / "1.key").stat().st_size == 32
    assert not draft.exists()


def test_what_fails_half_way_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    with (
        pytest.raises(OSError, match="full"),
        unpacked(verify_copies(shelf.copies()), draft_for(tmp_path / "new")),
    ):
        raise OSError("full")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("part", ["bodies", "keys"])
@pytest.mark.parametrize("spoil", [lambda d: d[: len(d) // 2], lambda d: d[:700] + b"?" + d[701:]])
def test_a_damaged_part_is_refused_before_anything_is_written(
    shelf: Shelf, tmp_path: Path, part: str, spoil: object
) -> None:
    path: Path = getattr(shelf.copies(), part)
    path.write_bytes(spoil(path.read_bytes()))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CopyError) as refused:
        verify_copies(shelf.copies())
    assert "Nothing was changed." in refused.value.message
    assert refused.value.hint
    assert sorted(tmp_path.rglob("*")) == before


def test_exchanged_parts_are_refused(shelf: Shelf) -> None:
    right = shelf.copies()
    with pytest.raises(WrongPartError):
        verify_copies(Copies(right.keys, right.bodies, right.weekly))


def test_copies_of_two_installations_are_never_mixed(
    shelf: Shelf, site: Path, settings_installation: object
) -> None:
    settings_installation("other" + "b" * 21)
    shelf.keep("2", site)
    with pytest.raises(ForeignCopyError):
        verify_copies(shelf.copies("1", "2"))


def test_keys_older_than_the_bodies_or_than_those_beside_them_are_refused_unless_it_is_said(
    shelf: Shelf, site: Path, team: Team
) -> None:
    open_case(team.lead)
    shelf.keep("2", site)
    for older in (shelf.copies("2", "1"), shelf.copies("1", "1")):
        for said in ("", "yes"):
            with pytest.raises(OlderKeysError) as refused:
                verify_copies(older, said=said)
        assert SAID in refused.value.hint
        assert verify_copies(older, said=SAID)
    assert verify_copies(shelf.copies("1", "2"))


def test_without_the_weekly_key_nothing_is_written(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.copies().weekly / "1.key").write_bytes(b"short")
    with pytest.raises(LostLayerError):
        verify_copies(shelf.copies())
    (shelf.copies().weekly / "1.key").unlink()
    with pytest.raises(LostLayerError) as refused:
        verify_copies(shelf.copies())
    assert "--weekly" in refused.value.hint


def test_a_site_is_never_restored_over_another(shelf: Shelf, site: Path, tmp_path: Path) -> None:
    name_site(site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with pytest.raises(SiteInTheWayError):
        draft_for(site)
    draft = tmp_path / "draft"
    draft.mkdir()
    with pytest.raises(SiteInTheWayError):
        settle(draft, site)
    assert {path: path.read_bytes() for path in before} == before


def test_a_wiped_draft_is_gone_with_its_weekly_keys(tmp_path: Path) -> None:
    (tmp_path / "draft" / "epoch").mkdir(parents=True)
    (tmp_path / "draft" / "epoch" / "1.key").write_bytes(b"k" * 32)
    wipe(tmp_path / "draft")
    wipe(tmp_path / "draft")
    assert not (tmp_path / "draft").exists()
