import os
import resource
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connections
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Team, open_case
from tests.apps.keyring.copying import Shelf, name_site

from holdfast.apps.keyring import archives
from holdfast.apps.keyring.archives import Copied, about, unpack, verify
from holdfast.apps.keyring.copy_errors import CopyExistsError, OnePlaceError
from holdfast.apps.keyring.errors import (
    LostFileError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from holdfast.apps.keyring.layers import layer_path
from holdfast.apps.keyring.models import FileBody, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.services import backup
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.reconciling import Reconciled
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.weekly import turn_layer
from holdfast.apps.ledger.queries import tip

pytestmark = on_sqlite


def test_each_part_is_in_its_own_copy_and_the_weekly_key_is_in_neither(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    file = store_file(team.lead, case.content, [b"x" * 1000])
    done = Shelf(tmp_path).keep("1", site)
    copies = Shelf(tmp_path).copies()
    unpack(copies.bodies, tmp_path / "bodies")
    unpack(copies.keys, tmp_path / "keys")
    names = lambda of: {str(p.relative_to(of)) for p in of.rglob("*") if p.is_file()}  # noqa: E731
    assert names(tmp_path / "bodies") == {
        "site.toml", "bodies.sqlite3", f"files/{file}",
        "intake/intake.sqlite3", "watch/watch.sqlite3",
    }  # fmt: skip
    assert names(tmp_path / "keys") == {"keystore.sqlite3"}
    assert done.files == 1
    for copy in (copies.bodies, copies.keys):
        assert layer_path(1).read_bytes() not in copy.read_bytes()
        assert copy.stat().st_mode & 0o777 == 0o600
    assert UnitWrap.objects.get(unit=case.content).sealed not in copies.bodies.read_bytes()


def test_a_copy_says_what_it_is_of_and_only_the_week(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    turn_layer()
    done = Shelf(tmp_path).keep("1", site)
    bodies, digest = verify(Shelf(tmp_path).copies().bodies, Copied.BODIES)
    keys = about(Shelf(tmp_path).copies().keys)
    assert done.sha256[Copied.BODIES] == digest
    assert (bodies.tree_size, bodies.tree_root) == (tip().size, tip().root().hex())
    assert (keys.tree_size, keys.layers, bodies.layers) == (tip().size, [2], [])
    assert bodies.week == done.week
    assert len(done.week) == len("2031-W14")


def test_copies_of_one_moment_are_made_while_others_write(
    site: Path, team: Team, tmp_path: Path
) -> None:
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            open_case(team.lead)
            time.sleep(0.02)
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        sizes = [Shelf(tmp_path).keep(str(n), site).tree_size for n in range(4)]
    finally:
        done.set()
        writer.join()
    assert sizes == sorted(sizes)
    shelf = Shelf(tmp_path)
    returned = shelf.restore(shelf.copies("3", "3"), tmp_path / "new")
    assert returned.reconciled == Reconciled(0, 0, 0, 0)
    assert list(check(team.back("lead"))) == []


def test_nothing_is_written_over_and_the_two_are_never_one_file(
    site: Path, team: Team, tmp_path: Path
) -> None:
    Shelf(tmp_path).keep("1", site)
    before = Shelf(tmp_path).copies().keys.read_bytes()
    with pytest.raises(CopyExistsError):
        Shelf(tmp_path).keep("1", site)
    with pytest.raises(OnePlaceError):
        backup.back_up(bodies=tmp_path / "same", keys=tmp_path / "b" / ".." / "same")
    assert Shelf(tmp_path).copies().keys.read_bytes() == before


@pytest.mark.parametrize("bytes_written", [0, 30_000, 400_000])
def test_a_full_disk_leaves_no_half_copy(
    site: Path,
    team: Team,
    case: Case,
    tmp_path: Path,
    bytes_written: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store_file(team.lead, case.content, [os.urandom(300_000)])
    left, original = [bytes_written], archives._Hashing.write

    def write(self: object, data: bytes) -> int:
        left[0] -= len(data)
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return original(self, data)

    monkeypatch.setattr(archives._Hashing, "write", write)
    with pytest.raises(StoreFullError):
        Shelf(tmp_path).keep("1", site)
    monkeypatch.undo()
    found = [p for name in ("b", "k") for p in (tmp_path / name).iterdir()]
    assert found == []
    assert list(check(team.lead)) == []
    Shelf(tmp_path).keep("1", site)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A disk that takes no more: what the system itself answers, also to SQLite."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [4096, 60_000, 150_000])
def test_a_store_that_does_not_fit_is_refused_in_words_and_leaves_nothing(
    site: Path, team: Team, case: Case, tmp_path: Path, size: int
) -> None:
    name_site(site)
    with files_no_larger_than(size), pytest.raises(StoreError):
        backup.back_up(bodies=tmp_path / "b" / "1", keys=tmp_path / "k" / "1")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert list(check(team.lead)) == []


def test_both_copies_appear_or_neither(
    site: Path, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = backup.move_file

    def move(source: Path, target: Path) -> None:
        if target.parent.name == "b":
            raise OSError(30, "Read-only file system")
        original(source, target)

    monkeypatch.setattr(backup, "move_file", move)
    with pytest.raises(StoreReadOnlyError):
        Shelf(tmp_path).keep("1", site)
    assert [p for name in ("b", "k") for p in (tmp_path / name).iterdir()] == []


def test_a_file_that_is_missing_stops_the_copy_and_one_that_was_shredded_does_not(
    site: Path, team: Team, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store_file(team.lead, case.content, [b"x"])
    original = backup._files_in

    def shredded_meanwhile(store: Path) -> list[str]:
        names = original(store)
        shred_unit(team.lead, case.content)
        return names

    aside = (files_folder() / file).rename(site / "aside")
    with pytest.raises(LostFileError):
        Shelf(tmp_path).keep("1", site)
    aside.rename(files_folder() / file)
    monkeypatch.setattr(backup, "_files_in", shredded_meanwhile)
    Shelf(tmp_path).keep("2", site)
    assert not FileBody.objects.exists()


def test_the_copy_of_a_store_is_whole_and_has_no_log_beside_it(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    Shelf(tmp_path).keep("1", site)
    unpack(Shelf(tmp_path).copies().keys, tmp_path / "keys")
    with closing(sqlite3.connect(tmp_path / "keys" / "keystore.sqlite3")) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA journal_mode").fetchone() == ("delete",)
