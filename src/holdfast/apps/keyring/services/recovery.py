"""Starting up: whatever was cut off is finished or undone, without anybody's keys.

Invariants:
- What the bodies committed stands; what they did not commit is removed from the key store and the
  folder. No key that a committed body needs is ever removed.
- A key store that knows of later writes than the bodies is not swept: the bodies were set back, and
  those keys may be the only ones.
- Run twice, or by several workers at once, it does the same.
"""

from __future__ import annotations

import fcntl
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from holdfast.apps.keyring.errors import OlderBodiesError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import (
    FileBody,
    Holding,
    Intent,
    MemberWrap,
    ScopeKey,
    Unit,
    UnitWrap,
)
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.queries import tip

from .ending import finish, remove_files
from .files import DRAFT
from .weekly import finish_turn
from .writing import KEYSTORE


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: wraps and files removed, endings finished."""

    wraps: int
    files: int
    endings: int


def recover() -> Recovered:
    """Finish what was intended, and sweep what was never committed. Call it before any other work.

    Raises OlderBodiesError where the bodies are older than the key store, StoreError.
    """
    with in_words():
        with ledger.writing():
            wraps = sweep_wraps()
            files = sweep_files()
        intents = list(Intent.objects.all())
        if intents:
            finish(intents)
        finish_turn()
    return Recovered(wraps, files, len(intents))


def sweep_wraps() -> int:
    """Remove the rows of the key store that no committed body needs. Returns how many.

    Runs while writers wait.
    """
    size = tip().size
    later = [table.objects.filter(tree_size__gt=size) for table in (UnitWrap, MemberWrap)]
    if any(rows.exists() for rows in later):
        raise OlderBodiesError
    with transaction.atomic(using=KEYSTORE, durable=True):
        return _sweep_units() + _sweep_members()


def sweep_files() -> int:
    """Remove drafts that nobody writes any more, and files that have no row. Returns how many."""
    folder = files_folder()
    if not folder.is_dir():
        return 0
    rows = set(FileBody.objects.values_list("pk", flat=True))
    orphans = [path.name for path in folder.iterdir() if _is_orphan(path, rows)]
    remove_files(orphans)
    return len(orphans)


def _sweep_units() -> int:
    units = set(Unit.objects.values_list("pk", "scope_key"))
    epochs = dict(ScopeKey.objects.values_list("pk", "epoch"))
    dead = [
        wrap
        for wrap, unit, scope_key, under in UnitWrap.objects.values_list(
            "pk", "unit", "scope_key", "under_epoch"
        ).iterator()
        if (unit, scope_key) not in units or epochs.get(scope_key) != under
    ]
    return _delete(UnitWrap, dead)


def _sweep_members() -> int:
    held = set(Holding.objects.values_list("pk", flat=True))
    dead = [pk for pk in MemberWrap.objects.values_list("pk", flat=True) if pk not in held]
    return _delete(MemberWrap, dead)


def _delete(table: type[UnitWrap | MemberWrap], dead: list[str]) -> int:
    for some in chunks(dead):
        table.objects.filter(pk__in=some).delete()
    return len(dead)


def _is_orphan(path: Path, rows: Collection[str]) -> bool:
    if path.suffix != DRAFT:
        return path.name not in rows
    with path.open("rb") as draft:
        try:
            fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False  # somebody is writing it
    return True
