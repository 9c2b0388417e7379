"""Quotations of a report, whoever speaks them.

Invariants:
- Quotations are sorted and disjoint; their spans leave the marks out.
- A quotation that runs over paragraphs is one, with a span for each paragraph.
- What stands inside another quotation is part of it and no quotation of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .lexis import english
from .marks import Family, Pair, pair_marks

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_ENDS = (".", "!", "?", "…", ",", "--", "—", "–", ";")
_SPACES = " \t\r\n\u00a0\u2028"
_NEAR = 60  # characters after a quotation in which its speaker is named
_NAME = r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*"
_BESIDE_VERB = re.compile(
    rf"(?P<verb>[a-z]+)\s+(?P<name>{_NAME})|(?P<names>{_NAME})\s+(?:\([^)]*\)\s+)?(?P<last>[a-z]+)"
)
_CARRY = 2  # paragraphs over which an unclosed quotation waits for its closing mark


class Lead(StrEnum):
    """What stands before a quotation."""

    START = "start"  # nothing, or the end of a sentence
    COMMA = "comma"
    COLON = "colon"
    DASH = "dash"
    WORD = "word"


class Quotation(msgspec.Struct, frozen=True):
    """Words in quotation marks. `outer` takes the marks in; `words` counts them all."""

    spans: tuple[Span, ...]
    outer: tuple[Span, ...]
    family: Family
    lead: Lead
    words: int
    is_closed: bool
    starts_high: bool  # with a capital letter
    ends_inside: bool  # punctuation stands before the closing mark
    ends_sentence: bool  # that punctuation, or the next after the mark, is no comma
    following: str  # the next character that is no space, or ""
    is_paragraph: bool = False  # nothing but the quotation stands in its paragraph(s)
    names: bool = False  # a few capitalised words
    is_title: bool = False  # every longer word has a capital: a film, a song, a heading

    @property
    def start(self) -> int:
        """Where the quotation begins, its mark included."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Where the quotation ends, its mark included."""
        return self.outer[-1].end


def find_quotations(prose: Prose) -> tuple[Quotation, ...]:
    """Everything that stands in quotation marks, statements and mere terms alike."""
    return tuple(_describe(prose, group) for group in _groups(prose))


@dataclass(slots=True)
class _Waiting:
    group: list[Pair]
    paragraph: int


def _groups(prose: Prose) -> list[list[Pair]]:
    groups: list[list[Pair]] = []
    waiting: dict[Family, _Waiting] = {}
    borrowed = _are_borrowed(prose)
    for number, paragraph in enumerate(prose.paragraphs):
        last: list[Pair] | None = None
        quoting = _without_borrowed(prose.text, paragraph) if borrowed else paragraph
        for pair in pair_marks(prose.text, quoting):
            if pair.depth:
                continue
            group = _joined(prose, pair, waiting.get(pair.family), number)
            if group is None and pair.reopened and last is not None:
                group = last
            if group is None:
                group = []
                groups.append(group)
            group.append(pair)
            last = group
            waiting.pop(pair.family, None)
            if not pair.has_close and pair.outer.end >= paragraph.end:
                waiting[pair.family] = _Waiting(group, number)
    return sorted(groups, key=lambda group: group[0].outer.start)


def _are_borrowed(prose: Prose) -> bool:
    """Whether straight marks only hold paragraphs together, beside curly ones that quote.

    So a page marks what it takes from another outlet: they stand at the ends of paragraphs, most
    never close, and what is quoted inside has marks of its own.
    """
    text = prose.text
    opens = [text[paragraph.start] == '"' for paragraph in prose.paragraphs]
    closes = [text[paragraph.end - 1] == '"' for paragraph in prose.paragraphs]
    if sum(opens) < 2 or sum(opens) + sum(closes) != text.count('"') or "“" not in text:
        return False
    goes_on = [*opens[1:], False]
    unclosed = sum(a and not b and not c for a, b, c in zip(opens, closes, goes_on, strict=True))
    return not any(closes) or unclosed > 1


def _without_borrowed(text: str, paragraph: Span) -> Span:
    """The paragraph less a borrowed mark at one of its ends; both together are its own."""
    opens, closes = text[paragraph.start] == '"', text[paragraph.end - 1] == '"'
    if opens == closes:
        return paragraph
    return Span(paragraph.start + opens, paragraph.end - closes)


def _joined(prose: Prose, pair: Pair, waiting: _Waiting | None, number: int) -> list[Pair] | None:
    """The group that `pair` goes on, where an earlier paragraph left its quotation open."""
    if waiting is None or number - waiting.paragraph > _CARRY:
        return None
    starts_paragraph = pair.outer.start == prose.paragraphs[number].start
    if pair.has_open and pair.glyph != waiting.group[-1].glyph:
        return None
    if pair.has_open and not (starts_paragraph and number == waiting.paragraph + 1):
        return None
    if pair.has_open and _is_anothers(prose, pair, waiting.group[-1], number):
        return None
    return waiting.group if starts_paragraph else None


def _is_anothers(prose: Prose, pair: Pair, earlier: Pair, number: int) -> bool:
    """Whether the paragraph before names who speaks in it, and this one names somebody else.

    Then the closing mark is only missing: Brenn said. “We ran. / “I saw it,” Lem said.
    """
    text, here, before = prose.text, prose.paragraphs[number], prose.paragraphs[number - 1]
    after = min(pair.outer.end + _NEAR, here.end)
    named = _named(text, Span(pair.outer.end, after))
    known = _named(text, Span(before.start, max(before.start, earlier.outer.start)))
    return bool(named and known) and named.isdisjoint(known)


def _named(text: str, span: Span) -> frozenset[str]:
    """The words of the first name beside a verb of saying."""
    cues = english().cues
    for found in _BESIDE_VERB.finditer(text, *span):
        if (found["verb"] or found["last"]) in cues:
            *first, last = (found["name"] or found["names"]).split()
            own = [word for word in first if not word.endswith(".")]  # no title, no initial
            return frozenset(word.lower().rstrip(".") for word in (*own, last))
    return frozenset()


def _describe(prose: Prose, group: list[Pair]) -> Quotation:
    text = prose.text
    group = [_cut(text, pair) for pair in group]
    first, last = group[0], group[-1]
    paragraph = prose.paragraph_at(first.outer.start) or first.outer
    closing = prose.paragraph_at(last.outer.end - 1) or last.outer
    words = [word for pair in group for word in _WORD.findall(pair.inner.of(text))]
    opening = next((c for c in first.inner.of(text) if c.isalpha()), "")
    return Quotation(
        spans=tuple(pair.inner for pair in group),
        outer=tuple(pair.outer for pair in group),
        family=first.family,
        lead=_lead(text, paragraph.start, first.outer.start),
        words=len(words),
        is_closed=last.has_close,
        starts_high=opening.isupper() or first.inner.of(text)[:1].isdigit(),
        ends_inside=last.inner.of(text).endswith(_ENDS),
        ends_sentence=_ends_sentence(text, last),
        following=text[last.outer.end : closing.end].lstrip(_SPACES + "*")[:1],
        is_paragraph=first.outer.start <= paragraph.start and last.outer.end >= closing.end,
        names=len(words) <= 4 and all(not w[0].islower() for w in words),
        is_title=2 <= len(words) <= 10 and _is_title(words),
    )


_SMALL = frozenset(
    "a an the of to in on for and or but is at by from with de la des du el y und".split()
)


def _is_title(words: list[str]) -> bool:
    capitals = sum(not w[0].islower() for w in words)
    return capitals >= 2 and all(not w[0].islower() or w in _SMALL for w in words)


_RUN_ON = re.compile(r"[,.!?]\s+(?:he|she|they|[A-Z]\w+)\s+(?:said|says|added|told \w+)\.\s*$")


def _cut(text: str, pair: Pair) -> Pair:
    """The pair less an attribution that its missing closing mark would have shut out."""
    if pair.has_close:
        return pair
    tail = max(pair.inner.start, pair.inner.end - 60)
    run_on = _RUN_ON.search(text, tail, pair.inner.end)
    if run_on is None:
        return pair
    inner = Span(pair.inner.start, run_on.start() + 1)
    return msgspec.structs.replace(pair, inner=inner, outer=Span(pair.outer.start, inner.end))


def _ends_sentence(text: str, last: Pair) -> bool:
    ending = text[last.inner.end - 1 : last.inner.end]
    return ending in (".", "!", "?", "…") or text[last.outer.end : last.outer.end + 1] in (".", "!")


def _lead(text: str, paragraph_start: int, start: int) -> Lead:
    before = text[max(paragraph_start, start - 12) : start].rstrip(_SPACES + "([")
    if not before:
        return Lead.START
    char = before[-1]
    if char in ".!?…*\"”»’')]" and not before.endswith("..."):
        return Lead.START
    if char == ":":
        return Lead.COLON
    if char in ",;":
        return Lead.COMMA
    if char in "—–―-":
        return Lead.DASH
    return Lead.WORD
