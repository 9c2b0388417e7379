"""The lines of a text, as scraping leaves them.

Invariants:
- A line's span is trimmed and never empty; lines are sorted and disjoint.
- A byte order mark belongs to no line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from holdfast.methods.corroboration.spans import Span

_LINE = re.compile(r"[^\s\ufeff][^\n\r\u2028\u2029]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]*]*\Z")
QUOTES = re.compile(r"[\"“”„«»‹›]|(?<!\w)['‘]\w|\w[.,!?]['’]")


class Line(NamedTuple):
    """A line and its words."""

    span: Span
    words: str

    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _SENTENCE_END.search(self.words[-12:]) is not None

    def has_quotation(self) -> bool:
        """Whether a quotation mark stands in the line."""
        return QUOTES.search(self.words) is not None


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that hold anything, without the white space around them."""
    out = []
    for found in _LINE.finditer(text):
        words = found.group().rstrip()
        start = found.start()
        out.append(Line(Span(start, start + len(words)), words))
    return out


@lru_cache(maxsize=512)  # several rooms ask for the lines of one text
def normalised(words: str) -> str:
    """`words` in lower case with single spaces, so that the same line is recognised."""
    return " ".join(words.casefold().split())
