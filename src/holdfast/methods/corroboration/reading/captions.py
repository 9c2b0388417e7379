"""Captions of pictures, which name people and acts but state nothing.

Invariants:
- A line with a quotation is never a caption as a whole; at most the credit at its end is cut off.
- The headline is no caption, even where a picture's credit follows it.
- A line without any credit is a caption only if it stands alone, is short, has no verb that states
  something, gives no figure, and the text around it is written in whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdfast.methods.corroboration.document import Furniture, FurnitureKind
from holdfast.methods.corroboration.spans import Span

from .lines import Line, normalised
from .phrases import Phrases

LONGEST_CAPTION = 320
_LONGEST_CREDIT = 90
_LONGEST_LONE = 120
_FEWEST_LONE_WORDS = 3
_CAPTION_S_OWN = ("Credit", "CREDIT")  # said of pictures only, so what stands before is the caption
_TERMINAL = re.compile(r"[.!?…\"”’»)]\Z")
_MIDDLE_END = re.compile(r"[.!?]\s+(?=[A-ZА-ЯЁ])")
_RELATIVE = re.compile(r"\s(?:who|that|which|whose|whom|where|when)\b.*")
_FIGURE_WORDS = re.compile(r"\d|\b(?:dozens|hundreds|thousands|several)\b")
_STATES = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|"
    r"should|says?|said|tells?|told|den(?:y|ies|ied)|calls?|called|claims?|reports?|reportedly|"
    r"confirms?|urges?|demands?|accuses?|warns?|admits?|vows?|orders?|opens?|kills?|killed|dies?|"
    r"died|detained|arrested|beaten|tortured|held|kidnapped|abducted|disappeared|raided|executed|"
    r"we|i|you|they|he|she|it|there|not|no)\b|n[’']t\b",
    re.IGNORECASE,
)
_LATIN_LINE = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f ,.’'()/&-]+\Z")


def find_captions(
    text: str, lines: Sequence[Line], *, title: str | None, phrases: Phrases
) -> Iterator[Furniture]:
    """Captions among `lines`: with a credit, beside one, doubled, or alone between paragraphs."""
    headline = normalised(title or "")
    credited: set[int] = set()
    for index, line in enumerate(lines):
        found = _credited(line, phrases)
        if found is None:
            continue
        yield found
        if found.span == line.span:
            credited.add(index)
    for index, line in enumerate(lines):
        if index in credited or normalised(line.words) == headline:
            continue
        if (
            _is_beside(text, lines, index, credited)
            or _is_doubled(lines, index)
            or (index and _is_alone(text, lines, index))
        ):
            yield Furniture(line.span, FurnitureKind.CAPTION)


def _credited(line: Line, phrases: Phrases) -> Furniture | None:
    """The whole line if it is a caption with its credit; else the credit at its end, if any."""
    tail = line.words[-(LONGEST_CAPTION if len(line.words) <= LONGEST_CAPTION else 150) :]
    credit = phrases.credit.search(tail)
    if credit is None:
        return None
    start = len(line.words) - len(tail) + credit.start()
    before = line.words[:start].rstrip(" \u00a0[(|–—-/")
    rest = line.words[start:]
    if len(rest) > _LONGEST_CREDIT or _MIDDLE_END.search(rest):
        return None
    is_glued = (
        line.words[start - 1 : start].strip() != ""
        and _TERMINAL.search(before) is not None
        and not rest.startswith(_CAPTION_S_OWN)
    )
    is_prose = len(_MIDDLE_END.findall(before)) > 1 or Line(line.span, before).has_quotation()
    if before and (is_glued or is_prose or len(line.words) > LONGEST_CAPTION):
        if _TERMINAL.search(before) is None:
            return None
        return Furniture(Span(line.span.start + start, line.span.end), FurnitureKind.CAPTION)
    return Furniture(line.span, FurnitureKind.CAPTION)


def _is_label(line: Line) -> bool:
    """Short, no sentence, no quotation: what a caption looks like beside its credit."""
    is_short = len(line.words) <= 160
    return is_short and not line.ends_sentence() and not line.has_quotation()


def _is_beside(text: str, lines: Sequence[Line], index: int, credited: set[int]) -> bool:
    """On the line right above a credit, without an empty line between."""
    if index + 1 not in credited or not _is_label(lines[index]):
        return False
    between = text[lines[index].span.end : lines[index + 1].span.start]
    return between.count("\n") == 1


def _is_doubled(lines: Sequence[Line], index: int) -> bool:
    """Scraping takes a picture's text twice: once from the picture, once from below it."""
    line = lines[index]
    if not _is_label(line):
        return False
    words = normalised(line.words)
    neighbours = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    return any(
        normalised(other.words) == words
        or (
            other is not line
            and normalised(other.words).startswith(words)
            and index > 0
            and len(words.split()) >= _FEWEST_LONE_WORDS
            and len(other.words) < 2 * len(words) + 60
            and not other.ends_sentence()
        )
        for other in neighbours
    )


def _is_alone(text: str, lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    words = line.words
    if len(words) > _LONGEST_LONE or line.ends_sentence() or line.has_quotation():
        return False
    if len(words.split()) < _FEWEST_LONE_WORDS or not _LATIN_LINE.match(words):
        return False
    subject = _RELATIVE.sub("", words)
    if _STATES.search(subject) or _FIGURE_WORDS.search(words):
        return False
    return _stands_apart(text, lines, index) and _is_written_in_sentences(lines)


def _stands_apart(text: str, lines: Sequence[Line], index: int) -> bool:
    line, before = lines[index], lines[index - 1]
    after = text[line.span.end : line.span.end + 4]
    above = text[before.span.end : line.span.start]
    is_last = index + 1 == len(lines)
    return above.count("\n") > 1 and (is_last or after.count("\n") > 1 or "[" in after)


def _is_written_in_sentences(lines: Sequence[Line]) -> bool:
    long = [line for line in lines if len(line.words) > _LONGEST_LONE]
    return len(long) >= 3 and sum(line.ends_sentence() for line in long) * 10 >= len(long) * 6
