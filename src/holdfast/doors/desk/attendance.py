"""Who is at work in this process: the opened keys of each session, in memory and nowhere else.

Invariants:
- Keys are known by a keyed digest of the session's cookie; the cookie itself is not kept.
- What was not used for as long as a session may be idle is dropped when anybody next comes by.
- No more than `most` are kept: whoever was away longest makes room, and logs in again.
- What sessions remember of records goes with them. All of them together remember no more than
  `most_bytes`: whoever was away longest forgets, and reads anew at the next page.
- Who has a page open is forgotten within minutes, or with the session; nothing of it is stored.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from os import urandom

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.rules import Actor

MOST_SAYS = 8
MOST_BYTES = 1024 * 1024 * 1024
OPEN_FOR = dt.timedelta(minutes=5)


class Doing(StrEnum):
    """What somebody does on a page, as far as a desk without scripts can know."""

    READING = "reading"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody who has the same page open."""

    member: MemberId
    doing: Doing
    since: dt.datetime


@dataclass(slots=True, eq=False)
class Seat:
    """One session at work: its opened keys, and sentences to be shown on its next page.

    `work` is what a room computes for this session beside its pages, by the room's own name.
    """

    actor: Actor
    seen_at: dt.datetime
    says: list[str] = field(default_factory=list)
    work: dict[str, object] = field(default_factory=dict)
    places: dict[str, tuple[dt.datetime, Doing]] = field(default_factory=dict)

    def say(self, sentence: str) -> None:
        """Show this sentence on the next page."""
        self.says = [*self.says, sentence][-MOST_SAYS:]

    @property
    def size_bytes(self) -> int:
        """About how much of records is remembered."""
        return self.actor.memory.size_bytes if self.actor.memory is not None else 0

    def forget(self) -> None:
        """Remember nothing of any record, in whatever request still runs."""
        if self.actor.memory is not None:
            self.actor.memory.forget()

    def said(self) -> list[str]:
        """The sentences to be shown now, and not again."""
        says, self.says = self.says, []
        return says


class Attendance:
    """The seats of one process."""

    def __init__(self, gate: Gate, *, most: int = 128, most_bytes: int = MOST_BYTES) -> None:
        self._gate = gate
        self._most = most
        self._most_bytes = most_bytes
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
                self._seats.popitem(last=False)[1].forget()
        return seat

    def seat(self, cookie: str) -> Seat | None:
        """The seat of a session, or None where it has none here (any more)."""
        with self._lock:
            self._sweep()
            seat = self._seats.get(self._place(cookie))
            if seat is not None:
                seat.seen_at = self._gate.clock()
                self._seats.move_to_end(self._place(cookie))
                self._make_room(seat)
            return seat

    def open_page(self, seat: Seat, place: str, doing: Doing = Doing.READING) -> None:
        """Remember for some minutes that somebody has a page open. Who writes there still does."""
        now = self._gate.clock()
        with self._lock:
            seat.places = {p: on for p, on in seat.places.items() if now - on[0] < OPEN_FOR}
            _, before = seat.places.get(place, (now, Doing.READING))
            is_writing = Doing.WRITING in {doing, before}
            seat.places[place] = (now, Doing.WRITING if is_writing else Doing.READING)

    def close_page(self, seat: Seat, place: str) -> None:
        """Forget that somebody has a page open."""
        with self._lock:
            seat.places.pop(place, None)

    def company(self, seat: Seat, place: str) -> list[Company]:
        """The other members who have a page open, each once; who writes is first."""
        oldest, others = self._gate.clock() - OPEN_FOR, dict[MemberId, Company]()
        with self._lock:
            for one in self._seats.values():
                seen_at, doing = one.places.get(place, (oldest, Doing.READING))
                member = MemberId(one.actor.member)
                if member == seat.actor.member or seen_at <= oldest:
                    continue
                if member not in others or doing is Doing.WRITING:
                    others[member] = Company(member, doing, seen_at)
        return sorted(others.values(), key=lambda one: (one.doing is Doing.READING, one.since))

    def leave(self, cookie: str) -> None:
        """Drop the keys of a session."""
        with self._lock:
            seat = self._seats.pop(self._place(cookie), None)
        if seat is not None:
            seat.forget()

    def dismiss(self, member: MemberId) -> None:
        """Drop the keys of every session of a member."""
        with self._lock:
            self._keep(lambda seat: seat.actor.member != member)

    def _sweep(self) -> None:
        oldest = self._gate.clock() - self._gate.lifetime.idle
        self._keep(lambda seat: seat.seen_at > oldest)

    def _make_room(self, mine: Seat) -> None:
        """Let those forget who were away longest, until all remember little enough."""
        held = {place: seat.size_bytes for place, seat in self._seats.items()}
        over = sum(held.values()) - self._most_bytes
        for place, seat in self._seats.items():
            if over <= 0 or seat is mine:
                return
            seat.forget()
            over -= held[place]

    def _keep(self, wanted: Callable[[Seat], bool]) -> None:
        for place in [place for place, seat in self._seats.items() if not wanted(seat)]:
            self._seats.pop(place).forget()

    def _place(self, cookie: str) -> bytes:
        return hashlib.blake2b(cookie.encode(), key=self._key, digest_size=16).digest()
