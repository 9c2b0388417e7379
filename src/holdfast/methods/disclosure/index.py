"""Which words of names a word of the draft can be, looked up and not compared one by one.

Invariants:
- The same words and names give the same matches, in the same order.
- A word that meets nothing is held against names one edit away (a letter more, less, other, or two
  swapped) by its sound: such a match says MISSPELT and nothing stronger.
- A match by consonants alone is offered as LOOSE; it counts only beside another word of the name,
  or where one of the two is Arabic, which writes no vowels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum

from .draft import Manner
from .spellings import Script, Spellings, spellings_in_draft, spellings_of_name

_LEAST_FOR_EDITS = 5


class Grade(IntEnum):
    """How one word of the draft meets one word of a name, best first."""

    AS_WRITTEN = 0
    DISGUISED = 1
    INFLECTED = 2
    OTHER_SCRIPT = 3
    OTHER_HABIT = 4
    OTHER_FORM = 5
    CONSONANTS = 6
    MISSPELT = 7
    LOOSE = 8


MANNER_OF = {
    Grade.AS_WRITTEN: Manner.AS_WRITTEN,
    Grade.DISGUISED: Manner.DISGUISED,
    Grade.INFLECTED: Manner.INFLECTED,
    Grade.OTHER_SCRIPT: Manner.RESPELLED,
    Grade.OTHER_HABIT: Manner.RESPELLED,
    Grade.OTHER_FORM: Manner.OTHER_FORM,
    Grade.CONSONANTS: Manner.RESPELLED,
    Grade.MISSPELT: Manner.MISSPELT,
    Grade.LOOSE: Manner.RESPELLED,
}


class WordIndex:
    """Distinct words of names, by every key; a word's number is its place in `words`."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = [spellings_of_name(word) for word in dict.fromkeys(words)]
        self.number = {known.text: number for number, known in enumerate(self.words)}
        self._by_fold: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_root: dict[str, list[int]] = defaultdict(list)
        self._by_frame: dict[str, list[int]] = defaultdict(list)
        self._by_gap: dict[str, set[str]] = defaultdict(set)
        for number, known in enumerate(self.words):
            self._enter(number, known)
        self._known: dict[str, tuple[tuple[int, Grade], ...]] = {}

    def matches(self, word: str) -> tuple[tuple[int, Grade], ...]:
        """The numbers of the words of names that this word of the draft can be, with grades."""
        if word not in self._known:
            self._known[word] = tuple(sorted(self._found(spellings_in_draft(word)).items()))
        return self._known[word]

    def _enter(self, number: int, known: Spellings) -> None:
        self._by_fold[known.fold].append(number)
        for key in known.plain | known.habits:
            self._by_sound[key].append(number)
        for key in known.roots:
            self._by_root[key].append(number)
        for key in known.frames:
            self._by_frame[key].append(number)
        for key in known.plain:
            if len(key) >= _LEAST_FOR_EDITS:
                for gap in _gaps(key):
                    self._by_gap[gap].add(key)

    def _found(self, seen: Spellings) -> dict[int, Grade]:
        found: dict[int, Grade] = {}
        for number in self._by_fold.get(seen.fold, ()):
            is_same = self.words[number].text == seen.text
            found[number] = Grade.AS_WRITTEN if is_same else Grade.DISGUISED
        for key in seen.plain | seen.habits:
            for number in self._by_sound.get(key, ()):
                _keep(found, number, self._grade(number, seen, key))
        for key in seen.roots:
            for number in self._by_root.get(key, ()):
                _keep(found, number, Grade.OTHER_FORM)
        for key in seen.frames:
            for number in self._by_frame.get(key, ()):
                _keep(found, number, self._by_consonants(number, seen))
        if all(grade is Grade.LOOSE for grade in found.values()):
            for number in self._one_edit_away(seen):
                found[number] = Grade.MISSPELT
        return found

    def _grade(self, number: int, seen: Spellings, key: str) -> Grade:
        known = self.words[number]
        if known.script is not seen.script:
            return Grade.OTHER_SCRIPT
        is_plain = key in seen.plain and key in known.plain
        return Grade.INFLECTED if is_plain else Grade.OTHER_HABIT

    def _by_consonants(self, number: int, seen: Spellings) -> Grade:
        is_arabic = Script.ARABIC in (seen.script, self.words[number].script)
        return Grade.CONSONANTS if is_arabic else Grade.LOOSE

    def _one_edit_away(self, seen: Spellings) -> Iterator[int]:
        for key in seen.plain:
            if len(key) < _LEAST_FOR_EDITS:
                continue
            near = {known for gap in _gaps(key) for known in self._by_gap.get(gap, ())}
            for known in sorted(near):
                if is_one_edit(key, known):
                    yield from self._by_sound[known]


def is_one_edit(first: str, second: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, makes one the other."""
    if len(first) > len(second):
        first, second = second, first
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first)
    )
    if len(first) < len(second):
        return len(second) - len(first) == 1 and first[at:] == second[at + 1 :]
    if first[at + 1 :] == second[at + 1 :]:
        return True
    is_swapped = first[at : at + 2] == second[at : at + 2][::-1]
    return is_swapped and first[at + 2 :] == second[at + 2 :]


def _keep(found: dict[int, Grade], number: int, grade: Grade) -> None:
    found[number] = min(grade, found.get(number, grade))


def _gaps(key: str) -> Iterator[str]:
    """The key, and the key without each of its letters."""
    yield key
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
