"""Initials: beside a name that was met, or standing alone.

Invariants:
- An initial meets a word by its first letter as written, or by its first sound in any script.
- Alone, only two or more initials in a row, in an order that names have, count, and are POSSIBLE.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from holdfast.language.person_names.sound import sound
from holdfast.language.scripts import latinised

from .draft import Certainty, Hit, Manner
from .lookalikes import folded
from .stream import Word

_LONGEST = 2  # letters of an initial: Дж., Ch., Kh.
_MOST = 3  # initials of a name
_GAP = 2  # characters between an initial and the next: a point and a space


class Initials:
    """The initials of persons: (number of the secret, its words)."""

    def __init__(self, people: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        self._bearers: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, words in people:
            if 2 <= len(words) <= _MOST:
                for letters in _orders(words):
                    self._bearers[letters].append(number)

    def beside(
        self, words: Sequence[Word], first: int, last: int, rest: tuple[str, ...]
    ) -> tuple[int, int] | None:
        """The span of initials of the `rest` of a name next to words `first` to `last`."""
        before = [words[at] for at in range(max(0, first - _MOST), first)]
        after = list(words[last + 1 : last + 1 + _MOST])
        found = [
            word
            for word in (*_run(before[::-1], words[first]), *_run(after, words[last]))
            if any(keys_of_initial(word.text) & keys_of_word(other) for other in rest)
        ]
        return (min(w.start for w in found), max(w.end for w in found)) if found else None

    def alone(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Two or three initials in a row that are somebody's."""
        for run in _runs(words):
            for start, length in product(range(len(run)), (3, 2)):
                some = run[start : start + length]
                if len(some) == length:
                    yield from self._hits(some)

    def _hits(self, run: Sequence[Word]) -> Iterator[Hit]:
        keys = [sorted(keys_of_initial(word.text)) for word in run]
        bearers = {
            number for letters in product(*keys) for number in self._bearers.get(letters, ())
        }
        for number in sorted(bearers):
            manners = frozenset({Manner.INITIALS})
            yield Hit(number, run[0].start, run[-1].end, manners, Certainty.POSSIBLE)


@lru_cache(maxsize=16_384)
def keys_of_word(word: str) -> frozenset[str]:
    """The first letters by which a word of a name can be given as an initial."""
    return frozenset(key[0] for key in (sound(word), latinised(word), folded(word)) if key)


@lru_cache(maxsize=4096)
def keys_of_initial(text: str) -> frozenset[str]:
    """The first letters that an initial of a draft can mean."""
    return frozenset(key[0] for key in (sound(text), latinised(text), folded(text)) if key)


def is_initial(word: Word) -> bool:
    """Whether a word of the draft can be an initial: one capital, or two letters such as `Дж`."""
    text = word.text
    return len(text) <= _LONGEST and text[:1].isupper() and (len(text) == 1 or text[1:].islower())


def _run(words: Sequence[Word], neighbour: Word) -> Iterator[Word]:
    """The initials at the start of `words`, as long as no more than a point stands between."""
    for word in words:
        gap = max(word.start - neighbour.end, neighbour.start - word.end)
        if not is_initial(word) or gap > _GAP:
            return
        yield word
        neighbour = word


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if not is_initial(word):
            if len(run) > 1:
                yield run
            run = []
            continue
        if run and not 1 <= word.start - run[-1].end <= _GAP:
            if len(run) > 1:
                yield run
            run = []
        run.append(word)
    if len(run) > 1:
        yield run


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Initials in the orders that people write names in, of every reading of a first letter."""
    rotated = (*words[1:], words[0]), (words[-1], *words[:-1])
    for order in dict.fromkeys((words, *rotated)):
        yield from product(*(sorted(keys_of_word(word)) for word in order))
