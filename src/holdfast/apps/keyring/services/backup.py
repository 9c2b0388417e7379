"""Copying a living site: bodies and keys, each into a file of its own.

Invariants:
- Both copies are of one moment: they begin while writers wait, and the keys end while they do.
- Nobody's keys are needed, and nothing is opened: what is sealed is copied sealed.
- A weekly key is in neither copy.
- In a copy a store is a SQLite file, whatever the site stands on.
- Nothing on its way to the team is left out: the line is copied first (`neighbours`).
- What fails leaves no file behind, and nothing of the site was changed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.apps.keyring.archives import FILES, SITE_FILE, About, Archive, Copied
from holdfast.apps.keyring.copy_errors import (
    CopyExistsError,
    OnePlaceError,
)
from holdfast.apps.keyring.errors import LostFileError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import FileBody, MemberWrap, UnitWrap
from holdfast.apps.keyring.place import files_folder, installation, site_folder
from holdfast.apps.keyring.portable import without_stores
from holdfast.apps.keyring.queries.heads import origin
from holdfast.apps.keyring.queries.neighbours import Beside, count_beside
from holdfast.apps.keyring.tables import known_tables
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.services import writing as writers_wait
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.disk import move_file, sync_folder
from holdfast.methods.custody.verifier import Checkpoint as Head

from .moments import standing_still
from .neighbours import copied_beside, copy_line, copy_watch

BODIES, KEYSTORE = "bodies", "keystore"
_STORE = "store.sqlite3"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was copied: how long the ledger was, which weekly keys the copy of the keys needs."""

    tree_size: int
    week: str
    layers: tuple[int, ...]
    files: int
    beside: Beside
    sha256: dict[Copied, str] = field(default_factory=dict)


def back_up(*, bodies: Path, keys: Path, clock: Clock = utc_now) -> BackedUp:
    """Copy bodies, ledger, files, line and watch to `bodies`, and the key store to `keys`.

    Others may work meanwhile.

    Raises OnePlaceError, CopyExistsError, OddSiteFileError, StoreError.
    """
    _check_places(bodies, keys)
    week = iso_week(clock())
    with in_words(), _draft(bodies) as body_draft, _draft(keys) as key_draft:
        copy_line(body_draft)  # before the bodies' moment: what is taken in meanwhile is in both
        with standing_still(BODIES) as begin:
            with writers_wait():
                copy_bodies = begin()
                head, layers = ledger.head(origin()), _layers()
                with standing_still(KEYSTORE) as begin_keys:
                    begin_keys()(key_draft / _STORE)
                copy_watch(body_draft)
            copy_bodies(body_draft / _STORE)
        digests: dict[Copied, str] = {}
        with _archive(key_draft, _about(Copied.KEYS, head, week, layers), digests) as archive:
            archive.add("keystore.sqlite3", key_draft / _STORE)
        with _archive(body_draft, _about(Copied.BODIES, head, week, []), digests) as archive:
            files = _add_bodies(archive, body_draft)
        beside = count_beside(body_draft)
        _place(key_draft / "archive", keys, body_draft / "archive", bodies)
    return BackedUp(head.size, week, tuple(layers), files, beside, digests)


def _check_places(bodies: Path, keys: Path) -> None:
    if bodies.resolve() == keys.resolve():
        raise OnePlaceError
    if bodies.exists() or keys.exists():
        raise CopyExistsError


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A folder for this user only, on the disk of the target, gone afterwards."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".holdfast-copy-", dir=target.parent))
    try:
        yield draft
    finally:
        shutil.rmtree(draft)
        sync_folder(target.parent)


def _place(key_archive: Path, keys: Path, body_archive: Path, bodies: Path) -> None:
    """Both copies under their names, or neither."""
    move_file(key_archive, keys)
    try:
        move_file(body_archive, bodies)
    except OSError:
        keys.unlink()
        raise


def _layers() -> list[int]:
    """The weekly keys that rows of the key store are under, oldest first."""
    tables = (UnitWrap, MemberWrap)
    return sorted({n for t in tables for n in t.objects.values_list("layer", flat=True).distinct()})


def _about(part: Copied, head: Head, week: str, layers: list[int]) -> About:
    return About(
        part=part,
        installation=installation(),
        week=week,
        tree_size=head.size,
        tree_root=head.root.hex(),
        tables=known_tables(),
        layers=layers,
    )


@contextmanager
def _archive(draft: Path, about: About, digests: dict[Copied, str]) -> Iterator[Archive]:
    with (draft / "archive").open("xb") as file:
        archive = Archive(file, about)
        yield archive
        digests[about.part] = archive.finish()
        file.flush()
        os.fsync(file.fileno())
    (draft / "archive").chmod(0o600)


def _add_bodies(archive: Archive, draft: Path) -> int:
    site_file, store = draft / SITE_FILE, draft / _STORE
    says = (site_folder() / SITE_FILE).read_text("utf-8")
    site_file.write_text(without_stores(says), "utf-8")
    archive.add(SITE_FILE, site_file)
    archive.add("bodies.sqlite3", store)
    for name in copied_beside(draft):
        archive.add(name, draft / name)
    names = _files_in(store)
    for name in names:
        try:
            archive.add(f"{FILES}/{name}", files_folder() / name)
        except FileNotFoundError:
            if FileBody.objects.filter(pk=name).exists():
                raise LostFileError(
                    "A sealed file is missing from the folder. No copy was made.",
                    hint="Run `holdfast check` to see which, and bring it back first.",
                ) from None  # else it was shredded since the copy began
    return len(names)


def _files_in(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as copy:
        return [name for (name,) in copy.execute("SELECT id FROM keyring_filebody ORDER BY id")]
