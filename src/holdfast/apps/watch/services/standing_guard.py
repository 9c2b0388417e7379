"""The watch as a process: round after round, until it is told to stop.

Invariants:
- One process a site. A round that fails is said, and the next is made: it never gives up.
- What else is told fails in whatever way without keeping a check-in from being told.
- After each round a sign of life says how it fares; without a round there is none.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from holdfast.apps.keyring.disk import make_folder
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.watch.errors import AlreadyWatchingError
from holdfast.apps.watch.heartbeat import Condition, beat
from holdfast.apps.watch.post import Post
from holdfast.apps.watch.queries.rows import last_seen
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.timekeeping import Reckoner, begin
from holdfast.kernel.clock import Clock
from holdfast.kernel.errors import HoldfastError

from .rounds import Round, make_round, remember

Pause = Callable[[float], bool]  # waits; False where the watch is to stop
Also = Callable[[dt.datetime], bool]  # what else is told at this moment; False where it could not
_log = logging.getLogger("holdfast.watch")


def nothing_else(_: dt.datetime) -> bool:
    """Nobody is told of anything but check-ins."""
    return True


def stand_guard(
    box: Letterbox,
    post: Post,
    *,
    clock: Clock,
    every_seconds: float,
    pause: Pause,
    also: Also = nothing_else,
) -> None:
    """Make rounds until `pause` says to stop. Raises AlreadyWatchingError, StoreError."""
    with alone():
        reckoner = begin(wall=clock, seen_at=last_seen(box))
        while True:
            guard_once(box, post, reckoner, every_seconds=every_seconds, also=also)
            if not pause(every_seconds):
                return


def guard_once(
    box: Letterbox,
    post: Post,
    reckoner: Reckoner,
    *,
    every_seconds: float,
    also: Also = nothing_else,
) -> Round | None:
    """One round with its sign of life; None where the store refused, which is said.

    Check-ins are told first: whatever `also` does, it makes none of them late by a round.
    """
    try:
        made = make_round(box, post, now=reckoner.now())
        remember(reckoner.steady(), box=box)
        condition = _condition(made, reckoner)
        if not _told(also, reckoner.now()) and condition is Condition.WATCHING:
            condition = Condition.LINE_UNTOLD
        beat(site_folder(), condition, every_seconds=every_seconds)
    except (HoldfastError, OSError):
        _log.error("A round of the watch failed. It is made again; the sign of life stays away.")
        return None
    return made


@contextmanager
def alone() -> Iterator[None]:
    """The only watch of this site, for the length of the block. Raises AlreadyWatchingError."""
    path: Path = site_folder() / "watch" / "lock"
    make_folder(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise AlreadyWatchingError from None
    finally:
        os.close(handle)


def _told(also: Also, now: dt.datetime) -> bool:
    """Whether the line's notices went out; what fails in them never ends the watch.

    They are made of what a door wrote, and a door can be in other hands: no error of theirs is
    foreseen well enough to let check-ins hang on it. The sign of life says that they fail.
    """
    try:
        return also(now)
    except Exception as error:  # noqa: BLE001  (its text may hold content: only its kind is said)
        _log.error(
            "The notices of the line failed (%s). They are tried again in the next round.",
            type(error).__name__,
        )
        return False


def _condition(made: Round, reckoner: Reckoner) -> Condition:
    if made.refused:
        return Condition.CANNOT_SEND
    if not made.is_whole:
        return Condition.ROWS_MISSING
    if made.unreadable:
        return Condition.UNREADABLE
    return Condition.CLOCK_BACK if reckoner.is_set_back() else Condition.WATCHING
