"""The present moment for somebody who must not be late, whatever happens to the clock.

Invariants:
- It never goes back: beside the wall clock runs the time since the system's start, which no setting
  of the clock moves and which counts through sleep.
- A clock set forward counts at once: whatever became due is told. When it is set right again, the
  moment is right again.
- A clock set back delays nothing while the process runs. Over a restart, time goes on from the last
  moment that was seen: a notice is then late by at most the time the watch was off.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

from holdfast.kernel.clock import Clock

Elapsed = Callable[[], float]
TOLERANCE = dt.timedelta(minutes=2)


def since_start() -> float:
    """Seconds since the system was started, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Two clocks, and when they were read first."""

    wall: Clock
    elapsed: Elapsed
    began_at: dt.datetime
    began_after: float

    def steady(self) -> dt.datetime:
        """The moment by the time that has passed since the beginning."""
        return self.began_at + dt.timedelta(seconds=self.elapsed() - self.began_after)

    def now(self) -> dt.datetime:
        """The present moment: the later of the two clocks."""
        return max(self.wall(), self.steady())

    def is_set_back(self) -> bool:
        """Whether the wall clock shows less than has passed."""
        return self.wall() < self.steady() - TOLERANCE


def begin(*, wall: Clock, seen_at: dt.datetime | None, elapsed: Elapsed = since_start) -> Reckoner:
    """A reckoner that goes on from the last moment that was seen, where there was one."""
    now = wall()
    return Reckoner(wall, elapsed, max(now, seen_at or now), elapsed())
