"""A report's text cut into paragraphs and sentences, with the page's furniture left out.

Invariants:
- Paragraphs and sentences are sorted, disjoint and trimmed; each sentence lies in one paragraph.
- Furniture is in no paragraph. Nothing is copied or changed: spans refer to the text as it is.
- A question or cry in quotation marks does not end the sentence whose attribution follows it; an
  abbreviation, an initial and the number of a list end none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .spans import Span, merged, span_at, trimmed
from .wrapping import unwrapped

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov st rev hon vs approx fig vol dept univ "
    "assn bros e.g i.e ph.d d.c cf messrs mme mlle ave blvd msgr adm cmdr det insp supt "
    "ул им т е тыс млн млрд руб стр см пр рис проф акад ген полк р обл респ просп".split()
)
_CALENDAR = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat "
    "sun".split()
)
# These may end a sentence as well; then the next word tells.
_AMBIGUOUS = frozenset(
    "etc inc ltd co corp jr sr al est a.m p.m u.s u.k u.n e.u г гг др н.э".split()
)
_STARTERS = frozenset(
    "the he she they it we i in on at but and a an this that there his her their its our when "
    "after он она они это в на но и а мы я по как".split()
)
_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSING = "\"'”’»“)]*"
_END = re.compile(  # one set of characters first: the rest of the text is passed over at once
    r"[.!?…。؟۔](?:[.!?…。؟۔]*[\"'”’»“)\]*]*(?=\s|$)"
    # no space, as in scraped text
    r"|(?<=[a-zа-яё]{2}[.!?])[.!?]*[”’»]?"
    r"(?=[A-ZА-ЯЁ][a-zа-яё']+[\s,])(?!(?:Info|Com|Org|Net|News|Media|Online|Press)\s))"
)
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_WORD_AFTER = re.compile(r"[\w'’]+")
_ATTRIBUTION = re.compile(
    r"(?:[\w'’.-]+\s+){1,5}?(?:said|says|asked|asks|told|added|adds|shouted|cried|replied|recalled|"
    r"recalls|warned|wrote|writes|screamed|answered|сказал|спросил|крикнул|добавил)[аи]?\b"
)


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
    """Cut `text` into paragraphs and sentences, leaving `furniture` out.

    A paragraph is a line, or several that were broken to fit a width (see `wrapping.py`).
    """
    paragraphs = tuple(unwrapped(text, _lines(text, merged(furniture))))
    text = _on_one_line(text, paragraphs)
    sentences = tuple(s for paragraph in paragraphs for s in _sentences(text, paragraph))
    return Prose(text=text, language=language, paragraphs=paragraphs, sentences=sentences)


def _on_one_line(text: str, paragraphs: tuple[Span, ...]) -> str:
    """The text with a space for each break inside a paragraph: rules need not know of wrapping."""
    out: list[str] = []
    start = 0
    for span in paragraphs:
        words = span.of(text)
        if _BREAK.search(words) is not None:
            out += (text[start : span.start], _BREAK.sub(" ", words))
            start = span.end
    return "".join((*out, text[start:])) if out else text


def _lines(text: str, furniture: tuple[Span, ...]) -> list[Span]:
    out: list[Span] = []
    index = 0
    for line in _LINE.finditer(text):
        start = line.start()
        while index < len(furniture) and furniture[index].end <= start:
            index += 1
        at = index
        while at < len(furniture) and furniture[at].start < line.end():
            _add(out, text, start, furniture[at].start)
            start = max(start, furniture[at].end)
            at += 1
        _add(out, text, start, line.end())
    return out


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    span = trimmed(text, start, max(start, end))
    if span.start < span.end:
        out.append(span)


def _sentences(text: str, paragraph: Span) -> list[Span]:
    out: list[Span] = []
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, end, paragraph.end):
            _add(out, text, start, end.end())
            start = end.end()
    _add(out, text, start, paragraph.end)
    return out


def _ends_sentence(text: str, start: int, end: re.Match[str], limit: int) -> bool:
    after = _next_letter(text, end.end(), limit)
    if after < limit and text[after].islower():
        return False
    mark = end.group().rstrip(_CLOSING)
    if mark == "." and after < limit and _is_shortening(text, start, end.start(), after):
        return False
    is_quoted_cry = mark != "." and len(mark) < len(end.group())
    return not (is_quoted_cry and _ATTRIBUTION.match(text, after, min(limit, after + 90)))


def _next_letter(text: str, after: int, limit: int) -> int:
    """The next character that is no space, past the dash of a dialogue too."""
    while after < limit and (text[after].isspace() or text[after] in "—–"):
        after += 1
    return after


def _is_shortening(text: str, start: int, dot: int, after: int) -> bool:
    """Whether the full stop at `dot` only shortens the word before it."""
    found = _WORD_BEFORE.search(text, max(start, dot - 24), dot)
    if found is None:
        return False
    word = found.group(1)
    bare = word.lower()
    if bare in ("no", "д", "кв", "корп"):
        return text[after].isdigit()
    if bare in _AMBIGUOUS:
        following = _WORD_AFTER.match(text, after)
        return following is not None and following.group().lower() not in _STARTERS
    is_initial = len(bare) == 1 and word.isupper() and bare != "i"
    is_number_of_list = bare.isdigit() and found.start() == start and len(bare) < 4
    is_date = bare in _CALENDAR and word[0].isupper()
    return bare in _ABBREVIATIONS or is_initial or is_number_of_list or is_date
