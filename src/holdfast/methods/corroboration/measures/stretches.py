"""The sentences of a report as the measures read them: none endlessly long.

Invariants:
- Stretches are sorted, disjoint and lie in sentences; together they hold every word of them.
- No stretch is much longer than `MOST`, so that a line of a million characters costs no more than
  as many short ones: the rules look across a whole stretch for each number in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span, trimmed

MOST = 2_000


def stretches(prose: Prose) -> Iterator[Span]:
    """The sentences of the prose in order, long ones cut at a space."""
    for sentence in prose.sentences:
        if sentence.end - sentence.start <= MOST:
            yield sentence
        else:
            yield from _cut(prose.text, sentence)


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while start < sentence.end:
        end = min(start + MOST, sentence.end)
        if end < sentence.end:
            space = text.rfind(" ", start, end)
            end = space if space > start else end
        span = trimmed(text, start, end)
        if span.start < span.end:
            yield span
        start = end
