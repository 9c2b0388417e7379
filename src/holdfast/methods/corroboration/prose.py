"""A report's text cut into paragraphs and sentences, with the page's furniture left out.

Invariants:
- Paragraphs and sentences are sorted, disjoint and trimmed; each sentence lies in one paragraph.
- Furniture is in no paragraph. Nothing is copied or changed: spans refer to the text as it is.
- A quotation's inner full stop does not end the sentence around it; an abbreviation does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .spans import Span, merged, span_at, trimmed

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov st rev hon jr sr vs etc approx est no "
    "fig vol inc ltd co corp dept univ assn bros jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue wed thu fri sat sun a.m p.m e.g i.e u.s u.k u.n d.c ph.d cf al "
    "г гг ул им т е тыс млн млрд руб стр см др пр".split()
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(r"[.!?…。؟۔]+[\"'”’»“)\]*]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"([\w.]+)$")


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a report with its paragraphs and sentences.

    `language` is ISO 639-1 or "und"; it chooses word lists, never whether a text is read.
    """

    text: str
    language: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds `offset`, or None between sentences and in furniture."""
        index = span_at(self.sentences, offset)
        return None if index is None else self.sentences[index]

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph that holds `offset`, or None between paragraphs and in furniture."""
        index = span_at(self.paragraphs, offset)
        return None if index is None else self.paragraphs[index]

    def sentences_in(self, paragraph: Span) -> tuple[Span, ...]:
        """The sentences of one paragraph."""
        first = bisect_left(self.sentences, (paragraph.start, paragraph.start))
        last = bisect_left(self.sentences, (paragraph.end, paragraph.end))
        return self.sentences[first:last]


def read_prose(text: str, *, language: str, furniture: tuple[Span, ...] = ()) -> Prose:
    """Cut `text` into paragraphs (one a line) and sentences, leaving `furniture` out."""
    paragraphs = tuple(_paragraphs(text, merged(furniture)))
    sentences = tuple(s for paragraph in paragraphs for s in _sentences(text, paragraph))
    return Prose(text=text, language=language, paragraphs=paragraphs, sentences=sentences)


def _paragraphs(text: str, furniture: tuple[Span, ...]) -> list[Span]:
    out: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for gap in (*furniture, Span(line.end(), line.end())):
            if gap.end <= start or gap.start > line.end():
                continue
            span = trimmed(text, start, max(start, gap.start))
            if span.start < span.end:
                out.append(span)
            start = max(start, gap.end)
    return out


def _sentences(text: str, paragraph: Span) -> list[Span]:
    out: list[Span] = []
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, end, paragraph.end):
            out.append(trimmed(text, start, end.end()))
            start = end.end()
    rest = trimmed(text, start, paragraph.end)
    if rest.start < rest.end:
        out.append(rest)
    return out


def _ends_sentence(text: str, start: int, end: re.Match[str], limit: int) -> bool:
    after = end.end()
    while after < limit and text[after].isspace():
        after += 1
    if after < limit and text[after].islower():
        return False
    if end.group().startswith(".") and len(end.group().rstrip("\"'”’»“)]*")) == 1:
        word = _WORD_BEFORE.search(text, start, end.start())
        if word is not None:
            bare = word.group(1).lower()
            is_initial = len(bare) == 1 and bare.isalpha() and word.group(1).isupper()
            if (bare in _ABBREVIATIONS or is_initial) and after < limit:
                return False
    return True
