"""Dates of birth, in whatever form the draft gives them.

Invariants:
- Day, month and year together are CERTAIN, in any order and with a year of two digits; day and
  month, or month and year, in words are POSSIBLE and told as a part.
- A year alone finds nothing: too many people share it.
- Days written as words ("the fifth of March") are not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from holdfast.kernel.partial_date import PartialDate
from holdfast.language.months import month_named

from .draft import Certainty, Hit, Manner, Secret, SecretKind
from .stream import Stream, Word, plain, words_in

_FIGURES = re.compile(r"(?<!\d)(\d{1,4})[\s./,\-–_]{1,3}(\d{1,2})[\s./,\-–_]{1,3}(\d{1,4})(?!\d)")
_RUN = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_ENDING = re.compile(r"(?:ом|ем|е|у|ю|а|я|ь|s|im|em|iem|u|a|owi)$")
_AROUND = 3  # words between a month and its day or year
_FARTHEST = 12  # and characters


@dataclass(frozen=True, slots=True)
class _Seen:
    """A date in the stream, and its reading; what is not said is None."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None


class DateSearch:
    """Finds the dates of birth among `secrets`."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._by_month: dict[int, list[tuple[int, PartialDate, str]]] = defaultdict(list)
        for number, secret in enumerate(secrets):
            if secret.kind is SecretKind.BIRTH_DATE:
                for date in _dates_of(secret.text):
                    entry = number, date, plain(secret.text).strip()
                    self._by_month[date.month or 0].append(entry)

    def find(self, stream: Stream, words: Sequence[Word]) -> Iterator[Hit]:
        """Every date of the stream that is, or may be, one of them."""
        if not self._by_month:
            return
        text = _western(stream.text)
        for seen in (*_in_figures(text), *_in_words(words)):
            for number, date, written in self._by_month.get(seen.month, ()):
                hit = _hit(seen, number, date)
                if hit is not None:
                    is_same = stream.text[seen.start : seen.end] == written
                    yield _as_written(hit) if is_same else hit


def _hit(seen: _Seen, number: int, date: PartialDate) -> Hit | None:
    has_day = seen.day is not None and seen.day == date.day
    has_year = seen.year is not None and seen.year in (date.year, date.year % 100)
    if (seen.day is not None and date.day is not None and not has_day) or (
        seen.year is not None and not has_year
    ):
        return None
    is_whole = has_year and (has_day or date.day is None)
    manners = {Manner.REGROUPED} if is_whole else {Manner.REGROUPED, Manner.IN_PART}
    certainty = Certainty.CERTAIN if is_whole else Certainty.POSSIBLE
    return Hit(number, seen.start, seen.end, frozenset(manners), certainty)


def _as_written(hit: Hit) -> Hit:
    return Hit(hit.secret, hit.start, hit.end, frozenset({Manner.AS_WRITTEN}), hit.certainty)


def _in_figures(text: str) -> Iterator[_Seen]:
    for found in _FIGURES.finditer(text):
        parts = [int(found[group]) for group in (1, 2, 3)]
        yield from _readings(found.start(), found.end(), parts)
    for found in _RUN.finditer(text):
        run = found[1]
        for cuts in ((4, 6), (2, 4)):
            parts = [int(run[: cuts[0]]), int(run[cuts[0] : cuts[1]]), int(run[cuts[1] :])]
            yield from _readings(found.start(), found.end(), parts)


def _readings(start: int, end: int, parts: list[int]) -> Iterator[_Seen]:
    """Every way to read three numbers as a date; day and month may change places."""
    known = set()
    for year, month, day in permutations(parts):
        if 1 <= month <= 12 and 1 <= day <= 31 and (year, month, day) not in known:
            known.add((year, month, day))
            yield _Seen(start, end, year, month, day)


def _in_words(words: Sequence[Word]) -> Iterator[_Seen]:
    months = {text: _month(text) for text in {word.text for word in words}}
    for at, word in enumerate(words):
        month = months[word.text]
        if month is None:
            continue
        near = words[max(0, at - _AROUND) : at + _AROUND + 1]
        numbers = [w for w in near if w.text.isdecimal() and _gap(w, word) <= _FARTHEST]
        day = _nearest(numbers, word, 1, 31)
        year = _nearest([n for n in numbers if n is not day], word, 0, 2100)
        if day is None and year is None:
            continue
        span = [w for w in (day, word, year) if w is not None]
        yield _Seen(
            min(w.start for w in span),
            max(w.end for w in span),
            None if year is None else int(year.text),
            month,
            None if day is None else int(day.text),
        )


def _gap(one: Word, other: Word) -> int:
    return max(one.start - other.end, other.start - one.end)


def _nearest(numbers: Sequence[Word], month: Word, low: int, high: int) -> Word | None:
    fitting = [n for n in numbers if low <= int(n.text) <= high]
    return min(fitting, key=lambda n: abs(n.index - month.index), default=None)


def _month(word: str) -> int | None:
    if word[0].isdigit():
        return None
    return month_named(word) or month_named(_ENDING.sub("", word)) or _russian(word)


def _russian(word: str) -> int | None:
    bare = _ENDING.sub("", word.lower())
    return month_named(f"{bare}ь") if bare != word.lower() else None


def _dates_of(text: str) -> Iterator[PartialDate]:
    """The dates that a secret can mean; `03/04/1990` means two."""
    written = _western(plain(text))
    words = words_in(written)
    month = next((m for m in map(_month, words) if m is not None), None)
    numbers = [int(word) for word in words if word.isdecimal()]
    if month is None:
        run = _RUN.search(written)
        seen = [*_in_figures(written)] if run or len(numbers) == 3 else []
        candidates = {(s.year, s.month, s.day) for s in seen if s.year and s.year > 31}
    else:
        years = [number for number in numbers if number > 31]
        days = [number for number in numbers if 1 <= number <= 31]
        candidates = {(year, month, days[0] if days else None) for year in years[:1]}
    for year, some_month, day in sorted(candidates, key=str):
        date = _valid(year, some_month, day)
        if date is not None:
            yield date


def _valid(year: int | None, month: int, day: int | None) -> PartialDate | None:
    full = year if year is None or year > 99 else year + (2000 if year < 30 else 1900)
    try:
        return PartialDate(full or 0, month, day)
    except ValueError:
        return None


def _western(text: str) -> str:
    """Digits of every script as ASCII ones, one for one."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )
