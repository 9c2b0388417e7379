"""What is due when, and how words are known without being kept, as pure functions.

Invariants:
- Whatever was not acknowledged is told: a notice is due from its minute on until it was sent.
- Duress tells everybody at once, and nothing that comes later takes it back.
- A wrong word silences nothing.
- Of a word only a slow salted hash is kept; both words are tried always, so that the time of an
  answer does not say which it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple, NewType

import msgspec

from .errors import BadAddressError, NoLadderError

WatchId = NewType("WatchId", str)

LEAST_ROWS = 16  # of the watch, decoys among them; always a power of two
LONGEST_ADDRESS = 254
COST = 14  # scrypt's n is 2 to this: 16 MiB, some 25 words a second and core
_SCRYPT = {"r": 8, "p": 1, "dklen": 32}


class Notice(msgspec.Struct, frozen=True):
    """Whom to tell, and how many minutes after the check-in's grace has run out."""

    minutes: int
    address: str


class Slot(IntEnum):
    """What a slot of the watch is for. The number stands in clear."""

    PLAN = 1  # who is told of the line, where, and how often
    LOOK = 2  # what waited when the desk was last used
    TOLD = 3  # who was told when


class Step(StrEnum):
    """What the watch did about a check-in, or what reached it."""

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused by the mail server"
    SAFE = "reported safe"
    DURESS = "reported under duress"
    WRONG_WORD = "reported with a wrong word"


class Done(NamedTuple):
    """One step, of which notice of the ladder (-1 where it is of none), and when."""

    step: Step
    notice: int
    at: dt.datetime


class Words(msgspec.Struct, frozen=True):
    """Verifiers of a safe word and a duress word, empty where none was agreed; salt and cost."""

    salt: bytes = b""
    safe: bytes = b""
    duress: bytes = b""
    cost: int = 0


def due_notices(
    ladder: Sequence[Notice], done: Sequence[Done], *, late_at: dt.datetime, now: dt.datetime
) -> list[int]:
    """Which notices of a ladder are to be sent now, by their place in it."""
    steps = {step.step for step in done}
    sent = {step.notice for step in done if step.step is Step.SENT}
    waiting = [place for place in range(len(ladder)) if place not in sent]
    if Step.DURESS in steps:
        return waiting
    if Step.SAFE in steps:
        return []
    return [p for p in waiting if now >= late_at + dt.timedelta(minutes=ladder[p].minutes)]


def refuse_unusable(ladder: Sequence[Notice]) -> None:
    """Return where somebody would be told. Raises NoLadderError, BadAddressError."""
    if not ladder:
        raise NoLadderError
    for notice in ladder:
        check_address(notice.address)


def check_address(address: str) -> str:
    """The address, where mail can be sent to it. Raises BadAddressError."""
    name, at, server = address.rpartition("@")
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' <>,;:"()')
    if not (name and at and server and is_plain and len(address) <= LONGEST_ADDRESS):
        raise BadAddressError
    return address


# ------------------------------------------------------------ words


def verifiers(*, salt: bytes, safe: str, duress: str) -> Words:
    """What is kept of the two words; of an empty one nothing."""
    kept = [_hash(word, salt, COST) if _plain(word) else b"" for word in (safe, duress)]
    return Words(salt, safe=kept[0], duress=kept[1], cost=COST)


def heard(word: str, words: Words) -> Step:
    """What a word that was said means: SAFE, DURESS or WRONG_WORD."""
    said = _hash(word, words.salt, words.cost) if words.cost else b""
    is_safe, is_duress = (
        bool(kept) and hmac.compare_digest(said, kept) for kept in (words.safe, words.duress)
    )
    if is_duress:
        return Step.DURESS
    return Step.SAFE if is_safe else Step.WRONG_WORD


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are one to whoever listens: case, accents' form and spaces aside."""
    return _plain(one) == _plain(other)


def newest_at(done: Iterable[Done]) -> dt.datetime | None:
    """When the last step was made."""
    return max((step.at for step in done), default=None)


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def _hash(word: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(_plain(word).encode(), salt=salt, n=2**cost, **_SCRYPT)
