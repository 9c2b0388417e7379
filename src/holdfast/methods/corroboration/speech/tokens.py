"""A paragraph as a row of tagged tokens, each statement-like quotation folded into one token.

Invariants: tokens are in the order of the text; a token's offsets refer to the report; one letter
tags a token (see `Tag`), from word lists and shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from holdfast.methods.corroboration.spans import Span

from .lexis import Lexis
from .quotations import Lead, Quotation


class Tag:
    """The one-letter tags."""

    QUOTATION = "Q"
    TERM = "q"  # a few words in marks that are part of the sentence
    CUE = "V"
    VERB = "v"
    AUXILIARY = "A"
    NAME = "X"
    WORD = "W"
    NUMBER = "#"
    DETERMINER = "D"
    PREPOSITION = "P"
    PRONOUN = "N"
    OBJECT = "O"
    CONJUNCTION = "C"
    ADVERB = "R"
    TIME = "M"
    THAT = "T"
    COMMA = ","
    COLON = ":"
    SEMICOLON = ";"
    DASH = "-"
    STOP = "."
    OPEN = "("
    CLOSE = ")"


class Token(NamedTuple):
    """A word, a mark or a folded quotation; `quotation` is its index or -1.

    `is_apart` where more than a space or the end of a line stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    tag: str
    quotation: int = -1
    is_apart: bool = False


_new_token = tuple.__new__  # for the many: a NamedTuple's own name is a call through Python
_DOMAINS = "|".join(  # "Karsk.Info" and "shelter.org" are one name each
    form
    for end in "com org net info news media online press tv fm io ru by ua kz ge az".split()
    for form in (end, end.upper(), *([end.capitalize()] if len(end) > 2 else ()))  # "left.By"
)
_TOKEN = re.compile(
    r"([^\W\d_]\.(?:[^\W\d_]\.)+|\d+(?:[.,:]\d+)*%?(?![\w-])"
    r"|\w+(?:[-'’&]\w+)*(?:\.(?:"
    + _DOMAINS
    + r")(?!\w))?(?:['’](?<=[sSzx].)(?=\s))?|--+|\.{2,}|[^\w\s])"
)
_PUNCTUATION = {
    ",": Tag.COMMA,
    ":": Tag.COLON,
    ";": Tag.SEMICOLON,
    ".": Tag.STOP,
    "!": Tag.STOP,
    "?": Tag.STOP,
    "…": Tag.STOP,
    "(": Tag.OPEN,
    "[": Tag.OPEN,
    ")": Tag.CLOSE,
    "]": Tag.CLOSE,
    "–": Tag.DASH,
    "—": Tag.DASH,
    "―": Tag.DASH,
    "-": Tag.DASH,
    "--": Tag.DASH,
    "---": Tag.DASH,
    "...": Tag.STOP,
    "..": Tag.STOP,
}
_SHORTENED = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov st rev hon jr sr no sept feb aug oct "
    "nov dec jan apr inc ltd corp co vs messrs mme del adm cmdr amb atty supt cpl pvt asst insp "
    "det pres min ald fr bros dept univ cllr brig".split()
)
_NOUN_TOO = frozenset(
    "report reports claim claims state states charge charges order orders call calls note notes "
    "comment comments question questions promise promises demand demands appeal appeals quote "
    "quotes post posts estimate estimates point points answer answers share shares offer offers "
    "warning warnings reading finding findings ruling saying testimony show shows request requests "
    "cry cries blog term terms label labels brand brands dispute praise blame reply replies "
    "document documents detail details advice tweet tweets pledge pledges vow vows scream screams "
    "shout shouts whisper joke jokes counter rule rules begin express beginning crow proposal "
    "following meeting beginning understanding blast share guess tout".split()
)
_PASSIVE_BEFORE = frozenset("is are was were be been being am get got gets s 's".split())
_NO_PASSIVE = frozenset(["saying", "claiming", "adding"])


def is_name_like(quotation: Quotation) -> bool:
    """Whether marks stand round a name ("'Ilya'"), so that they do not hide it."""
    return quotation.names and not quotation.ends_inside and quotation.lead is not Lead.COLON


def tokenise(
    text: str, paragraph: Span, quotations: Iterable[tuple[int, Quotation]], lexis: Lexis
) -> list[Token]:
    """The tokens of a paragraph; `quotations` are those in it, each with its index."""
    tokens: list[Token] = []
    at = paragraph.start
    for index, quotation in quotations:
        parts = [o for o in quotation.outer if paragraph.start <= o.start < paragraph.end]
        for outer in parts:
            if is_name_like(quotation):
                continue
            _add_words(tokens, text, Span(at, outer.start), lexis)
            tag = Tag.TERM if _is_inline(quotation) else Tag.QUOTATION
            tokens.append(Token(outer.start, outer.end, "", "", tag, index))
            at = outer.end
            if tag == Tag.TERM and text[outer.start : outer.end - 1].endswith(","):
                tokens.append(Token(at, at, "", "", Tag.COMMA))
            elif _ends_sentence(text, outer, paragraph.end):
                tokens.append(Token(at, at, "", "", Tag.STOP))
    _add_words(tokens, text, Span(at, paragraph.end), lexis)
    return tokens


_CLOSING = "\"”'’»“‘)] \r\n\u00a0"


def _ends_sentence(text: str, outer: Span, limit: int) -> bool:
    """Whether a quotation shuts a sentence, so that a capital opens the next."""
    ending = text[max(outer.start, outer.end - 6) : outer.end].rstrip(_CLOSING)[-1:]
    follows = text[outer.end : min(limit, outer.end + 6)].lstrip(" \r\n\u00a0*)")[:1]
    return ending in (".", "!", "?", "…") and follows.isupper()


def _is_inline(quotation: Quotation) -> bool:
    """Whether a quotation is a term in the sentence rather than something said, by its shape."""
    n = quotation.words
    if quotation.is_title and quotation.lead is not Lead.COLON:
        return (
            quotation.lead in (Lead.WORD, Lead.COMMA)
            or quotation.is_paragraph
            or (not quotation.ends_inside and n <= 6)
        )
    if quotation.names and n <= 3:
        return not quotation.ends_inside or quotation.lead in (Lead.WORD, Lead.COMMA)
    if quotation.lead is Lead.WORD:
        return n <= 2
    if quotation.lead is Lead.START:
        return (
            n <= 6
            and not quotation.ends_inside
            and quotation.following not in (",", "", "—", "–", "-")
        )
    return n <= 2 and not (quotation.ends_inside and quotation.starts_high)


class _Shape(NamedTuple):
    """What a word or mark is by itself; `low` is empty for a mark, `tag` for one of no use.

    `opening` is the tag at the head of a sentence, `as_noun` that of a cue which is a noun here.
    """

    low: str
    tag: str
    opening: str
    as_noun: str


class _Shapes(dict[str, _Shape]):
    """The shapes of one language's words, each worked out where it is first met."""

    def __init__(self, lexis: Lexis) -> None:
        super().__init__()
        self._lexis = lexis

    def __missing__(self, word: str) -> _Shape:
        if len(self) >= _MOST_SHAPES:
            self.clear()
        shape = self[word] = _shape(word, self._lexis)
        return shape


_MOST_SHAPES = 1 << 16
_shapes_of = lru_cache(maxsize=8)(_Shapes)


def _shape(word: str, lexis: Lexis) -> _Shape:
    first = word[0]
    if not (first.isalnum() or first == "_"):
        tag = _PUNCTUATION.get(word, "")
        return _Shape("", tag, tag, "")
    low = word.lower().replace("’", "'")
    is_cue = low in lexis.cues
    known = lexis.tags.get(low) or (Tag.AUXILIARY if low.endswith(("n't", "n’t")) else None)
    if first.isupper():
        return _Shape(low, _tag_inside(low, known), _tag_opening(low, known, is_cue=is_cue), "")
    if first.isdigit():
        return _Shape(low, Tag.NUMBER, Tag.NUMBER, "")
    is_adverb = low.endswith("ly") and len(low) > 4 and low not in _NOUNS_IN_LY
    plain = known or (Tag.ADVERB if is_adverb else Tag.WORD)
    return _Shape(low, Tag.CUE, Tag.CUE, plain) if is_cue else _Shape(low, plain, plain, "")


def _add_words(tokens: list[Token], text: str, span: Span, lexis: Lexis) -> None:
    shapes = _shapes_of(lexis)
    parts = _TOKEN.split(span.of(text))  # what stands before each token, and the token
    end = span.start
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        start = end + len(gap)
        end = start + len(word)
        low, tag, opening, as_noun = shapes[word]
        if not low:
            if tag == Tag.STOP and _ends_abbreviation(tokens, Span(start, end), text):
                tokens[-1] = tokens[-1]._replace(end=end)
            elif tag:
                tokens.append(Token(start, end, word, word, tag))
            continue
        if opening != tag and _starts_sentence(tokens):
            tag = opening
        elif as_noun and _is_noun_here(tokens, low):
            tag = as_noun
        if not tokens:
            tokens.append(Token(start, end, word, low, tag))
            continue
        before = tokens[-1]
        is_apart = start - before.end > 1 and _are_apart(text, before.end, start)
        tokens.append(_new_token(Token, (start, end, word, low, tag, -1, is_apart)))
        if before.tag == Tag.TIME or before.low == "there" or before.tag == tag == Tag.CUE:
            _correct_last_but_one(tokens, lexis.words["outlet_names"])
        if tag == Tag.NUMBER:
            _join_number(tokens)


def _are_apart(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return not (between.isspace() and "\n" in between)


def _ends_abbreviation(tokens: list[Token], mark: Span, text: str) -> bool:
    """Whether a full stop belongs to the word before it, or stands inside brackets."""
    if not tokens or tokens[-1].end != mark.start or mark.of(text) != ".":
        return False
    word = tokens[-1]
    is_initial = len(word.text) == 1 and word.text.isupper() and word.text != "I"
    if word.low in _SHORTENED or is_initial:
        return True
    follows = text[mark.end : mark.end + 3].lstrip()[:1]
    if follows.islower() or follows in (",", ")"):
        return True
    return any(t.tag == Tag.OPEN for t in tokens[-4:]) and not any(
        t.tag == Tag.CLOSE for t in tokens[-4:]
    )


def _starts_sentence(tokens: list[Token]) -> bool:
    return not tokens or tokens[-1].tag in (Tag.STOP, Tag.QUOTATION, Tag.COLON)


_NOUNS_IN_LY = frozenset("family assembly monopoly anomaly bully supply elderly homily".split())
_IN_NAMES = frozenset(["today", "morning", "evening", "sun", "week", "day", "night", "weekend"])


def _tag_opening(low: str, known: str | None, *, is_cue: bool) -> str:
    """At the head of a sentence a capital tells nothing."""
    return known or (Tag.CUE if is_cue and low not in _NOUN_TOO else Tag.NAME)


def _tag_inside(low: str, known: str | None) -> str:
    """Elsewhere it tells a name."""
    if low in _IN_NAMES:
        return Tag.NAME  # "Karsk Today", "the Morning Post"
    return known if known in (Tag.TIME, Tag.PRONOUN) else Tag.NAME


def _is_noun_here(tokens: list[Token], low: str) -> bool:
    if not tokens:
        return low in _NOUN_TOO
    before = tokens[-1]
    if low == "saying" and (before.low == "as" or before.tag == Tag.WORD):
        return before.low in _OF_PROVERBS
    is_found = low in _FOUND and before.tag == Tag.ADVERB and len(tokens) > 1
    governing = tokens[-2] if is_found else before  # "could not be independently verified"
    if governing.low in _PASSIVE_BEFORE and low not in _NO_PASSIVE and not low.endswith("ing"):
        return True
    if low not in _NOUN_TOO:
        return before.tag == Tag.DETERMINER and before.low in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
        )
    return (
        before.tag in "DPV#qv"
        or before.low.endswith(("'s", "s'"))
        or before.tag == Tag.STOP
        or (before.low in _OF_REPORTS and low in ("reports", "claims", "accounts"))
        or (before.tag == Tag.WORD and not before.low.endswith("s"))
        or (before.tag == Tag.NAME and len(tokens) > 1 and tokens[-2].low in ("a", "an"))
    )


_FOUND = frozenset("verified established determined confirmed".split())
_OF_PROVERBS = frozenset("old popular common famous local wise well-known".split())
_OF_REPORTS = frozenset(
    "unconfirmed media press news local some several initial early first conflicting earlier "
    "official foreign other many independent numerous multiple recent".split()
)
_EXISTING = frozenset("is are was were has have had 's needs remains exists".split())
_WEEKENDS = frozenset(["sunday", "saturday"])


def _correct_last_but_one(tokens: list[Token], outlets: frozenset[str]) -> None:
    """What the next word tells of a word: "the report said", "there was", "Evening Ledger"."""
    before, last = tokens[-2], tokens[-1]
    if last.tag == Tag.CUE and before.tag == Tag.CUE and before.low in _NOUN_TOO:
        tokens[-2] = before._replace(tag=Tag.WORD)
    elif before.low == "there" and (last.tag == Tag.AUXILIARY or last.low in _EXISTING):
        tokens[-2] = before._replace(tag=Tag.PRONOUN)
    elif (
        before.tag == Tag.TIME
        and last.tag == Tag.NAME
        and before.text[0].isupper()
        and (before.low in _IN_NAMES or (before.low in _WEEKENDS and last.low in outlets))
    ):
        tokens[-2] = before._replace(tag=Tag.NAME)


_NUMBERED = frozenset("channel radio kanal tv group unit block camp".split())


def _join_number(tokens: list[Token]) -> None:
    """A number inside a name belongs to it: "Channel 2 News", "Radio 4"."""
    last, before = tokens[-1], tokens[-2]
    if last.tag == Tag.NUMBER and before.tag == Tag.NAME and before.low in _NUMBERED:
        tokens[-1] = last._replace(tag=Tag.NAME)


def past_dateline(tokens: list[Token]) -> list[Token]:
    """The tokens after "KARSK, Tervenia (Agency) -", where a paragraph begins with a dateline."""
    if not tokens or tokens[0].tag != Tag.NAME or len(tokens[0].text) < 3:
        return tokens
    for at, token in enumerate(tokens[:16]):
        if token.tag == Tag.DASH:
            is_dateline = tokens[0].text.isupper() or tokens[at - 1].tag == Tag.CLOSE
            return tokens[at + 1 :] if is_dateline else tokens
        if token.tag not in "XM#,()." and not token.text.isupper():
            return tokens
    return tokens


LONGEST_SENTENCE = 300  # tokens; what is longer is no sentence, and would cost its square


def sentence_bounds(tokens: list[Token], index: int) -> tuple[int, int]:
    """First and one-past-last token of the sentence round `index`."""
    start = index
    lowest = max(0, index - LONGEST_SENTENCE)
    while start > lowest and tokens[start - 1].tag != Tag.STOP:
        start -= 1
    end = index
    highest = min(len(tokens), index + LONGEST_SENTENCE)
    while end < highest and tokens[end].tag != Tag.STOP:
        end += 1
    return start, end


def opens_sentence(tokens: list[Token], at: int) -> bool:
    """Whether a token is the first of its sentence, or the first after a quotation."""
    return at == 0 or tokens[at - 1].tag in (Tag.STOP, Tag.QUOTATION)


def sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    """First and one-past-last token of each sentence; what is longer than any is cut."""
    out, start = [], 0
    for at, token in enumerate(tokens):
        is_stop = token.tag == Tag.STOP
        if is_stop or at - start >= LONGEST_SENTENCE:
            if at > start:
                out.append((start, at))
            start = at + is_stop
    if start < len(tokens):
        out.append((start, len(tokens)))
    return out
