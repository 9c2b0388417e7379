"""The write protocol for what opens a root, a share or the directory.

Invariants:
- The store of bodies is the only commit point: a way in counts from the moment that its row names
  it, and no longer than that.
- New wraps are durable before the bodies that name them; old ones are deleted after.
- Every change moves the ledger on, so that bodies that were set back are told from a crash.
- Writers of all processes take turns (they hold the ledger's tip), so `sweep` never meets a write
  half-way. It removes what a crash left behind, without anybody's keys, and never the last lock of
  a way: where bodies were set back, that one is newer than they know.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import urandom

from django.db import DatabaseError, connections, transaction
from django.db.models import QuerySet

from holdfast.apps.accounts.dated_keys import sweep_keys
from holdfast.apps.accounts.models import (
    DirectoryPast,
    DirectoryWrap,
    Parcel,
    RecoveryRequest,
    RootWrap,
    ShareWrap,
    WayRow,
)
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.queries import tip
from holdfast.apps.ledger.rules import HASH_BYTES, Entry, mark
from holdfast.kernel.identifiers import random_id

KEYSTORE = "keystore"
Wrap = RootWrap | Parcel | ShareWrap | DirectoryWrap | DirectoryPast
_log = logging.getLogger("holdfast.accounts")


@dataclass(eq=False, slots=True)
class Change:
    """One change under way: wraps to be durable before it counts, and those that die after."""

    pen: ledger.Pen
    tree_size: int
    wraps: list[Wrap] = field(default_factory=list)
    dead: list[QuerySet] = field(default_factory=list)

    def enter(self, entry: Entry) -> None:
        """Enter something in the ledger with this change."""
        self.pen.enter(entry)

    def place(self, wrap: Wrap) -> None:
        """Let this row of the key store be durable before the change counts."""
        wrap.tree_size = self.tree_size
        self.wraps.append(wrap)

    def bury(self, rows: QuerySet) -> None:
        """Let these rows of the key store be deleted once the change counts."""
        self.dead.append(rows)


@contextmanager
def changing() -> Iterator[Change]:
    """One change of members' rows in both stores: all of it, durably, or none of it."""
    with ledger.writing() as pen:
        change = Change(pen, tip().size)
        yield change
        change.enter(mark(random_id(), 1, urandom(HASH_BYTES)))
        with transaction.atomic(using=KEYSTORE, durable=True):
            for wrap in change.wraps:
                wrap.save(force_insert=True)
    _bury(change.dead)


def _bury(dead: list[QuerySet]) -> None:
    """Delete what has had its day. It counts no more, so a failure here is for `sweep`."""
    try:
        with transaction.atomic(using=KEYSTORE):
            for rows in dead:
                rows.delete()
        if dead:
            wipe_deleted()
    except DatabaseError:
        _log.warning("Old wraps could not be removed now. They are removed at the next start.")


def wipe_deleted() -> None:
    """Bring deletions into the file, where they are overwritten, and cut the log (SQLite)."""
    connection = connections[KEYSTORE]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def sweep() -> int:
    """Remove rows of the key store that nothing needs any more. Returns how many. Needs no keys."""
    with ledger.writing():
        size = tip().size
        parcels = set(Parcel.objects.values_list("pk", flat=True))
        dead: list[Wrap] = [*_dead_roots(size), *_dead_shares(size, parcels), *_dead_grants()]
        dead += _dead_parcels()
        with transaction.atomic(using=KEYSTORE, durable=True):
            removed = sum(int(row.delete()[0]) for row in dead)
        sweep_keys(parcels)
    if removed:
        wipe_deleted()
    return removed


def _dead_roots(size: int) -> list[RootWrap]:
    """Locks that no body names, where the one that is named is there, or its way is long gone."""
    ways = dict(WayRow.objects.values_list("pk", "wrap"))
    ways.update(RecoveryRequest.objects.values_list("pk", "wrap"))
    rows = list(RootWrap.objects.all())
    there = {row.pk for row in rows}
    return [
        row
        for row in rows
        if row.pk != ways.get(row.way)
        and (ways[row.way] in there if row.way in ways else row.tree_size < size)
    ]


def _dead_parcels() -> list[Parcel]:
    """Parcels in which nothing is."""
    used = set(RootWrap.objects.exclude(parcel="").values_list("parcel", flat=True))
    return [parcel for parcel in Parcel.objects.all() if parcel.pk not in used]


def _dead_shares(size: int, parcels: set[str]) -> list[ShareWrap]:
    """Shares of sets that are long gone."""
    requests = RecoveryRequest.objects.values_list("pk", flat=True)
    sets = {*WayRow.objects.values_list("pk", flat=True), *requests, *parcels}
    return [row for row in ShareWrap.objects.filter(tree_size__lt=size) if row.set not in sets]


def _dead_grants() -> list[DirectoryWrap]:
    """Grants of the directory's key where the same member was given a later one."""
    rows = list(DirectoryWrap.objects.order_by("epoch"))
    newest = {row.member: row.epoch for row in rows}
    return [row for row in rows if row.epoch < newest[row.member]]
