"""A text cut into words and marks, once, for every question about it.

Invariants:
- Tokens are sorted and disjoint; `words` are in lower case with straight apostrophes, but for the
  month `May`, which must not read as "may".
- White space is in no token; every other character is in exactly one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_TOKEN = re.compile(r"(\w+(?:['’]\w+)*|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, each with its place."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first token that begins between `start` and `end`, and the one after the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


@lru_cache(maxsize=4)  # one report is asked about by several functions in turn
def tokenise(text: str) -> Tokens:
    """The tokens of `text`."""
    parts = _TOKEN.split(text)  # what stands before each token, and the token
    bounds = tuple(accumulate(map(len, parts)))
    return Tokens(words=tuple(map(_word, parts[1::2])), starts=bounds[:-1:2], ends=bounds[1::2])


@lru_cache(maxsize=1 << 15)
def _word(written: str) -> str:
    return written if written == "May" else written.lower().replace("’", "'")
