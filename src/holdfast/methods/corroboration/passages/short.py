"""Short quotations, and which of them could be the same words as another one.

Invariant: none is left out that `are_same_words` would find the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .quotations import comparable_words, words_needed


class ShortQuotations:
    """Quotations laid out as rows of word numbers: many are told apart in one step.

    Memory grows with their number times the words of the longest one.
    """

    __slots__ = ("_is_present", "_numbers", "_rows", "_sizes")

    def __init__(self, texts: Sequence[str]) -> None:
        quotations = [comparable_words(text) for text in texts]
        self._numbers: dict[str, int] = {}
        for words in quotations:
            for word in words:
                self._numbers.setdefault(word, len(self._numbers))
        self._sizes = np.array([len(words) for words in quotations], np.int32)
        nothing = len(self._numbers)  # fills the rows of the shorter ones; never present
        longest = int(self._sizes.max(initial=0))
        self._rows = np.full((len(quotations), longest), nothing, np.int32)
        for row, words in zip(self._rows, quotations, strict=True):
            row[: len(words)] = [self._numbers[word] for word in words]
        self._is_present = np.zeros(nothing + 1, np.bool_)

    def near(self, text: str, *, among: NDArray[np.int32]) -> list[int]:
        """Those `among` the quotations that have enough words in common with `text`."""
        words = comparable_words(text)
        known = [self._numbers[word] for word in words if word in self._numbers]
        self._is_present[known] = True
        common = self._is_present[self._rows[among]].sum(axis=1)
        self._is_present[known] = False
        needed = _needed(len(words), self._rows.shape[1])
        near: list[int] = among[common >= needed[self._sizes[among]]].tolist()
        return near


@lru_cache(maxsize=1 << 10)
def _needed(size: int, longest: int) -> NDArray[np.int32]:
    """By the length of the other quotation, how many words it must have in common."""
    return np.array([words_needed(size, other) for other in range(longest + 1)], np.int32)
