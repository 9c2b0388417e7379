"""Names that spaces, hyphens or line breaks cut, or that stand glued to others.

Invariants:
- Only names of six letters and more; a name begins where a word does and ends where one does, but
  for an ending of three letters.
- Only what runs over a border between words, or ends inside one, is told: whole words are found by
  `names`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations

from holdfast.language.scripts import latinised

from .draft import Certainty, Hit, Manner, Secret, SecretKind
from .stream import Word, plain, words_in

_LEAST = 6
_WHOLE = 10  # letters from which a run of them is the name and no chance
_ENDING = 3


@dataclass(frozen=True, slots=True)
class _Run:
    number: int
    letters: str = field(repr=False)
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Letters:
    """Latin letters of a stream without anything between, and where each comes from."""

    text: str = field(repr=False)
    spots: Sequence[int]
    first: dict[int, int]  # where a word begins: from stream to letters
    ends: frozenset[int]  # where a word ends, in letters


class SplitSearch:
    """Finds names of persons and nicknames of `secrets` that are cut or glued."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._by_start: dict[str, list[_Run]] = defaultdict(list)
        for number, secret in enumerate(secrets):
            if secret.kind in (SecretKind.PERSON, SecretKind.NICKNAME):
                for run in _runs(number, secret):
                    self._by_start[run.letters[:_LEAST]].append(run)

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every such name of the stream."""
        if not self._by_start:
            return
        letters = _letters(words)
        whole = {(word.start, word.end) for word in words}
        for word in words:
            at = letters.first.get(word.start)
            if at is None:
                continue
            for run in self._by_start.get(letters.text[at : at + _LEAST], ()):
                end = _end(letters, at, run)
                if end is None:
                    continue
                start, stop = letters.spots[at], letters.spots[end - 1] + 1
                if run.is_whole or (start, stop) not in whole:
                    certainty = Certainty.CERTAIN if run.is_whole else Certainty.LIKELY
                    yield Hit(run.number, start, stop, frozenset({Manner.SPLIT}), certainty)


def _end(letters: _Letters, at: int, run: _Run) -> int | None:
    """Where the run ends among the letters, its ending included; None where it is not there."""
    end = at + len(run.letters)
    if not letters.text.startswith(run.letters, at):
        return None
    if run.is_whole and len(run.letters) >= _WHOLE:
        return end
    return next((e for e in range(end, end + _ENDING + 1) if e in letters.ends), None)


def _runs(number: int, secret: Secret) -> Iterator[_Run]:
    words = [latinised(word) for word in words_in(plain(secret.text)) if word.isalpha()]
    words = [word for word in words if word.isascii()]
    for pair in permutations(words, 2):
        if len("".join(pair)) >= _LEAST:
            yield _Run(number, "".join(pair), is_whole=True)
    for word in words:
        if len(word) >= _LEAST:
            yield _Run(number, word, is_whole=False)


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    return latinised(letter)


def _letters(words: Sequence[Word]) -> _Letters:
    text: list[str] = []
    spots: list[int] = []
    first: dict[int, int] = {}
    ends: set[int] = set()
    for word in words:
        if word.text[0].isdigit():
            continue
        first[word.start] = len(text)
        for at, letter in enumerate(word.text):
            latin = _latin(letter)
            text += latin
            spots += [word.start + at] * len(latin)
        ends.add(len(text))
    return _Letters("".join(text), spots, first, frozenset(ends))
