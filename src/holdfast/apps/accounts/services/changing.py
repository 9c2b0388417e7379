"""The write protocol for what opens a root, a share or the directory.

Invariants:
- The store of bodies is the only commit point: a way in counts from the moment that its row names
  it, and no longer than that.
- New wraps are durable before the bodies that name them; old ones are deleted after.
- Writers of all processes take turns (they hold the ledger's tip), so `sweep` never meets a write
  half-way. It removes what a crash left behind, without anybody's keys.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, connections, transaction
from django.db.models import Model, QuerySet

from holdfast.apps.accounts.dated_keys import sweep_keys
from holdfast.apps.accounts.models import (
    DirectoryWrap,
    Parcel,
    Profile,
    RecoveryRequest,
    RootWrap,
    ShareWrap,
    WayRow,
)
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.rules import Entry

KEYSTORE = "keystore"
_log = logging.getLogger("holdfast.accounts")


@dataclass(eq=False, slots=True)
class Change:
    """One change under way: wraps to be durable before it counts, and those that die after."""

    pen: ledger.Pen
    wraps: list[Model] = field(default_factory=list)
    dead: list[QuerySet] = field(default_factory=list)

    def enter(self, entry: Entry) -> None:
        """Enter something in the ledger with this change."""
        self.pen.enter(entry)

    def place(self, *wraps: Model) -> None:
        """Let these rows of the key store be durable before the change counts."""
        self.wraps.extend(wraps)

    def bury(self, rows: QuerySet) -> None:
        """Let these rows of the key store be deleted once the change counts."""
        self.dead.append(rows)


@contextmanager
def changing() -> Iterator[Change]:
    """One change of members' rows in both stores: all of it, durably, or none of it."""
    with ledger.writing() as pen:
        change = Change(pen)
        yield change
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
    """Remove rows of the key store that no body names. Returns how many. Needs no keys."""
    with ledger.writing():
        requests = RecoveryRequest.objects.values_list("pk", "wrap")
        parcels = set(Parcel.objects.values_list("pk", flat=True))
        named = {*WayRow.objects.values_list("wrap", flat=True), *(wrap for _, wrap in requests)}
        sets = {*WayRow.objects.values_list("pk", flat=True), *parcels, *(pk for pk, _ in requests)}
        newest = max(Profile.objects.exclude(card=b"").values_list("epoch", flat=True), default=0)
        dead = [
            RootWrap.objects.exclude(pk__in=named),
            ShareWrap.objects.exclude(set__in=sets),
            DirectoryWrap.objects.exclude(epoch=newest),
        ]
        with transaction.atomic(using=KEYSTORE, durable=True):
            removed = sum(int(rows.delete()[0]) for rows in dead)
        sweep_keys(parcels)
    if removed:
        wipe_deleted()
    return removed
