"""Handing a check-in to the watch, taking it back, and reporting what was heard.

Invariants:
- The number of rows is a power of two, sixteen at least, and falls never: a row that comes takes a
  decoy's place, and a decoy takes the place of one that goes.
- Neither the order of the rows in the file nor its log tells a live row from a decoy.
- What is watched is in the store before the caller is answered; done twice it does the same.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.apps.watch.models import MarkRow, WatchRow
from holdfast.apps.watch.queries.rows import Rows, rows
from holdfast.apps.watch.records import Decoy, Letterbox, Mark, Watched, seal_mark, seal_row
from holdfast.apps.watch.rules import LEAST_ROWS, Step, WatchId, heard, refuse_unusable
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

STORE = "watch"
NO_NOTICE = -1


def new_watch_id() -> WatchId:
    """An id for a check-in in the watch's store, which stands nowhere else in clear."""
    return WatchId(random_id())


def watch(watched: Watched, *, row: WatchId, box: Letterbox) -> None:
    """Let the watch look after a check-in, in the place of a decoy.

    Raises NoLadderError, BadAddressError, TooLongError, StoreError.
    """
    refuse_unusable(watched.ladder)
    sealed = seal_row(watched, row=row, public=box.public)
    with in_words(), transaction.atomic(using=STORE, durable=True):
        if WatchRow.objects.filter(pk=row).update(sealed=sealed):
            return
        WatchRow.objects.filter(pk__in=rows(box).decoys[:1]).delete()
        WatchRow.objects.create(id=row, sealed=sealed)
        _fill_up(box, rows(box))
    wipe_deleted(STORE)


def release(row: WatchId, *, box: Letterbox) -> None:
    """Let the watch forget a check-in, and what was done about it. Raises StoreError."""
    with in_words(), transaction.atomic(using=STORE, durable=True):
        MarkRow.objects.filter(about=row).delete()
        if WatchRow.objects.filter(pk=row).delete()[0]:
            _fill_up(box, rows(box))
    wipe_deleted(STORE)


def mark_safe(row: WatchId, *, public: PublicKey, clock: Clock = utc_now) -> None:
    """Note that the person said they are safe: the ladder stops. Raises StoreError."""
    note(row, Step.SAFE, public=public, at=clock())


def report_word(row: WatchId, word: str, *, box: Letterbox, clock: Clock = utc_now) -> Step | None:
    """Note which word was said, with nobody's keys but the watch's; None where nothing is watched.

    Raises StoreError.
    """
    watched = rows(box).live.get(row)
    if watched is None:
        return None
    step = heard(word, watched.words)
    note(row, step, public=box.public, at=clock())
    return step


def note(
    row: WatchId, step: Step, *, public: PublicKey, at: dt.datetime, notice: int = NO_NOTICE
) -> None:
    """Write down a step about a row, durably. Raises StoreError."""
    mark_id = random_id()
    mark = Mark(step=step, notice=notice, at=at)
    sealed = seal_mark(mark, row=mark_id, about=row, public=public)
    with in_words(), transaction.atomic(using=STORE, durable=True):
        MarkRow.objects.create(id=mark_id, about=row, sealed=sealed)


def fill_up(box: Letterbox) -> None:
    """Put decoys beside the live rows. Raises StoreError."""
    with in_words(), transaction.atomic(using=STORE, durable=True):
        _fill_up(box, rows(box))


def _fill_up(box: Letterbox, now: Rows) -> None:
    standing = len(now.live) + len(now.decoys) + now.unreadable
    # At least one decoy: where all rows were live, whoever counts would know how many are.
    wanted = max(LEAST_ROWS, 1 << (standing - 1).bit_length() if standing else 0)
    if wanted == standing and not now.decoys:
        wanted *= 2
    for _ in range(wanted - standing):
        row = random_id()
        sealed = seal_row(Decoy(), row=row, public=box.public)
        WatchRow.objects.create(id=row, sealed=sealed)
    _shuffle()


def _shuffle() -> None:
    """Write all rows anew, in an order by chance: SQLite numbers rows as they come, and the newest
    would be the one that is live."""
    found = list(WatchRow.objects.values_list("pk", "sealed"))
    secrets.SystemRandom().shuffle(found)
    WatchRow.objects.all().delete()
    WatchRow.objects.bulk_create(WatchRow(id=pk, sealed=sealed) for pk, sealed in found)
