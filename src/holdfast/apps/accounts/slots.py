"""How many passphrases are checked at once, and how long an answer waits after failures.

Invariants:
- Strangers never take the last slots: `reserved` of them are for members alone.
- No account is ever locked by failures: an answer is only slower, and never by more than the cap.
- An alias that does not exist is delayed like one that does. What is remembered is in memory, is
  bounded, and is a keyed digest: no alias.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from os import urandom

from .errors import BusyError

FREE_FAILURES = 3
CAP_SECONDS = 30.0
FORGOTTEN_AFTER_SECONDS = 900.0
MOST_REMEMBERED = 10_000


class Visitor(StrEnum):
    """Who asks for a slot."""

    MEMBER = "member"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Slots:
    """How many are taken, of how many: pure counting."""

    total: int = 2
    reserved: int = 1
    members: int = 0
    strangers: int = 0

    def __post_init__(self) -> None:
        """Refuse numbers by which nobody, or no member, could ever enter."""
        if not 0 < self.reserved <= self.total:
            raise ValueError("at least one slot is reserved, and there are no fewer than that")

    def has_room(self, visitor: Visitor) -> bool:
        """Whether one more of this kind may enter."""
        if self.members + self.strangers >= self.total:
            return False
        return visitor is Visitor.MEMBER or self.strangers < self.total - self.reserved

    def changed(self, visitor: Visitor, by: int) -> Slots:
        """The slots after `by` more (or fewer) of this kind."""
        if visitor is Visitor.MEMBER:
            return replace(self, members=self.members + by)
        return replace(self, strangers=self.strangers + by)


class Doorkeeper:
    """`Slots` shared by the threads of one process."""

    def __init__(self, slots: Slots | None = None, *, patience_seconds: float = 20.0) -> None:
        self._slots = slots or Slots()
        self._patience_seconds = patience_seconds
        self._changed = threading.Condition()

    @property
    def slots(self) -> Slots:
        """The slots as they stand."""
        return self._slots

    @contextmanager
    def taken(self, visitor: Visitor) -> Iterator[None]:
        """Hold a slot for the length of the block. Raises BusyError after waiting in vain."""
        with self._changed:
            room = self._changed.wait_for(
                lambda: self._slots.has_room(visitor), timeout=self._patience_seconds
            )
            if not room:
                raise BusyError
            self._slots = self._slots.changed(visitor, 1)
        try:
            yield
        finally:
            with self._changed:
                self._slots = self._slots.changed(visitor, -1)
                self._changed.notify_all()


def delay_seconds(failures: int) -> float:
    """How long the next answer waits: nothing at first, then 1, 2, 4 ... up to the cap."""
    if failures < FREE_FAILURES:
        return 0.0
    return min(CAP_SECONDS, 2.0 ** min(failures - FREE_FAILURES, 10))


@dataclass(slots=True)
class _Failures:
    count: int
    last_at: float


@dataclass(slots=True, eq=False)
class Delays:
    """Failures of late, by alias, in the memory of one process."""

    tick: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _failures: OrderedDict[bytes, _Failures] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _key: bytes = field(default_factory=lambda: urandom(32), repr=False)

    def wait(self, alias: str) -> None:
        """Sleep for as long as the failures of late ask."""
        with self._lock:
            known = self._failures.get(self._place(alias))
            seconds = delay_seconds(known.count) if known and self._is_late(known) else 0.0
        if seconds:
            self.sleep(seconds)

    def failed(self, alias: str) -> None:
        """Remember a failure; what is remembered longest makes room."""
        with self._lock:
            place = self._place(alias)
            known = self._failures.pop(place, None)
            count = known.count + 1 if known and self._is_late(known) else 1
            self._failures[place] = _Failures(count, self.tick())
            while len(self._failures) > MOST_REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, alias: str) -> None:
        """Forget the failures of an alias."""
        with self._lock:
            self._failures.pop(self._place(alias), None)

    def _is_late(self, known: _Failures) -> bool:
        return self.tick() - known.last_at < FORGOTTEN_AFTER_SECONDS

    def _place(self, alias: str) -> bytes:
        return hashlib.blake2b(
            alias.encode(errors="replace"), key=self._key, digest_size=16
        ).digest()
