"""Time that says nothing: work that differs by what it finds takes whole steps.

Invariants:
- What is counted ends at a whole number of steps, whatever was done in it. Stretching a code is not
  counted: it takes what it takes, alike for every code, and only adds noise.
- It waits asleep: nobody else is kept from working.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

STEP_SECONDS = 0.05  # many times what reading a mailbox and writing its page take


@dataclass(slots=True)
class Evened:
    """A watch that counts what happens in its blocks, and waits until that fills a step."""

    now: Callable[[], float] = time.perf_counter
    sleep: Callable[[float], None] = time.sleep
    spent: float = field(default=0.0, init=False)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """What happens in this block counts."""
        begun = self.now()
        try:
            yield
        finally:
            self.spent += self.now() - begun

    def wait(self) -> None:
        """Sleep until what was counted is a whole number of steps; then count anew."""
        self.sleep(-self.spent % STEP_SECONDS)
        self.spent = 0.0
