"""Spans of text, counted in Unicode code points.

Invariants: `0 <= start <= end <= len(text)`; a span refers to the report's text and to nothing
else, however the text was cut up for reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def on_one_line(self, text: str) -> str:
        """The words of the span, with a line break inside them as one space."""
        words = text[self.start : self.end]
        return " ".join(words.split()) if "\n" in words else words

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its two ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def span_at(spans: Sequence[Span], offset: int) -> int | None:
    """The index of the span that holds `offset`, or None. `spans` are sorted and disjoint."""
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    if index >= 0 and spans[index].start <= offset < spans[index].end:
        return index
    return None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted, disjoint spans."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
