"""One round of the watch: look at every row, tell what is due, and write down each step.

Invariants:
- Before a notice is handed to the mail server it is written down that it is being sent; afterwards,
  that it was. Killed between the two, it is sent again: twice at worst, never lost, never skipped.
- What one row or one address does keeps no other from being told.
- What is longest overdue is told first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.watch.errors import AddressRefusedError, PostClosedError
from holdfast.apps.watch.models import SeenRow
from holdfast.apps.watch.post import Post
from holdfast.apps.watch.queries.rows import SEEN, Rows, rows, steps
from holdfast.apps.watch.records import Letterbox, SeenMoment, Watched, seal_moment
from holdfast.apps.watch.rules import Done, Step, WatchId, due_notices

from .watching import STORE, note


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a round."""

    live: int
    sent: int
    refused: int
    unreadable: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A notice to be sent now, since when, and which steps about it are written down."""

    row: WatchId
    notice: int
    address: str
    since: dt.datetime
    noted: frozenset[Step]


def make_round(box: Letterbox, post: Post, *, now: dt.datetime) -> Round:
    """Tell whatever is due at this moment. Raises StoreError."""
    standing, done = rows(box), steps(box)
    sent = refused = 0
    for due in _due(standing, done, now):
        try:
            _send(due, box, post, now)
            sent += 1
        except AddressRefusedError:
            refused += 1
            _note_once(due, Step.REFUSED, box, now)
        except PostClosedError:  # it would refuse the others too: they wait for the next round
            refused += 1
            _note_once(due, Step.REFUSED, box, now)
            break
    return Round(len(standing.live), sent, refused, standing.unreadable, standing.is_whole)


def remember(moment: dt.datetime, *, box: Letterbox) -> None:
    """Let the next start go on from this moment. Raises StoreError."""
    sealed = seal_moment(SeenMoment(at=moment), public=box.public)
    with in_words(), transaction.atomic(using=STORE, durable=True):
        SeenRow.objects.update_or_create(pk=SEEN, defaults={"sealed": sealed})


def _send(due: Due, box: Letterbox, post: Post, now: dt.datetime) -> None:
    _note_once(due, Step.SENDING, box, now)
    post(due.address)
    note(due.row, Step.SENT, public=box.public, at=now, notice=due.notice)


def _note_once(due: Due, step: Step, box: Letterbox, now: dt.datetime) -> None:
    if step not in due.noted:
        note(due.row, step, public=box.public, at=now, notice=due.notice)


def _due(standing: Rows, done: dict[WatchId, list[Done]], now: dt.datetime) -> list[Due]:
    found = []
    for row, watched in standing.live.items():
        noted = done.get(row, [])
        places = due_notices(watched.ladder, noted, late_at=watched.late_at, now=now)
        found += [_notice_due(row, watched, place, noted) for place in places]
    return sorted(found, key=lambda due: due.since)


def _notice_due(row: WatchId, watched: Watched, place: int, noted: list[Done]) -> Due:
    notice = watched.ladder[place]
    since = watched.late_at + dt.timedelta(minutes=notice.minutes)
    steps_made = frozenset(mark.step for mark in noted if mark.notice == place)
    return Due(row, place, notice.address, since, steps_made)
