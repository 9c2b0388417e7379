"""Reading the watch's store with the watch's key.

Invariants: a row that does not open is counted, never passed over: somebody may hang on it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, MutableMapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.watch.models import MarkRow, SeenRow, WatchRow
from holdfast.apps.watch.records import Letterbox, Watched, open_mark, open_moment, open_row
from holdfast.apps.watch.rules import LEAST_ROWS, Done, WatchId
from holdfast.kernel.errors import HoldfastError

SEEN = 1
T = TypeVar("T", bound=Model)
_FEW = 20  # rows that are looked for one by one


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in the watch's store: live rows, decoys, and how many could not be read."""

    live: dict[WatchId, Watched]
    decoys: list[WatchId]
    unreadable: int

    @property
    def is_whole(self) -> bool:
        """Whether none is missing, as far as their number says: it is always a power of two."""
        many = len(self.live) + len(self.decoys) + self.unreadable
        return many >= LEAST_ROWS and many.bit_count() == 1


def rows(box: Letterbox) -> Rows:
    """Every row of the watch, opened. Raises StoreError."""
    live, decoys, unreadable = {}, [], 0
    with in_words():
        found = list(WatchRow.objects.values_list("pk", "sealed"))
    for pk, sealed in found:
        try:
            watched = open_row(bytes(sealed), row=pk, box=box)
        except HoldfastError:
            unreadable += 1
            continue
        if watched is None:
            decoys.append(WatchId(pk))
        else:
            live[WatchId(pk)] = watched
    return Rows(live, decoys, unreadable)


def readable(
    box: Letterbox, among: Collection[WatchId], *, read_before: MutableMapping[WatchId, bytes]
) -> set[WatchId]:
    """Those of these rows that stand in the store and that the watch can read.

    `read_before` keeps a digest of each, and is of this box alone: a row that stands exactly as it
    stood then is not opened again. Raises StoreError.
    """
    with in_words():
        found = _about(WatchRow.objects, "pk", among).values_list("pk", "sealed")
        return {
            WatchId(pk)
            for pk, sealed in found
            if pk in among and _is_readable(box, WatchId(pk), bytes(sealed), read_before)
        }


def steps(box: Letterbox, *, about: Iterable[WatchId] | None = None) -> dict[WatchId, list[Done]]:
    """What was done about each row, or about these, oldest first.

    A mark that does not open counts as none: a notice is rather sent twice than not at all.
    Raises StoreError.
    """
    wanted = None if about is None else set(about)
    done: dict[WatchId, list[Done]] = defaultdict(list)
    with in_words():
        found = list(_about(MarkRow.objects, "about", wanted).values_list("pk", "about", "sealed"))
    for pk, row, sealed in found:
        if wanted is not None and row not in wanted:
            continue
        try:
            mark = open_mark(bytes(sealed), row=pk, about=row, box=box)
        except HoldfastError:
            continue
        done[WatchId(row)].append(Done(mark.step, mark.notice, mark.at))
    return {row: sorted(marks, key=lambda mark: mark.at) for row, marks in done.items()}


def _about(rows: Manager[T], column: str, wanted: Collection[WatchId] | None) -> QuerySet[T]:
    """The rows about these where they are few; else all, which costs less than naming them."""
    if wanted is None or len(wanted) > _FEW:
        return rows.all()
    return rows.filter(**{f"{column}__in": list(wanted)})


def _is_readable(
    box: Letterbox, row: WatchId, sealed: bytes, read_before: MutableMapping[WatchId, bytes]
) -> bool:
    digest = hashlib.blake2b(sealed).digest()
    if read_before.get(row) == digest:
        return True
    try:
        is_live = open_row(sealed, row=row, box=box) is not None
    except HoldfastError:
        return False
    if is_live:
        read_before[row] = digest
    return is_live


def last_seen(box: Letterbox) -> dt.datetime | None:
    """The last moment that the watch has seen, or None where it saw none. Raises StoreError."""
    with in_words():
        sealed = SeenRow.objects.filter(pk=SEEN).values_list("sealed", flat=True).first()
    if sealed is None:
        return None
    try:
        return open_moment(bytes(sealed), box=box).at
    except HoldfastError:
        return None
