"""Speech that is reported and not quoted: the clause that is said, and who says it.

Invariants:
- Content is a stretch of one sentence; "that" and the attribution itself are left out of it.
- A cue gives at most one content; a cue with neither "that" nor a clause after it gives none,
  unless it stands at the end of what is said.
"""

from __future__ import annotations

from typing import NamedTuple

from ..spans import Span
from .lexis import Lexis
from .phrases import Phrase, clause_subject, phrase_after, subject_before
from .tokens import Tag, Token


class Report(NamedTuple):
    """What is said, by whom, to whom; tokens are of one paragraph."""

    spans: tuple[Span, ...]
    cue: int
    speaker: Phrase | None
    listener: Phrase | None = None
    is_hearsay: bool = False  # "reportedly": nobody is named
    first: int = -1  # first and last token of the content
    last: int = -1


_CLAUSE_STARTS = frozenset("XWDN#qMQP")
_TAIL = frozenset(["adding", "saying", "noting", "claiming", "insisting", "stressing", "warning"])


def find_reports(tokens: list[Token], taken: set[int], text: str, lexis: Lexis) -> list[Report]:
    """Reported speech in a paragraph; `taken` are cues that frame a quotation."""
    out: list[Report] = []
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].tag != Tag.STOP:
            end += 1
        out.extend(_in_sentence(tokens, start, end, taken, lexis))
        start = end + 1
    return out


def _in_sentence(
    tokens: list[Token], start: int, end: int, taken: set[int], lexis: Lexis
) -> list[Report]:
    out: list[Report] = []
    covered = -1
    for at in range(start, end):
        token = tokens[at]
        if at <= covered and not _opens_own_clause(tokens, at):
            continue
        found = None
        if token.tag == Tag.CUE and at not in taken:
            found = _by_verb(tokens, at, start, end, lexis)
        elif (
            token.low == "according"
            and at + 1 < end
            and tokens[at + 1].low == "to"
            and at not in taken
        ):
            found = _according(tokens, at, start, end)
        elif token.low in lexis.words["hearsay_adverbs"] and token.tag in "RX":
            found = _hearsay(tokens, at, start, end)
        if found is not None and not any(_covers(o, found) for o in out):
            out = [o for o in out if not (o.is_hearsay and _covers(found, o))]
            out.append(found)
            if found.first > at:
                covered = found.last
    return out


def _covers(one: Report, other: Report) -> bool:
    return one.first <= other.first and other.last <= one.last


def _opens_own_clause(tokens: list[Token], at: int) -> bool:
    return tokens[at].low in _TAIL


def _span(tokens: list[Token], first: int, last: int) -> tuple[Span, ...]:
    return (Span(tokens[first].start, tokens[last].end),)


def _content(tokens: list[Token], first: int, end: int) -> tuple[int, int] | None:
    """The clause from `first`: up to the sentence's end or a second attribution."""
    last = end - 1
    for at in range(first + 1, end):
        token, before = tokens[at], tokens[at - 1]
        if token.tag == Tag.SEMICOLON:
            last = at - 1
            break
        if before.tag == Tag.COMMA and (token.low in _TAIL or token.low in ("according", "as")):
            if token.low != "as" or any(t.tag == Tag.CUE for t in tokens[at : at + 4]):
                last = at - 2
                break
        if (
            token.tag == Tag.CUE
            and before.tag == Tag.CONJUNCTION
            and before.low in ("and", "but")
            and at + 1 < end
            and tokens[at + 1].tag in "TNX:"
        ):
            last = at - 2
            break
    while last > first and tokens[last].tag in ",-:C":
        last -= 1
    return (first, last) if last - first >= 1 or tokens[first].tag in "Qq" else None


def _by_verb(tokens: list[Token], cue: int, start: int, end: int, lexis: Lexis) -> Report | None:
    base = lexis.cues[tokens[cue].low]
    speaker = _speaker(tokens, cue, start)
    after = cue + 1
    while after < end and (
        tokens[after].tag in "R"
        or tokens[after].low in ("on", "in")
        and _is_time(tokens, after, end)
    ):
        after = _past_time(tokens, after, end)
    listener, after = _listener(tokens, after, end, base, lexis)
    that = _that(tokens, after, end)
    if that is not None and speaker is not None:
        content = _content(tokens, that + 1, end) if that + 1 < end else None
        return _report(tokens, cue, speaker, listener, content)
    if _ends_there(tokens, cue, after, end):
        return _final(tokens, cue, start, end, speaker, listener)
    if speaker is None:
        return _inverted(tokens, cue, start, end)
    is_clause = base in lexis.bare_clause and _starts_clause(tokens, after, end)
    is_object = base in lexis.with_object and after < end and tokens[after].tag in "XWDNO#qQPA"
    if is_clause or is_object or (after < end and tokens[after].tag == Tag.QUOTATION):
        content = _content(tokens, after, end) if after < end else None
        return _report(tokens, cue, speaker, listener, content)
    return None


def _report(
    tokens: list[Token],
    cue: int,
    speaker: Phrase | None,
    listener: Phrase | None,
    content: tuple[int, int] | None,
) -> Report | None:
    if content is None:
        return None
    first, last = content
    return Report(_span(tokens, first, last), cue, speaker, listener, first=first, last=last)


def _speaker(tokens: list[Token], cue: int, start: int) -> Phrase | None:
    if tokens[cue].low.endswith("ing") and (
        cue == start or tokens[cue - 1].low not in ("is", "are", "was", "were", "been")
    ):
        return clause_subject(tokens, start, cue)
    if cue > start and tokens[cue - 1].low == "to":
        return None
    phrase = subject_before(tokens, cue, start)
    if phrase is None and cue > start and tokens[cue - 1].tag in "CR":
        return clause_subject(tokens, start, cue)
    return phrase


def _is_time(tokens: list[Token], at: int, end: int) -> bool:
    return (
        at + 1 < end
        and tokens[at + 1].tag == Tag.TIME
        or (
            at + 2 < end
            and tokens[at + 1].tag in "DX"
            and tokens[at + 2].low in ("statement", "interview", "letter", "report")
        )
    )


def _past_time(tokens: list[Token], at: int, end: int) -> int:
    if tokens[at].tag == Tag.ADVERB:
        return at + 1
    at += 1
    while at < end and (
        tokens[at].tag in "MD#R" or tokens[at].low in ("statement", "interview", "letter", "report")
    ):
        at += 1
    return at


def _listener(
    tokens: list[Token], after: int, end: int, base: str, lexis: Lexis
) -> tuple[Phrase | None, int]:
    """The one spoken to: "told the agency", "said to reporters"; and where it ends."""
    if after >= end:
        return None, after
    if base in lexis.with_listener:
        if tokens[after].tag == Tag.OBJECT:
            return Phrase(after, after, after), after + 1
        phrase = phrase_after(tokens, after, end)
        if phrase is not None and tokens[phrase.first].tag != Tag.PRONOUN:
            return _short(tokens, phrase, end)
        return None, after
    if tokens[after].low == "to" and base in (
        "say",
        "reveal",
        "explain",
        "report",
        "confirm",
        "admit",
    ):
        phrase = phrase_after(tokens, after + 1, end)
        if phrase is not None:
            return _short(tokens, phrase, end)
    return None, after


def _short(tokens: list[Token], phrase: Phrase, end: int) -> tuple[Phrase, int]:
    """A listener ends before a second name begins a clause ("told Channel Nine he ...")."""
    after = phrase.last + 1
    while after < end and tokens[after].tag in "MR":
        after += 1
    return phrase, after


def _that(tokens: list[Token], after: int, end: int) -> int | None:
    """A "that" which opens the clause, at most a few words after the verb."""
    depth_limit = min(end, after + 10)
    for at in range(after, depth_limit):
        if tokens[at].tag == Tag.THAT:
            return at if at + 1 < end and tokens[at + 1].tag not in "v" else None
        if tokens[at].tag in "VvAN;:Q" or (tokens[at].tag == Tag.CONJUNCTION and at > after):
            return None
        if at == after and tokens[at].low in ("how", "why", "whether", "what", "where", "if"):
            return at - 1
    return None


def _starts_clause(tokens: list[Token], after: int, end: int) -> bool:
    """Whether a subject with its verb follows: "said the cells were full"."""
    if after >= end or tokens[after].tag not in "XWDN#qMQC":
        return False
    return any(
        t.tag in "AvV" or t.low.endswith(("ed", "'s", "n't")) or t.tag == Tag.QUOTATION
        for t in tokens[after + 1 : min(end, after + 25)]
    )


def _ends_there(tokens: list[Token], cue: int, after: int, end: int) -> bool:
    if after >= end:
        return True
    return (
        tokens[after].tag in ",-"
        and end - after < 12
        or tokens[after].tag in "PM"
        and not any(t.tag in "VvATN" for t in tokens[after:end])
        and end - after < 14
    )


def _final(
    tokens: list[Token],
    cue: int,
    start: int,
    end: int,
    speaker: Phrase | None,
    listener: Phrase | None,
) -> Report | None:
    """The cells were full, Brenn said."""
    if speaker is None or speaker.first - 1 <= start:
        return None
    edge = speaker.first - 1
    if tokens[edge].tag != Tag.COMMA:
        return None
    if tokens[edge - 1].tag == Tag.QUOTATION:
        return None
    content = _content(tokens, start, edge)
    if content is None or not any(t.tag in "AvVW" for t in tokens[start:edge]) or edge - start < 3:
        return None
    return _report(tokens, cue, speaker, listener, content)


def _inverted(tokens: list[Token], cue: int, start: int, end: int) -> Report | None:
    """The cells were full, said Ada Brenn of the Network."""
    if cue - 1 <= start or tokens[cue - 1].tag != Tag.COMMA or tokens[cue].low.endswith("ing"):
        return None
    phrase = phrase_after(tokens, cue + 1, end)
    content = _content(tokens, start, cue - 1)
    if phrase is None or content is None or cue - start < 4:
        return None
    return _report(tokens, cue, phrase, None, content)


def _according(tokens: list[Token], at: int, start: int, end: int) -> Report | None:
    phrase = phrase_after(tokens, at + 2, end)
    if phrase is None:
        return None
    if at <= start + 1:
        first = phrase.last + 1
        while first < end and tokens[first].tag != Tag.COMMA:
            first += 1
        content = _content(tokens, first + 1, end) if first + 1 < end else None
    else:
        stop = at - 1 if tokens[at - 1].tag == Tag.COMMA else at
        content = _content(tokens, start, stop) if stop > start else None
    return _report(tokens, at, phrase, None, content)


def _hearsay(tokens: list[Token], at: int, start: int, end: int) -> Report | None:
    last = end - 1
    first = start
    while first < last and tokens[first].tag in "C,R":
        first += 1
    if last - first < 2:
        return None
    content = _content(tokens, first, end)
    if content is None:
        return None
    return Report(
        _span(tokens, *content), at, None, is_hearsay=True, first=content[0], last=content[1]
    )
