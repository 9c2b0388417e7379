"""Who speaks a quotation: candidates from the words around it, each with a score and a reason.

Invariants:
- A candidate rests on words of the quotation's own paragraph; what earlier paragraphs tell is
  weighed by the reader of the whole report (`reading.py`).
- Scores are set by hand; higher is surer; the order of the text breaks ties.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .lexis import Lexis
from .phrases import (
    Phrase,
    clause_subject,
    name_beside,
    named_just_before,
    nearest_clause_subject,
    past_adjunct,
    phrase_after,
    source_after,
    subject_before,
)
from .tokens import Tag, Token


class Reason(StrEnum):
    """Why somebody is taken for the speaker."""

    INVERTED = "'...,' says X"
    AFTER = "'...,' X says"
    SIGNED = "'...' - X"
    ACCORDING = "according to X"
    BEFORE = "X says, '...'"
    CLAUSE = "X says that they '...'"
    COLON = "X: '...'"
    GOES_ON = "the same sentence or the next goes on quoting"
    SUBJECT_BEFORE = "X says in the sentence before"


class Candidate(NamedTuple):
    """A possible speaker; `cue` is the token of saying or -1; `phrase` None means as before."""

    score: float
    reason: Reason
    phrase: Phrase | None
    cue: int


_WINDOW = 45  # tokens looked at on either side
_SOFT = (",", "?", "!", "—", "--", "–", "…", ";")
_BEFORE_COLON = 22  # tokens of "The governor, Odo Brandt, has just gone on Lake Radio: '...'"
_POINTED = frozenset(["pointed", "points"])
_GAP = 16  # tokens that may stand between "said" and the quotation


def candidates(tokens: list[Token], at: int, text: str, lexis: Lexis) -> list[Candidate]:
    """Possible speakers of the quotation at token `at`, best first."""
    found = [*_after(tokens, at, text, lexis), *_before(tokens, at, lexis)]
    found.sort(key=lambda candidate: -candidate.score)
    return found


def _ends_soft(tokens: list[Token], at: int, text: str) -> bool:
    """Whether the sentence goes on after the quotation."""
    tail = text[max(tokens[at].start, tokens[at].end - 6) : tokens[at].end].rstrip(
        "\"”'’»“)] \r\n\u00a0"
    )
    if tail.endswith(_SOFT):
        return True
    return at + 1 < len(tokens) and tokens[at + 1].tag in (Tag.COMMA, Tag.DASH)


def _after(tokens: list[Token], at: int, text: str, lexis: Lexis) -> list[Candidate]:
    is_soft = _ends_soft(tokens, at, text)
    first = at + 1
    if first < len(tokens) and tokens[first].tag == Tag.STOP and not tokens[first].text:
        first += 1
    if first < len(tokens) and tokens[first].tag == Tag.DASH:
        return _signature(tokens, first + 1)
    while first < len(tokens) and tokens[first].tag == Tag.COMMA:
        first += 1
    limit = _sentence_limit(tokens, first)
    if first >= limit:
        return []
    if tokens[first].low == "according" and first + 2 < limit:
        phrase = source_after(tokens, first + 2, limit)
        return [Candidate(10, Reason.ACCORDING, phrase, first)] if phrase else []
    lead = first
    while lead < limit and tokens[lead].tag in "RA":
        lead += 1
    if lead < limit and tokens[lead].tag == Tag.CUE and not tokens[lead].low.endswith("ing"):
        phrase = phrase_after(tokens, past_adjunct(tokens, lead + 1, limit), limit)
        if phrase is None or _is_listener(tokens, lead, phrase, lexis):
            return [Candidate(6, Reason.GOES_ON, None, lead)] if is_soft and phrase is None else []
        return [Candidate(10 if is_soft else 5, Reason.INVERTED, phrase, lead)]
    return _subject_after(tokens, first, limit, is_soft=is_soft)


def _is_listener(tokens: list[Token], cue: int, phrase: Phrase, lexis: Lexis) -> bool:
    is_object = tokens[phrase.first].tag == Tag.OBJECT
    return is_object or (
        lexis.cues[tokens[cue].low] == "tell" and tokens[phrase.first].tag != Tag.PRONOUN
    )


def _signature(tokens: list[Token], first: int) -> list[Candidate]:
    """'...' - Ada Brenn, at the end of a paragraph."""
    limit = _sentence_limit(tokens, first)
    cue = next((k for k in range(first, min(limit, first + 12)) if tokens[k].tag == Tag.CUE), None)
    if cue is not None:
        return _subject_after(tokens, first, limit, is_soft=True)
    phrase = phrase_after(tokens, first, limit)
    if phrase is None or tokens[phrase.core_last].tag != Tag.NAME or limit - first > 24:
        return []
    return [Candidate(8, Reason.SIGNED, phrase, -1)]


def _sentence_limit(tokens: list[Token], first: int) -> int:
    stop = first
    while (
        stop < len(tokens)
        and stop - first < _WINDOW
        and tokens[stop].tag not in (Tag.STOP, Tag.QUOTATION)
    ):
        stop += 1
    return stop


def _subject_after(
    tokens: list[Token], first: int, limit: int, *, is_soft: bool
) -> list[Candidate]:
    if first < limit and tokens[first].tag == Tag.CONJUNCTION:
        return []
    for cue in range(first, limit):
        if tokens[cue].tag != Tag.CUE or _is_participle(tokens, cue):
            continue
        if cue + 1 < limit and tokens[cue - 1].low == "to":
            continue
        phrase = subject_before(tokens, cue, first)
        if phrase is None or phrase.first - first > 8:
            continue
        if is_soft:
            far = 0.1 * (cue - phrase.last)
            return [Candidate(9.5 - far, Reason.AFTER, phrase, cue)]
        if _says_nothing_more(tokens, cue, limit):
            return [Candidate(5, Reason.AFTER, phrase, cue)]
        return []
    return []


def _is_participle(tokens: list[Token], at: int) -> bool:
    if not tokens[at].low.endswith("ing"):
        return False
    finite = ("is", "are", "was", "were", "'s", "been", "heard", "seen")
    return at == 0 or tokens[at - 1].low not in finite


def _says_nothing_more(tokens: list[Token], cue: int, limit: int) -> bool:
    """Whether "said" has nothing of its own to frame: "'Stay.' Brenn said on Friday."."""
    if limit < len(tokens) and tokens[limit].tag == Tag.QUOTATION:
        return False
    rest = tokens[cue + 1 : limit]
    if not rest:
        return True
    if rest[0].tag in "MRP" or (rest[0].tag == Tag.COMMA and len(rest) > 1):
        return not any(t.tag in "TV:" for t in rest)
    if tokens[cue].low in ("told", "tells", "asked"):
        return len(rest) < 8 and not any(t.tag in "TVvA:" for t in rest)
    return False


def _before(tokens: list[Token], at: int, lexis: Lexis) -> list[Candidate]:
    floor = at
    while (
        floor > 0
        and at - floor < _WINDOW
        and tokens[floor - 1].tag not in (Tag.STOP, Tag.QUOTATION)
    ):
        floor -= 1
    if tokens[at - 1].tag == Tag.COLON:
        floor = _past_semicolon(tokens, floor, at)
    if floor == at:
        return []
    after_quotation = floor > 0 and tokens[floor - 1].tag == Tag.QUOTATION
    if tokens[at - 1].tag == Tag.DASH and at + 1 < len(tokens) and tokens[at + 1].tag == Tag.DASH:
        phrase = subject_before(tokens, at - 1, floor)
        return [Candidate(6.5, Reason.SIGNED, phrase, -1)] if phrase else []
    cue = _nearest_cue(tokens, floor, at)
    if cue is not None:
        return _framed(tokens, cue, at, floor, lexis, after_quotation=after_quotation)
    return [] if after_quotation else _named_before(tokens, at, floor)


def _past_semicolon(tokens: list[Token], floor: int, at: int) -> int:
    """Where the clause before the colon begins: "Two say so; Brenn doubts it: '...'"."""
    for k in range(at - 1, floor, -1):
        if tokens[k].tag == Tag.SEMICOLON:
            return k + 1
    return floor


def _named_before(tokens: list[Token], at: int, floor: int) -> list[Candidate]:
    """According to Brenn, '...'; Brenn: '...'."""
    for k in range(floor, at - 2):
        if tokens[k].low == "according":
            phrase = phrase_after(tokens, k + 2, at)
            return [Candidate(9, Reason.ACCORDING, phrase, k)] if phrase else []
        if tokens[k].low == "words" and tokens[k + 1].low == "of" and tokens[k - 1].low == "the":
            phrase = phrase_after(tokens, k + 2, at)
            return [Candidate(9, Reason.ACCORDING, phrase, -1)] if phrase else []
    if tokens[at - 1].tag != Tag.COLON or at - floor > _BEFORE_COLON:
        return []
    phrase = phrase_after(tokens, floor, at)
    if phrase and (
        phrase.last == at - 2
        or tokens[phrase.core_last].tag == Tag.NAME
        or name_beside(tokens, phrase) is not None
    ):
        return [Candidate(7, Reason.COLON, phrase, -1)]
    return []


def _nearest_cue(tokens: list[Token], floor: int, at: int) -> int | None:
    for k in range(at - 1, floor - 1, -1):
        if tokens[k].tag == Tag.CUE:
            return k
        if tokens[k].low == "put" and tokens[k + 1].low == "it":
            return k
    return None


def _framed(
    tokens: list[Token], cue: int, at: int, floor: int, lexis: Lexis, *, after_quotation: bool
) -> list[Candidate]:
    phrase = _subject_of(tokens, cue, floor)
    if phrase is None and cue == floor:
        phrase = phrase_after(tokens, cue + 1, at)
    score, reason = _frame(tokens, cue, at, lexis)
    if score == 0:
        return []
    if phrase is None and after_quotation:
        return [Candidate(score - 1, Reason.GOES_ON, None, cue)]
    if phrase is None:
        return []
    if after_quotation and tokens[floor].tag == Tag.CUE:
        return []
    return [Candidate(score, reason, phrase, cue)]


def _subject_of(tokens: list[Token], cue: int, floor: int) -> Phrase | None:
    if _is_participle(tokens, cue) or tokens[cue - 1].low == "to":
        return named_just_before(tokens, cue, floor) or nearest_clause_subject(tokens, floor, cue)
    phrase = subject_before(tokens, cue, floor)
    if phrase is not None:
        return phrase
    if cue > floor and tokens[cue - 1].tag in "CVvW":
        return clause_subject(tokens, floor, cue)
    return None


def _frame(tokens: list[Token], cue: int, at: int, lexis: Lexis) -> tuple[float, Reason]:
    """How surely the cue frames the quotation, by what stands between them."""
    gap = tokens[cue + 1 : at]
    if len(gap) > _GAP * 2:
        return 0, Reason.BEFORE
    last = gap[-1].tag if gap else ""
    if not gap or (len(gap) == 1 and last in ",:-"):
        return 10, Reason.BEFORE
    if last == Tag.COLON:
        return 9, Reason.BEFORE
    has_pointed = len(gap) == 1 and gap[0].low == "to" and tokens[cue].low in _POINTED
    is_weak = lexis.cues.get(tokens[cue].low) in lexis.weak and not has_pointed
    if last == Tag.COMMA and len(gap) <= _GAP and not any(t.tag in "VvAT" for t in gap):
        return (6.0 if is_weak else 8.5), Reason.BEFORE
    if gap[-1].tag == Tag.THAT and len(gap) < _GAP:
        return 8, Reason.CLAUSE
    return (4.0 if is_weak else 6.5), Reason.CLAUSE


def subject_of_sentence(tokens: list[Token], start: int, end: int) -> tuple[Phrase, int] | None:
    """The subject and the cue of a sentence that reports speech, or None."""
    for cue in range(start, end):
        if tokens[cue].tag == Tag.CUE and not _is_participle(tokens, cue):
            phrase = subject_before(tokens, cue, start)
            if phrase is not None:
                return phrase, cue
    return None
