"""What a process that nobody trusts has written, taken in pieces whose size the taker sets.

Invariants: never more is held than was asked for, and nobody waits past the time that was set.
"""

from __future__ import annotations

import os
import select
import time

from .errors import SpoiledError


class Outlet:
    """The end of a pipe from which what is asked for is read, or SpoiledError is raised."""

    def __init__(self, pipe: int, *, seconds: float) -> None:
        self._pipe = pipe
        self._until = time.monotonic() + seconds
        self._poll = select.poll()
        self._poll.register(pipe, select.POLLIN)

    def take(self, size: int) -> bytearray:
        """Exactly so many bytes, which the caller has found to be few enough."""
        taken = bytearray(size)
        rest = memoryview(taken)
        while rest:
            count = self._read_into(rest)
            if not count:
                raise SpoiledError
            rest = rest[count:]
        return taken

    def has_ended(self) -> bool:
        """Nothing more will come. Takes a byte where more came."""
        return not self._read_into(memoryview(bytearray(1)))

    def _read_into(self, room: memoryview) -> int:
        left = self._until - time.monotonic()
        if left <= 0 or not self._poll.poll(left * 1000):
            raise SpoiledError
        return os.readv(self._pipe, [room])
