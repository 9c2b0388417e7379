"""Expressions that ignore case, quickly told where they are not found.

Invariants:
- What is found is what the expression itself finds, to the last code point.
- A text in lower case is used only where it has the same length and reads the same.

An expression with `re.IGNORECASE` tries each of its alternatives at every place; its twin in lower
case, without that flag, passes over most places at once. Thirty words take a fifth of the time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

_ESCAPED = re.compile(r"\\.")
_OTHER_FORMS = re.compile("[\u0131\u017f\u1c80-\u1c88]")  # equal to i, s and Cyrillic, caselessly


def lower_case(text: str) -> str | None:
    """`text` in lower case, place by place, or None where that cannot be had."""
    low = text.lower()
    if len(low) != len(text) or not (low.isascii() or _OTHER_FORMS.search(low) is None):
        return None
    return low


lower_case_of_report = lru_cache(maxsize=4)(lower_case)  # asked about sentence by sentence


def in_lower_case(source: str) -> str:
    """The source of the twin: all but its escapes in lower case.

    Assumes of a part in which case counts, `(?-i:...)`, that it forbids no letter. Then the twin
    finds something wherever the expression does; without such parts it finds exactly the same.
    """
    kept = [*_ESCAPED.findall(source), ""]
    parts = _ESCAPED.split(source)
    return "".join(part.lower() + escape for part, escape in zip(parts, kept, strict=True))


class Caseless:
    """An expression that ignores case. `search` and `match` are those of `re.Pattern`."""

    __slots__ = ("_pattern", "_twin")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._pattern = re.compile(source, flags | re.IGNORECASE)
        self._twin = re.compile(in_lower_case(source), flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in `text` where the expression is found."""
        low = lower_case(text)
        if low is not None and self._twin.search(low) is None:
            return None
        return self._pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The expression at the very start of `text`."""
        low = lower_case(text)
        if low is not None and self._twin.match(low) is None:
            return None
        return self._pattern.match(text)

    def search_in(self, text: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place between `start` and `end` of a text that is asked about often."""
        low = lower_case_of_report(text)
        if low is not None and self._twin.search(low, start, end) is None:
            return None
        return self._pattern.search(text, start, end)

    def all_in(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every place between `start` and `end` of a text that is asked about often."""
        low = lower_case_of_report(text)
        if low is not None and self._twin.search(low, start, end) is None:
            return iter(())
        return self._pattern.finditer(text, start, end)
