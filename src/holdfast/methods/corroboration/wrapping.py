"""Lines that were broken to fit a width, put together as the paragraphs they were.

Invariants:
- Only lines that follow each other directly are joined: never over a blank line or over furniture.
- Lines are joined only where the text shows a width: some line stops in mid-sentence before a word
  in small letters, and the first word of the next line would not have fitted.
- Lists, headings, tables, dialogue after a dash and short lines (verse) stay apart.
- Nothing is copied or changed; time grows with the number of lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

from .spans import Span

_NARROWEST, _WIDEST = 55, 110  # characters; what is narrower is verse or a list
_FILLED = 0.6  # of the width, before a line that goes on in small letters
_ONE_BREAK = re.compile(r"[ \t]*(?:\r\n|[\n\r\u2028])[ \t]*")
_STOPS = ".!?…:;"
_CLOSING = "\"'”’»)]*"
_MARKED = re.compile(r"-(?!-)|[*•·#|>+=_©]|\(?(?:\d{1,3}|[a-zа-я])[.)]\s|https?:")
_DASH = re.compile(r"--|[–—―]")
_SLACK = 12  # characters by which a line may be longer than the longest that plainly goes on
_COLUMNS = re.compile(r"\||\t|\S {3,}\S")


def unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """The paragraphs that the trimmed `lines` of a text make up; sorted and disjoint like them."""
    width = _width(text, lines)
    if width is None:
        return lines
    out = lines[:1]
    for before, after in pairwise(lines):
        if _is_joined(text, before, after, width):
            out[-1] = Span(out[-1].start, after.end)
        else:
            out.append(after)
    return out


def _width(text: str, lines: list[Span]) -> int | None:
    """The length of the longest line that plainly goes on in the next, if there is a width."""
    lengths = [
        before.end - before.start
        for before, after in pairwise(lines)
        if before.end - before.start <= _WIDEST and _goes_on(text, before, after)
    ]
    longest = max(lengths, default=0)
    return longest if longest >= _NARROWEST else None


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence stops in the middle and goes on in small letters on the next line."""
    is_open = text[before.end - 1] not in _STOPS + _CLOSING
    return is_open and text[after.start].islower() and _are_neighbours(text, before, after)


def _is_joined(text: str, before: Span, after: Span, width: int) -> bool:
    length = before.end - before.start
    if length > width + _SLACK or after.end - after.start > _WIDEST:
        return False
    if not _are_neighbours(text, before, after):
        return False
    if length >= _FILLED * width and _goes_on(text, before, after):
        return True
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return length + 1 + len(first_word) > width


def _are_neighbours(text: str, before: Span, after: Span) -> bool:
    """Whether only one line break parts two lines that are neither list nor table."""
    if _ONE_BREAK.fullmatch(text, before.end, after.start) is None:
        return False
    if _MARKED.match(text, after.start) or text[before.start] in "#|":
        return False
    is_dialogue = text[before.end - 1] in _STOPS + _CLOSING or _DASH.match(text, before.start)
    if _DASH.match(text, after.start) and is_dialogue:
        return False
    return not all(_COLUMNS.search(text, line.start, line.end) for line in (before, after))
