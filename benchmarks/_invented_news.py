"""Invented news in no language: words of made-up syllables, Zipf's law, and stock phrases.

What matters to a search for shared words is kept: a few words make half of a text, topics repeat
their own words within a report, and phrases of three to nine words recur in many reports.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FUNCTION_WORDS = (
    "the of to and a in that for on was with by said he at from it is as they were had an be who "
    "which his not but have been their has are after this would one when about more people there"
).split()
_SYLLABLES = [
    c + v + e
    for c in "b d f g k l m n p r s t v z".split()
    for v in "aeiou"
    for e in ("", "n", "r", "s")
]
_TOPIC_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A vocabulary with its frequencies, and the phrases that everybody writes."""

    words: list[str]
    frequency: NDArray[np.float64]  # cumulative
    phrases: list[list[str]]

    def sample(self, chance: np.random.Generator, size: int) -> list[int]:
        """Word numbers drawn by frequency."""
        drawn = np.searchsorted(self.frequency, chance.random(size))
        return [int(number) for number in np.minimum(drawn, len(self.words) - 1)]


def open_newsroom(chance: np.random.Generator, *, vocabulary: int = 30_000) -> Newsroom:
    """A newsroom with its own words: function words first, then content words, by Zipf's law."""
    content: dict[str, None] = {}
    while len(content) < vocabulary:
        syllables = chance.choice(_SYLLABLES, size=int(chance.integers(2, 5)))
        content["".join(syllables)] = None
    words = [*_FUNCTION_WORDS, *content]
    weight = 1.0 / (np.arange(len(words)) + 2.7)
    frequency = np.cumsum(weight) / weight.sum()
    room = Newsroom(words=words, frequency=frequency, phrases=[])
    for _ in range(400):
        size = int(chance.integers(3, 10))
        room.phrases.append([words[number] for number in room.sample(chance, size)])
    return room


def write_report(room: Newsroom, chance: np.random.Generator, *, characters: int = 3_000) -> str:
    """A report of about `characters` characters in paragraphs of a few sentences."""
    topic = [room.words[number] for number in room.sample(chance, 40)]
    sentences: list[str] = []
    written = 0
    while written < characters:
        sentence = " ".join(_sentence(room, chance, topic))
        sentence = sentence[0].upper() + sentence[1:] + "."
        sentences.append(sentence + ("\n\n" if chance.random() < 0.3 else " "))
        written += len(sentences[-1])
    return "".join(sentences).strip()


def _sentence(room: Newsroom, chance: np.random.Generator, topic: list[str]) -> list[str]:
    size = int(chance.integers(8, 30))
    words = [room.words[number] for number in room.sample(chance, size)]
    for place in np.flatnonzero(chance.random(size) < _TOPIC_SHARE):
        words[place] = topic[int(chance.integers(len(topic)))]
    if chance.random() < 0.5:
        known = 20 if chance.random() < 0.5 else len(room.phrases)
        where = int(chance.integers(size))
        words[where:where] = room.phrases[int(chance.integers(known))]
    return words
