"""Text whose lines were broken to a width, as mails and old agency copy are, read as paragraphs.

Invariants:
- The result has the length of the text, so that spans fit both; only line breaks become spaces.
- A line is joined to the next only where the next line's first word would not have fitted on it:
  that is how a paragraph is wrapped, and not how a poem, a list, an address or a heading is.
- Where too few lines are broken so, or they end like sentences, nothing is joined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .spans import Span

_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"(?:[-*•·–—+]|\(?\d{1,2}[.)]|[a-z][.)]|#+|>)\s|[|_=~*-]{3,}")
_FINISHED = re.compile(r"[.!?…:;。؟۔][\"'”’»“)\]]*$")
_NARROWEST, _WIDEST = 45, 100
_FEWEST_BREAKS = 3
_LEAST_BROKEN_SENTENCES = 0.6
_LEAST_SMALL_LETTERS = 0.4


@dataclass(frozen=True, slots=True)
class _Break:
    """Where one line ends and the next begins with no empty line between."""

    line: Span
    next: Span
    is_full: bool


def unwrapped(text: str) -> str:
    """`text` with the line breaks inside wrapped paragraphs read as spaces, of the same length."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if not line.group().isspace()]
    width = _width(text, lines)
    if width is None:
        return text
    breaks = [found for found in _breaks(text, lines, width) if found.is_full]
    if not _are_wrapped(text, breaks):
        return text
    out: list[str] = []
    start = 0
    for found in breaks:
        out += (text[start : found.line.end], " " * (found.next.start - found.line.end))
        start = found.next.start
    return "".join((*out, text[start:]))


def _width(text: str, lines: Sequence[Span]) -> int | None:
    """The width to which the text may be wrapped: its longest line, where all are short."""
    lengths = sorted(len(line.of(text).rstrip()) for line in lines)
    if len(lengths) <= _FEWEST_BREAKS:
        return None
    usual = lengths[len(lengths) * 97 // 100]  # one long address must not hide the width
    return usual if _NARROWEST <= usual <= _WIDEST else None


def _breaks(text: str, lines: Sequence[Span], width: int) -> list[_Break]:
    out = []
    for line, following in itertools.pairwise(lines):
        if "\n" in text[line.end + 1 : following.start]:
            continue
        words = line.of(text).rstrip()
        first = _FIRST_WORD.search(text, following.start)
        is_item = _ITEM.match(text, first.start()) is not None if first else True
        is_full = (
            first is not None
            and not is_item
            and len(words) <= width
            and len(words) + 1 + len(first.group()) > width
        )
        out.append(_Break(line, following, is_full))
    return out


def _are_wrapped(text: str, breaks: Sequence[_Break]) -> bool:
    if len(breaks) < _FEWEST_BREAKS:
        return False
    broken = sum(_FINISHED.search(found.line.of(text).rstrip()) is None for found in breaks)
    starts = [found.next.of(text).lstrip()[0] for found in breaks]
    cased = [start for start in starts if start.upper() != start.lower()]
    small = sum(start.islower() for start in cased)
    return broken >= _LEAST_BROKEN_SENTENCES * len(breaks) and (
        small >= _LEAST_SMALL_LETTERS * len(cased)
    )
