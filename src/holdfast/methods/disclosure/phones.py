"""Telephone numbers, by their digits alone.

Invariants:
- Grouping, signs between digits, the script of the digits and the code of the country do not
  matter; digits in words are read in the languages of `language.numbers`.
- The last nine digits (all, of a shorter number) are CERTAIN; the last seven, or six, LIKELY.
- Between two digits of a number stand at most ten other characters.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from holdfast.language.numbers import find_numbers, may_hold_number, plain_words

from .draft import Certainty, Hit, Manner, Secret, SecretKind
from .stream import Stream, plain

_CERTAIN, _ENOUGH, _LEAST = 9, 7, 6
_FARTHEST = 10  # characters between two digits of one number
_WORD_LANGUAGES = ("en", "ru", "fr", "de", "es")


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digits of a stream, and where each begins and ends."""

    text: str = field(repr=False)
    spans: Sequence[tuple[int, int]]


class PhoneSearch:
    """Finds the telephone numbers among `secrets`."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._numbers = {
            number: _digits_of(plain(secret.text))
            for number, secret in enumerate(secrets)
            if secret.kind is SecretKind.PHONE
        }
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        for number, digits in self._numbers.items():
            if len(digits) >= _LEAST:
                self._by_tail[digits[-_tail(digits) :]].append(number)

    def find(self, stream: Stream) -> Iterator[Hit]:
        """Every number of the stream, in digits or in words."""
        if not self._by_tail:
            return
        written = _written(stream.text)
        yield from self._among(stream.text, written)
        for language in _WORD_LANGUAGES:
            if may_hold_number(plain_words(stream.text, 0, len(stream.text)), language=language):
                spoken = _spoken(stream.text, language, written)
                if len(spoken.text) > len(written.text):
                    yield from self._among(stream.text, spoken)

    def _among(self, text: str, digits: _Digits) -> Iterator[Hit]:
        for length in {len(tail) for tail in self._by_tail}:
            for end in range(length, len(digits.text) + 1):
                for number in self._by_tail.get(digits.text[end - length : end], ()):
                    if _is_near(digits, end - length, end):
                        yield self._hit(text, digits, number, end)

    def _hit(self, text: str, digits: _Digits, number: int, end: int) -> Hit:
        known = self._numbers[number]
        length = _tail(known)
        while length < min(len(known), end) and known[-length - 1] == digits.text[end - length - 1]:
            if not _is_near(digits, end - length - 1, end - length + 1):
                break
            length += 1
        start, stop = digits.spans[end - length][0], digits.spans[end - 1][1]
        is_whole = length >= min(_CERTAIN, len(known))
        is_plain = text[start:stop].isdigit() and text[start:stop].isascii()
        manner = Manner.AS_WRITTEN if is_plain else Manner.REGROUPED
        manners = {manner} if is_whole else {manner, Manner.IN_PART}
        certainty = Certainty.CERTAIN if is_whole else Certainty.LIKELY
        return Hit(number, start, stop, frozenset(manners), certainty)


def _tail(digits: str) -> int:
    return min(_ENOUGH, len(digits))


def _digits_of(text: str) -> str:
    return _written(text).text


def _written(text: str) -> _Digits:
    spans = [(at, at + 1) for at, letter in enumerate(text) if letter.isdecimal()]
    return _Digits("".join(str(unicodedata.decimal(text[a])) for a, _ in spans), spans)


def _spoken(text: str, language: str, written: _Digits) -> _Digits:
    """The written digits and, in their places, those of numbers in words."""
    pieces = [(span, digit) for span, digit in zip(written.spans, written.text, strict=True)]
    for start, end, value, _ in find_numbers(text, language=language):
        if not text[start].isdecimal() and value == int(value) and value >= 0:
            pieces += [((start, end), digit) for digit in str(int(value))]
    pieces += [((at, at + 4), "0") for at in _zeros(text)]
    pieces.sort(key=lambda piece: piece[0])
    return _Digits("".join(digit for _, digit in pieces), [span for span, _ in pieces])


def _zeros(text: str) -> Iterator[int]:
    """Zeros in words, which a count of people never needs and a telephone number does."""
    small = text.lower()
    for word in ("zero", "ноль", "null", "нуль", "zéro", "cero"):
        at = small.find(word)
        while at >= 0:
            yield at
            at = small.find(word, at + 1)


def _is_near(digits: _Digits, start: int, end: int) -> bool:
    gaps = zip(digits.spans[start : end - 1], digits.spans[start + 1 : end], strict=True)
    return all(after[0] - before[1] <= _FARTHEST for before, after in gaps)
