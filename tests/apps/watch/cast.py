"""The cast of the watch's tests: a key, check-ins, and a moment."""

from __future__ import annotations

import datetime as dt

from holdfast.apps.keyring.letterbox import new_letterbox
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.records import Letterbox, Watched
from holdfast.apps.watch.rules import Notice, WatchId, verifiers
from holdfast.apps.watch.services.watching import new_watch_id, watch

DUE = dt.datetime(2031, 4, 2, 21, 40, tzinfo=dt.UTC)
WREN, MARTEN = "wren@mail.example", "marten@mail.example"
LADDER = (Notice(0, WREN), Notice(15, MARTEN))
WORDS = verifiers(salt=b"salt" * 4, safe="grey heron", duress="white heron")


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def new_box() -> Letterbox:
    return Letterbox(*new_letterbox())


def check_in(due_at: dt.datetime = DUE, grace: int = 10, ladder: tuple = LADDER) -> Watched:
    return Watched(due_at=due_at, grace_minutes=grace, ladder=ladder, words=WORDS)


def standing() -> set[str]:
    """The ids of all rows, live ones and decoys."""
    return set(WatchRow.objects.values_list("pk", flat=True))


def looked_after(box: Letterbox, watched: Watched | None = None) -> WatchId:
    row = new_watch_id()
    watch(watched or check_in(), row=row, box=box)
    return row
