"""All fingerprints as one sequence of words.

Invariants:
- Reports with the same words are one text: however many copies, they cost one.
- Texts follow each other in the order of their words' digests, so the order of input is no matter.
- Between two texts, and at both ends, stands a word that occurs nowhere else: no run of equal words
  crosses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Fingerprint
from .words import WORD_LIMIT

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Distinct texts laid end to end.

    `copies[t]` are the fingerprints whose words are text `t`, sorted by report. Text `t` stands in
    `words[starts[t]:ends[t]]`.
    """

    words: NDArray[np.uint32]
    starts: Positions
    ends: Positions
    copies: tuple[tuple[Fingerprint, ...], ...]

    def text_at(self, positions: Positions | NDArray[np.int32]) -> Positions:
        """The number of the text that holds each position."""
        return np.searchsorted(self.starts, positions, side="right") - 1


def lay_out(fingerprints: Iterable[Fingerprint]) -> Corpus:
    """Collapse equal texts and lay the distinct ones end to end."""
    ordered = sorted(fingerprints, key=lambda one: (one.words_digest, one.report))
    copies = tuple(tuple(same) for _, same in groupby(ordered, key=lambda one: one.words_digest))
    lengths = np.array([len(same[0].words) for same in copies], np.int64)
    starts = 1 + np.cumsum(lengths + 1) - (lengths + 1)
    words = np.empty(int(lengths.sum()) + len(copies) + 1, np.uint32)
    words[0] = WORD_LIMIT
    for number, (same, start) in enumerate(zip(copies, starts, strict=True)):
        end = start + len(same[0].words)
        words[start:end] = same[0].words.numbers
        words[end] = WORD_LIMIT + 1 + number
    return Corpus(words=words, starts=starts, ends=starts + lengths, copies=copies)
