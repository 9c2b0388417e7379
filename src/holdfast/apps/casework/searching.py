"""A search for a better plan, in a process of its own beside the desk.

Invariants:
- The process is given planning cards and nothing else: no key, no alias, no folder of the site.
- It never holds up a page: what it found is read by a thread of its own.
- It ends by itself after its time, and at once when it is stopped; what it found stays.
- So many at once, and no more.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import IO

from holdfast.apps.casework.errors.journeys import SearchingError
from holdfast.methods.passage.optimal import Stage
from holdfast.methods.passage.plans import Plan
from holdfast.methods.passage.wire import Order, decode_found, encode_order

MOST_AT_ONCE = 2
GRACE_SECONDS = 20.0
_free = threading.BoundedSemaphore(MOST_AT_ONCE)


def can_search() -> bool:
    """Whether the exact planner is installed."""
    return importlib.util.find_spec("ortools") is not None


@dataclass(slots=True)
class Search:
    """One search. `plan` is the best so far; `stages` what each stage said of it."""

    begun_at: dt.datetime
    seconds: float
    plan: Plan | None = None
    stages: list[Stage] = field(default_factory=list)
    is_over: bool = False
    was_stopped: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _thread: threading.Thread | None = None

    def stop(self) -> None:
        """End it now; what it found stays."""
        self.was_stopped = not self.is_over
        if self._process is not None:
            self._process.kill()
        self.wait()

    def wait(self, seconds: float | None = None) -> None:
        """Return once it is over, or after so many seconds."""
        if self._thread is not None:
            self._thread.join(seconds)


def begin_search(order: Order, *, now: dt.datetime) -> Search:
    """A search that has begun. Raises SearchingError where none can begin."""
    if not can_search():
        raise SearchingError("The exact planner is not installed. The quick plan stands.")
    if not _free.acquire(blocking=False):
        raise SearchingError
    search = Search(now, order.seconds)
    try:
        search._process = _start()
    except OSError:
        _free.release()
        raise SearchingError("The search could not begin. The quick plan stands.") from None
    search._thread = threading.Thread(target=_follow, args=(search, order), daemon=True)
    search._thread.start()
    return search


def _start() -> subprocess.Popen[bytes]:
    known = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-m", "holdfast.methods.passage.job"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=known,
        cwd="/",
    )


def _follow(search: Search, order: Order) -> None:
    """Hand the order over, and keep what is found, until the process ends."""
    process = search._process
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    alarm = threading.Timer(order.seconds + GRACE_SECONDS, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        _hand_over(process.stdin, order)
        for line in process.stdout:
            found = decode_found(line)
            search.plan = found.plan
            if found.stage is not None and not found.is_last:
                search.stages.append(found.stage)
    finally:
        alarm.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
        search.is_over = True
        _free.release()


def _hand_over(pipe: IO[bytes], order: Order) -> None:
    try:
        with pipe:
            pipe.write(encode_order(order))
    except BrokenPipeError:
        return  # it was stopped before it had read
