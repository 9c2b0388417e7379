"""What the watch seals: letters to its own key, and records that the team shares.

Invariants:
- Every row of the watch has one length, every mark another, whatever stands in them.
- A letter opens under the id of its row only; a mark under its own and the row's it is about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeVar

from holdfast.apps.keyring.letterbox import (
    Letter,
    PrivateKey,
    PublicKey,
    open_letter,
    seal_letter,
)
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import Sealable, decode, encode, kind_of
from holdfast.apps.keyring.retention import UntilShredded

from .errors import TooLongError
from .rules import Notice, Slot, Step, Words

ROW_BYTES, MARK_BYTES = 2000, 500  # both below a size class of the envelope: 2048 and 512
SLOT_BYTES = {Slot.PLAN: 32_000, Slot.LOOK: 500, Slot.TOLD: 32_000}
_LENGTH_BYTES = 2
T = TypeVar("T", bound=Sealable)


class Watched(Sealable, frozen=True, kw_only=True):
    """A check-in as the watch knows it: no name, no place, no case."""

    KIND = "watch.watched"
    KEPT = UntilShredded("it ends with its check-in, and is no record")
    due_at: dt.datetime
    grace_minutes: int
    ladder: tuple[Notice, ...]
    words: Words = Words()

    @property
    def late_at(self) -> dt.datetime:
        """From when on it is missed."""
        return self.due_at + dt.timedelta(minutes=self.grace_minutes)


class Decoy(Sealable, frozen=True, kw_only=True):
    """A row that means nothing, so that the number of rows does not say how many are on the way."""

    KIND = "watch.decoy"
    KEPT = UntilShredded("it holds nothing, and goes as the rows around it go")


class Mark(Sealable, frozen=True, kw_only=True):
    """One step that was taken, or one report that came in."""

    KIND = "watch.mark"
    KEPT = UntilShredded("it ends with its check-in, and is no record")
    step: Step
    notice: int
    at: dt.datetime


class SeenMoment(Sealable, frozen=True, kw_only=True):
    """The last moment that the watch has seen."""

    KIND = "watch.seen_moment"
    KEPT = UntilShredded("there is one, which each round replaces")
    at: dt.datetime


class WatchKeys(Sealable, frozen=True, kw_only=True):
    """Both halves of the watch's key, as the team keeps them. Sealed under the team's key."""

    KIND = "watch.keys"
    KEPT = UntilShredded("without it nobody is told of a missed check-in")
    private: bytes
    public: bytes


class NoticeAddress(Sealable, frozen=True, kw_only=True):
    """Where a member is told that something needs them. Sealed under the team's key."""

    KIND = "watch.notice_address"
    KEPT = UntilShredded("without it this member is not told; they change it themselves")
    member: str
    address: str

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (("account", self.address),)


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Both halves of the watch's key, at work."""

    private: PrivateKey = field(repr=False)
    public: PublicKey = field(repr=False)


def seal_row(value: Watched | Decoy, *, row: str, public: PublicKey) -> Letter:
    """A row of the watch. Raises TooLongError."""
    return _seal(value, size=ROW_BYTES, public=public, place=f"watch/{row}")


def open_row(sealed: bytes, *, row: str, box: Letterbox) -> Watched | None:
    """What is watched in this row, or None for a decoy. Raises a VaultError or KeyringError."""
    plain = _open(sealed, box=box, place=f"watch/{row}")
    return None if kind_of(plain) == Decoy.KIND else decode(plain, Watched)


def seal_mark(mark: Mark, *, row: str, about: str, public: PublicKey) -> Letter:
    """A mark about a row."""
    return _seal(mark, size=MARK_BYTES, public=public, place=f"watch-mark/{row}/{about}")


def open_mark(sealed: bytes, *, row: str, about: str, box: Letterbox) -> Mark:
    """What a mark says. Raises a VaultError or KeyringError."""
    return decode(_open(sealed, box=box, place=f"watch-mark/{row}/{about}"), Mark)


def seal_moment(moment: SeenMoment, *, public: PublicKey) -> Letter:
    """The last moment that was seen."""
    return _seal(moment, size=MARK_BYTES, public=public, place="watch-seen/last")


def open_moment(sealed: bytes, *, box: Letterbox) -> SeenMoment:
    """What `seal_moment` was given. Raises a VaultError or KeyringError."""
    return decode(_open(sealed, box=box, place="watch-seen/last"), SeenMoment)


def seal_slot(value: Sealable, slot: Slot, *, public: PublicKey) -> Letter:
    """What stands in a slot, of one length whatever it says. Raises TooLongError."""
    return _seal(value, size=SLOT_BYTES[slot], public=public, place=f"watch-slot/{slot.value}")


def open_slot(sealed: bytes, slot: Slot, kind: type[T], *, box: Letterbox) -> T:
    """What `seal_slot` was given. Raises a VaultError or KeyringError."""
    return decode(_open(sealed, box=box, place=f"watch-slot/{slot.value}"), kind)


def _seal(value: Sealable, *, size: int, public: PublicKey, place: str) -> Letter:
    plain = encode(value)
    if len(plain) > size - _LENGTH_BYTES:
        raise TooLongError
    framed = (len(plain).to_bytes(_LENGTH_BYTES, "big") + plain).ljust(size, b"\x00")
    return seal_letter(framed, public=public, installation=installation(), place=place)


def _open(sealed: bytes, *, box: Letterbox, place: str) -> bytes:
    framed = open_letter(sealed, private=box.private, installation=installation(), place=place)
    length = int.from_bytes(framed[:_LENGTH_BYTES], "big")
    return framed[_LENGTH_BYTES : _LENGTH_BYTES + length]
