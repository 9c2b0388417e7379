"""The fields of a draft as one stream of plain characters, with the way back.

Invariants:
- Every character of the stream knows the field and the place that it comes from.
- What is invisible (zero width, soft hyphen, direction marks, loose accents) is gone; letters of
  compatibility (fullwidth, mathematical, Arabic presentation forms) are the plain ones.
- A palochka is U+04CF, however it was typed (I, l, 1, |, !) among Cyrillic letters; an apostrophe
  among Cyrillic letters is gone.
- Between two fields stands one line break, which comes from nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .draft import DraftField, Place

_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})
_KEPT_CONTROLS = frozenset("\n\t\r")
_COMPOSING = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_PALOCHKA = re.compile(
    r"(?<=[Ѐ-ӿ])[1IlӀ|!](?=[Ѐ-ӿ])|(?<![^\W_])[IlӀ|](?=[Ѐ-ӿ])|(?<=[гкпчцхГКПЧЦХтТ])[1IlӀ|](?!\w)"
)
_APOSTROPHE = re.compile(r"(?<=[Ѐ-ӿ])['’ʼ`](?=[Ѐ-ӿ])")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Stream:
    """The draft as one text. `at[i]` is where character i stands in its own field."""

    text: str = field(repr=False)
    at: Sequence[int] = field(repr=False)
    starts: Sequence[int]  # where each field begins in the stream
    names: Sequence[str]

    def field_of(self, position: int) -> int:
        """The number of the field that a character of the stream belongs to."""
        return bisect_right(self.starts, position) - 1

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """The spans of fields that the stream's characters `start` to `end` come from."""
        found = []
        for number in range(self.field_of(start), self.field_of(end - 1) + 1):
            last = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
            low, high = max(start, self.starts[number]), min(end, last)
            if low < high:
                found.append(Place(self.names[number], self.at[low], self.at[high - 1] + 1))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a run of digits of the stream. `index` counts words, a field's border as one."""

    text: str = field(repr=False)
    start: int
    end: int
    index: int


def stream_of(fields: Sequence[DraftField]) -> Stream:
    """The fields, in their order, as one stream."""
    letters: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    for draft_field in fields:
        starts.append(len(letters))
        _append(draft_field.text, letters, at)
        letters.append("\n")
        at.append(len(draft_field.text))
    text = _PALOCHKA.sub("ӏ", "".join(letters))
    return Stream(text, at, starts, [draft_field.name for draft_field in fields])


def plain(text: str) -> str:
    """One text as a stream would have it."""
    return stream_of((DraftField("", text),)).text[:-1]


def words_of(stream: Stream) -> list[Word]:
    """The words and runs of digits of a stream; `fooBar` is two words."""
    found: list[Word] = []
    border, index, field_number = -1, 0, -1
    for match in _WORD.finditer(stream.text):
        if match.start() > border:
            field_number = stream.field_of(match.start())
            after = field_number + 1
            border = stream.starts[after] - 1 if after < len(stream.starts) else len(stream.text)
            index += 1
        for first, last in _humps(match[0]):
            start, end = match.start() + first, match.start() + last
            found.append(Word(stream.text[start:end], start, end, index))
            index += 1
    return found


def words_in(text: str) -> list[str]:
    """The words and runs of digits of a text that is already plain."""
    return [m[0][a:b] for m in _WORD.finditer(text) for a, b in _humps(m[0])]


def _append(text: str, letters: list[str], at: list[int]) -> None:
    composed = _composed(text) if _COMPOSING.search(text) else {}
    dropped = {found.start() for found in _APOSTROPHE.finditer(text)}
    for place, letter in enumerate(text):
        if place in dropped:
            continue
        for shown in _shown(composed.get(place, letter)):
            letters.append(shown)
            at.append(place)


def _composed(text: str) -> dict[int, str]:
    """Letters that become another one with the accent behind them (и + breve is й)."""
    found = {}
    for match in _COMPOSING.finditer(text):
        letter = unicodedata.normalize("NFC", match[0])[0]
        found[match.start()] = letter
    return found


@lru_cache(maxsize=65_536)
def _shown(letter: str) -> str:
    if letter in _KEPT_CONTROLS:
        return letter
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    if letter.isascii():
        return letter
    plain_letters = unicodedata.normalize("NFKC", letter)
    return "".join(x for x in plain_letters if unicodedata.category(x) not in _INVISIBLE)


def _humps(word: str) -> list[tuple[int, int]]:
    """`AslanMagomedov` as two spans: a border where two small letters meet a capital and a small
    one.
    """
    if word[1:].islower() or word.isupper() or not word.isalpha():
        return [(0, len(word))]
    cuts = [
        at
        for at in range(2, len(word) - 1)
        if word[at - 2 : at].islower() and word[at].isupper() and word[at + 1].islower()
    ]
    return list(zip([0, *cuts], [*cuts, len(word)], strict=True))
