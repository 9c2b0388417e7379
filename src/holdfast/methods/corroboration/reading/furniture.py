"""What stands in a scraped text and belongs to the page, not to the report.

Invariants:
- A span covers a whole line, a whole sentence, or words glued to the end of a paragraph.
- Spans are sorted and disjoint. In doubt a line stays text: losing evidence is worse.
- The headline stays where it stands first; where it is repeated, the repetition is furniture.
- Line and opening phrases come from `furniture.yaml`; nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from holdfast.methods.corroboration.document import Furniture, FurnitureKind
from holdfast.methods.corroboration.spans import Span

from .captions import find_captions
from .dates import date_of_line, is_update_line
from .heading import label_lines, title_label
from .lines import Line, lines_of, normalised
from .phrases import Phrases, phrases_of

_LONGEST_LINE = 320
_LONGEST_LINK = 200
_LONGEST_SENTENCE = 200
_HEAD_LINES = 12
_MOST_LINKS = 12
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’»)\]]*(?=\s|\Z)|\Z)", re.DOTALL)
_JOINT = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_LOWER_BEFORE = re.compile(r"[a-zа-яё.!?…\"”’»)\]]\Z")


def find_furniture(text: str, *, title: str | None, language: str) -> tuple[Furniture, ...]:
    """The stretches of `text` that are no evidence, sorted and disjoint.

    `title` is the report's headline where it is known, `language` ISO 639-1 or "und".
    """
    phrases = phrases_of(language)
    lines = lines_of(text)
    found: dict[int, FurnitureKind] = dict.fromkeys(label_lines(lines), FurnitureKind.BYLINE)
    found |= dict(_repetitions(lines, title))
    found |= dict(_whole_lines(lines, phrases))
    found |= dict(_sections(lines, phrases, found))
    rest = [line for index, line in enumerate(lines) if index not in found]
    whole = [Furniture(lines[index].span, kind) for index, kind in found.items()]
    if label := title_label(lines):
        whole.append(Furniture(label, FurnitureKind.BYLINE))
    captions = list(find_captions(text, rest, title=title, phrases=phrases))
    covered = {furniture.span for furniture in captions}
    parts = (part for line in rest if line.span not in covered for part in _parts(line, phrases))
    return _disjoint([*whole, *captions, *parts])


def is_furniture_line(line: Line, language: str) -> bool:
    """Whether the whole of `line` is furniture by its own words, whatever stands around it."""
    return len(line.words) <= _LONGEST_LINE and _kind_of(line, phrases_of(language)) is not None


def _whole_lines(lines: Sequence[Line], phrases: Phrases) -> Iterator[tuple[int, FurnitureKind]]:
    for index, line in enumerate(lines):
        if len(line.words) <= _LONGEST_LINE and (kind := _kind_of(line, phrases)):
            yield index, kind


def _kind_of(line: Line, phrases: Phrases) -> FurnitureKind | None:
    words = " ".join(line.words.split())
    if kind := phrases.line.match(words):
        return kind
    if date_of_line(words) or is_update_line(words):
        return FurnitureKind.BYLINE
    if len(words) <= _LONGEST_LINK and (kind := phrases.opening.match(words)):
        return kind
    if len(words) <= _LONGEST_SENTENCE and (kind := phrases.sentence.match(words)):
        return kind
    pieces = _JOINT.split(words) if len(words) <= 80 else []
    if len(pieces) > 1 and all(phrases.line.match(piece.strip()) for piece in pieces):
        return FurnitureKind.NAVIGATION
    return None


def _repetitions(lines: Sequence[Line], title: str | None) -> Iterator[tuple[int, FurnitureKind]]:
    """The headline's second place, and short lines that the head of the page repeats."""
    headline = normalised(title or "")
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        words = normalised(line.words) if len(line.words) <= _LONGEST_LINE else ""
        is_doubled_label = seen.get(words) == index - 1 and words != headline
        if words and words in seen and not is_doubled_label:
            is_in_head = index < _HEAD_LINES and len(words) <= _LONGEST_LINK
            if words == headline or (is_in_head and not line.has_quotation()):
                yield index, FurnitureKind.REPEATED
        seen[words] = index


def _sections(
    lines: Sequence[Line], phrases: Phrases, found: dict[int, FurnitureKind]
) -> Iterator[tuple[int, FurnitureKind]]:
    """Links below their heading, and everything below the heading of the readers' comments."""
    for index, line in enumerate(lines):
        if len(line.words) > 60:
            continue
        heading = phrases.heading.match(line.words)
        if heading is FurnitureKind.COMMENTS and index * 5 > len(lines) * 2 and index >= 3:
            yield from ((each, heading) for each in range(index, len(lines)))
            return
        if heading is FurnitureKind.RELATED and found.get(index) is not None:
            below = (each for each in _links_below(lines, index) if each not in found)
            yield from ((each, heading) for each in below)


def _links_below(lines: Sequence[Line], index: int) -> Iterator[int]:
    for below in range(index + 1, min(len(lines), index + 1 + _MOST_LINKS)):
        line = lines[below]
        is_link = len(line.words) <= 150 and not line.words.endswith((":", ","))
        if not is_link or (line.ends_sentence() and not line.words.endswith("?")):
            return
        yield below


def _parts(line: Line, phrases: Phrases) -> Iterator[Furniture]:
    """Furniture within a line of text: glued to its end, or a sentence of its own."""
    start, words = line.span.start, line.words
    tail = _tail_of(words, phrases)
    if tail is not None:
        offset, kind = tail
        yield Furniture(Span(start + offset, line.span.end), kind)
        words = words[:offset]
    if "." in words or len(words) <= _LONGEST_SENTENCE:
        for sentence in _SENTENCE.finditer(words):
            if len(sentence.group()) > _LONGEST_SENTENCE:
                continue
            if said := phrases.sentence.match(sentence.group()):
                yield Furniture(Span(start + sentence.start(), start + sentence.end()), said)


def _tail_of(words: str, phrases: Phrases) -> tuple[int, FurnitureKind] | None:
    """Where the furniture at the end of `words` begins, and what it is."""
    begin = max(0, len(words) - _LONGEST_LINK)
    if found := phrases.tail.search(words, begin):
        tail, offset = found
        return _after_space(words, offset), tail
    glued = phrases.glued.search(words, max(0, len(words) - 60))
    if glued and glued.start() and _LOWER_BEFORE.search(words[glued.start() - 1 : glued.start()]):
        known = phrases.line.match(glued.group())
        return glued.start(), known or FurnitureKind.NAVIGATION
    return None


def _after_space(words: str, offset: int) -> int:
    return offset + 1 if words[offset : offset + 1].isspace() else offset


def _disjoint(found: Iterable[Furniture]) -> tuple[Furniture, ...]:
    out: list[Furniture] = []
    for furniture in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not out or furniture.span.start >= out[-1].span.end:
            out.append(furniture)
    return tuple(out)
