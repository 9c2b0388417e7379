"""What is asked, how soon an answer is owed, and what looks like a flood, as pure functions.

Invariants:
- Every question may be skipped; an answer that no question has is left out, never guessed at.
- Text is never refused because of who or how many write: a flood is put aside, and can be read.
- Danger that was not said counts as more than "later": silence is not safety.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

MailboxId = NewType("MailboxId", str)
LetterId = NewType("LetterId", str)
ConversationId = NewType("ConversationId", str)  # the mailbox's id, or one of its own for a call

MOST_ANSWER_CHARACTERS = 6_000  # of an answer: a page of at most 30 KB in any script
PREVIEW_CHARACTERS = 90


class Danger(StrEnum):
    """How soon harm is expected."""

    NOW = "now"
    DAY = "24 h"
    THREE_DAYS = "72 h"
    UNSAID = "not said"
    TWO_WEEKS = "two weeks"
    LATER = "later"


class Way(StrEnum):
    """By which way in somebody came: for help, or to offer or ask something else."""

    DANGER = "danger"
    HELP = "help"
    OFFER = "offer"
    PRESS = "press"
    DONOR = "donor"


class Tray(StrEnum):
    """Where a conversation lies. Those who offer or ask never bury a cry for help."""

    PEOPLE = "people"
    HELPERS = "helpers"
    QUARANTINE = "quarantine"
    HOSTILE = "hostile"


class Channel(StrEnum):
    """How somebody reached us."""

    WEB = "web"
    TELEPHONE = "telephone"
    MESSENGER = "messenger"
    MAIL = "e-mail"
    SIGNAL = "signal"
    LINK = "link"
    IN_PERSON = "in person"
    OTHER = "other"


class ErrandKind(StrEnum):
    """What somebody is told of a journey: who travels, who takes them in, who drives."""

    NEXT_STEP = "next step"
    GUESTS = "guests"
    RIDE = "ride"


class ErrandFact(StrEnum):
    """One thing that is told. The text is sealed in letters: never change it."""

    WHEN = "when"
    FROM = "from"
    TO = "to"
    ARRIVES = "arrives"
    BY = "by"
    PEOPLE = "people"
    CHILDREN = "children"
    ANIMALS = "animals"
    NIGHTS = "nights"
    VEHICLE = "vehicle"
    MEETS = "meets"
    PHRASE = "phrase"
    SAY = "say"
    PHONE = "phone"
    CHECK_IN = "check-in"
    CASH = "cash"
    NOTE = "note"


RELAYED = frozenset({Channel.MAIL, Channel.SIGNAL})


class Voice(StrEnum):
    """Whose words a message holds."""

    THEM = "them"
    US = "us"
    NOTE = "note"
    CALL = "call"
    NOT_REACHED = "not reached"
    SAFE = "safe"
    DANGER = "danger"
    LEFT = "left"
    FAILED = "not delivered"


class Question(StrEnum):
    """What is asked of somebody who reaches us. The text is sealed in records: never change it."""

    WITHIN = "harm within"
    FOR_WHOM = "for whom"
    SAFE = "safe to talk"
    HELD = "held by"
    TRIGGER = "what happened"
    WITH_THEM = "with them"
    WISH = "wish"
    LANGUAGE = "language"


ANSWERS: Mapping[Question, tuple[str, ...]] = {
    Question.WITHIN: tuple(danger for danger in Danger if danger is not Danger.UNSAID),
    Question.FOR_WHOM: ("self", "relative", "friend", "organisation"),
    Question.SAFE: ("talk", "write only", "others can see", "not safe"),
    Question.HELD: ("free", "family", "police", "psychiatric", "religious"),
    Question.TRIGGER: (
        "outed", "detained", "released to family", "forced marriage", "escape begun", "wanted",
        "found again",
    ),
    Question.WITH_THEM: (
        "dependants", "injured", "thoughts of suicide", "medicine ends", "no papers", "no money",
    ),
    Question.WISH: (
        "stay with a plan", "leave home", "leave region", "leave country", "give evidence",
        "undecided",
    ),
    Question.LANGUAGE: ("en", "ru", "ce", "ar", "fa"),
}  # fmt: skip
SEVERAL = frozenset({Question.TRIGGER, Question.WITH_THEM})
Answers = dict[str, tuple[str, ...]]

PROMISES: Mapping[Danger, dt.timedelta] = {
    Danger.NOW: dt.timedelta(minutes=15),
    Danger.DAY: dt.timedelta(hours=1),
    Danger.THREE_DAYS: dt.timedelta(hours=4),
    Danger.UNSAID: dt.timedelta(hours=4),
    Danger.TWO_WEEKS: dt.timedelta(hours=12),
    Danger.LATER: dt.timedelta(hours=24),
}
MOST_AHEAD = dt.timedelta(days=3)  # of two clocks that differ
MOST_BEHIND = dt.timedelta(days=3660)  # a line may lie unread for long; its letters are not refused
_RANK = {danger: rank for rank, danger in enumerate(Danger)}
_HELPERS = frozenset({Way.OFFER, Way.PRESS, Way.DONOR})


def only_known(given: Mapping[str, Iterable[str]]) -> Answers:
    """The answers that their questions have; one an answer where a question takes one."""
    kept: Answers = {}
    for question, possible in ANSWERS.items():
        said = tuple(answer for answer in possible if answer in set(given.get(question, ())))
        if said:
            kept[question.value] = said if question in SEVERAL else said[:1]
    return kept


def danger_of(way: Way, answers: Answers) -> Danger:
    """The danger that somebody's own words put them in."""
    said = answers.get(Question.WITHIN, ())
    if way is Way.DANGER:
        return Danger.NOW
    return Danger(said[0]) if said else Danger.UNSAID


def is_less(one: Danger, other: Danger) -> bool:
    """Whether the first is less danger than the second."""
    return _RANK[one] > _RANK[other]


def tray_of(way: Way) -> Tray:
    """The tray of those who come by this way."""
    return Tray.HELPERS if way in _HELPERS else Tray.PEOPLE


def is_of_our_time(moment: dt.datetime, now: dt.datetime) -> bool:
    """Whether a clock of ours can have shown this moment: it has a zone, and is not far from now.

    A door that was taken over writes any moment that decodes, and most of what is done with one
    far away, or of no zone, raises.
    """
    return moment.utcoffset() is not None and -MOST_BEHIND <= moment - now <= MOST_AHEAD


def due_at(
    danger: Danger,
    waiting_since: dt.datetime,
    promises: Mapping[Danger, dt.timedelta] = PROMISES,
) -> dt.datetime:
    """When an answer is owed to somebody who waits since then, by what the team promises."""
    return waiting_since + promises[danger]


def urgency(danger: Danger, waiting_since: dt.datetime) -> tuple[int, dt.datetime]:
    """A key to sort by: most danger first, then the longest wait."""
    return _RANK[danger], waiting_since


def preview_of(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: PREVIEW_CHARACTERS * 4].split())
    return line if len(line) <= PREVIEW_CHARACTERS else line[: PREVIEW_CHARACTERS - 1] + "…"


# ------------------------------------------------------------ floods


@dataclass(frozen=True, slots=True)
class Arrival:
    """That somebody wrote for the first time: when, and the digest of their words."""

    at: dt.datetime
    digest: bytes


SAME_WORDS = 3
BURSTS = ((40, dt.timedelta(minutes=10)), (120, dt.timedelta(hours=1)))  # and a slower one
SAME_WITHIN = dt.timedelta(hours=24)
_SHORTEST_COMPARED = 20  # "help" is written by many


def digest_of(text: str) -> bytes:
    """What two texts share that differ only in case, spaces, marks and digits; empty for a short
    one, which proves nothing by being written twice."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in folded if sign.isalpha())
    return hashlib.sha256(letters.encode()).digest() if len(letters) >= _SHORTEST_COMPARED else b""


class Arrivals:
    """Who wrote for the first time, and when: what a flood is seen by."""

    def __init__(self, known: Iterable[Arrival] = ()) -> None:
        self._all: list[dt.datetime] = []
        self._same: dict[bytes, list[dt.datetime]] = {}
        for arrival in known:
            self.add(arrival)

    def add(self, arrival: Arrival) -> None:
        """Remember one more."""
        insort(self._all, arrival.at)
        if arrival.digest:
            insort(self._same.setdefault(arrival.digest, []), arrival.at)

    def look_like_flood(self, arrival: Arrival) -> bool:
        """Whether a first message looks like part of a flood: the same words from several
        mailboxes within a day before it, or many new mailboxes within minutes or an hour."""
        same = self._same.get(arrival.digest, [])
        is_repeated = _before(same, arrival.at, SAME_WITHIN) >= SAME_WORDS
        return is_repeated or any(
            _before(self._all, arrival.at, within) >= most for most, within in BURSTS
        )


def _before(moments: Sequence[dt.datetime], end: dt.datetime, within: dt.timedelta) -> int:
    return bisect_right(moments, end) - bisect_left(moments, end - within)
