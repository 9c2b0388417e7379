"""Who is at work in this process: the opened keys of each session, in memory and nowhere else.

Invariants:
- Keys are known by a keyed digest of the session's cookie; the cookie itself is not kept.
- What was not used for as long as a session may be idle is dropped when anybody next comes by.
- No more than `most` are kept: whoever was away longest makes room, and logs in again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from os import urandom

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.rules import Actor

MOST_SAYS = 8


@dataclass(slots=True, eq=False)
class Seat:
    """One session at work: its opened keys, and sentences to be shown on its next page.

    `work` is what a room computes for this session beside its pages, by the room's own name.
    """

    actor: Actor
    seen_at: dt.datetime
    says: list[str] = field(default_factory=list)
    work: dict[str, object] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Show this sentence on the next page."""
        self.says = [*self.says, sentence][-MOST_SAYS:]

    def said(self) -> list[str]:
        """The sentences to be shown now, and not again."""
        says, self.says = self.says, []
        return says


class Attendance:
    """The seats of one process."""

    def __init__(self, gate: Gate, *, most: int = 128) -> None:
        self._gate = gate
        self._most = most
        self._seats: OrderedDict[bytes, Seat] = OrderedDict()
        self._lock = threading.Lock()
        self._key = urandom(32)

    def __len__(self) -> int:
        """How many sessions have keys in memory."""
        return len(self._seats)

    def arrive(self, cookie: str, actor: Actor) -> Seat:
        """Give a new session its seat."""
        seat = Seat(actor, self._gate.clock())
        with self._lock:
            self._sweep()
            self._seats[self._place(cookie)] = seat
            while len(self._seats) > self._most:
                self._seats.popitem(last=False)
        return seat

    def seat(self, cookie: str) -> Seat | None:
        """The seat of a session, or None where it has none here (any more)."""
        with self._lock:
            self._sweep()
            seat = self._seats.get(self._place(cookie))
            if seat is not None:
                seat.seen_at = self._gate.clock()
                self._seats.move_to_end(self._place(cookie))
            return seat

    def leave(self, cookie: str) -> None:
        """Drop the keys of a session."""
        with self._lock:
            self._seats.pop(self._place(cookie), None)

    def dismiss(self, member: MemberId) -> None:
        """Drop the keys of every session of a member."""
        with self._lock:
            self._keep(lambda seat: seat.actor.member != member)

    def _sweep(self) -> None:
        oldest = self._gate.clock() - self._gate.lifetime.idle
        self._keep(lambda seat: seat.seen_at > oldest)

    def _keep(self, wanted: Callable[[Seat], bool]) -> None:
        for place in [place for place, seat in self._seats.items() if not wanted(seat)]:
            del self._seats[place]

    def _place(self, cookie: str) -> bytes:
        return hashlib.blake2b(cookie.encode(), key=self._key, digest_size=16).digest()
