"""Between this outlet and the speaker: who was told, who passed it on, who confirmed it.

Invariants: a link is stated in words of the same sentence, or of an earlier one that says who spoke
with whom; nothing is a link because it stands near.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.methods.corroboration.record import SourceKind

from .kinds import head_of, kind_of_role
from .lexis import Lexis
from .phrases import Phrase, phrase_after, subject_before
from .tokens import Tag, Token


class Relay(NamedTuple):
    """ "as reported by X", "citing X": `is_origin` where X is the one cited, not the one citing.

    `lead` is the token of "as", where the words need no speaker beside X.
    """

    phrase: Phrase
    at: int
    is_origin: bool = False
    lead: int | None = None


class Meeting(NamedTuple):
    """X spoke with Y: what Y says, X was told."""

    listener: Phrase
    speaker: Phrase


_SAID_TO = frozenset("say explain add repeat describe complain".split())
_BY = frozenset(["reported", "quoted", "cited", "told", "published", "revealed"])
_ORIGIN = frozenset(["citing", "quoting"])
_REACHED = frozenset(["contacted", "interviewed", "met", "reached"])
_MET = frozenset(["spoke", "talked", "interviewed", "met", "speaks", "interviews"])


def relays_in(tokens: list[Token], start: int, end: int) -> list[Relay]:
    """The voices that a sentence names as having passed something on."""
    out = []
    for at in range(start, end):
        low = tokens[at].low
        lead = _lead_of(tokens, at, start) if low in _BY and at + 2 < end else None
        if lead is not None:
            first = at + 2 if tokens[at + 1].low in ("by", "in", "on") else None
            phrase = None if first is None else phrase_after(tokens, first, end)
            if phrase is not None:
                is_as = tokens[lead].low == "as"
                out.append(Relay(phrase, at, lead=lead if is_as else None))
        elif low in _ORIGIN and at + 1 < end:
            phrase = phrase_after(tokens, at + 1, end)
            if phrase is not None:
                out.append(Relay(phrase, at, is_origin=True))
        elif low in ("quoted", "cited", "quotes", "cites") and at + 2 < end:
            found = subject_before(tokens, at, start)
            is_quoting = any(t.low == "saying" for t in tokens[at + 2 : min(end, at + 16)])
            if found is not None and is_quoting and tokens[at - 1].tag != Tag.AUXILIARY:
                out.append(Relay(found, at))
        elif low == "as" and at + 2 < end:
            passing = _as_x_reports(tokens, at, end)
            if passing is not None:
                out.append(passing)
    return out


def _lead_of(tokens: list[Token], at: int, start: int) -> int | None:
    """The "as" before "previously reported", or the comma before "quoted"."""
    back = at - 1
    while back >= start and tokens[back].tag in "RA":
        back -= 1
    if back < start:
        return None
    is_quoted = tokens[at].low in ("quoted", "cited") and tokens[at + 1].low == "by"
    is_lead = tokens[back].low == "as" or (is_quoted and tokens[back].tag == Tag.COMMA)
    return back if is_lead else None


def _as_x_reports(tokens: list[Token], at: int, end: int) -> Relay | None:
    phrase = phrase_after(tokens, at + 1, end)
    if phrase is None or phrase.last + 1 >= end or tokens[phrase.first].tag != Tag.NAME:
        return None
    verb = tokens[phrase.last + 1]
    return (
        Relay(phrase, at, lead=at)
        if verb.low in ("reported", "reports", "wrote", "writes")
        else None
    )


def opening_outlet(tokens: list[Token], start: int, end: int) -> Phrase | None:
    """The name before a colon that opens a paragraph: "Channel Nine: ..."."""
    phrase = phrase_after(tokens, start, min(end, start + 7))
    if phrase is None or phrase.last + 1 >= end or tokens[phrase.last + 1].tag != Tag.COLON:
        return None
    return phrase if tokens[phrase.core_last].tag == Tag.NAME else None


def meetings_in(tokens: list[Token], start: int, end: int) -> list[Meeting]:
    """Who spoke with whom: "David Hale spoke with a representative of the Network"."""
    out = []
    for at in range(start, end - 1):
        reached = _reached(tokens, at, start) if tokens[at].low in _REACHED else None
        if reached is not None:
            out.append(reached)
            continue
        if tokens[at].low not in _MET:
            continue
        first = at + 1
        if tokens[first].low in ("with", "to"):
            first += 1
        elif tokens[at].low not in ("interviewed", "interviews", "met"):
            continue
        speaker = phrase_after(tokens, first, end)
        listener = subject_before(tokens, at, start)
        if speaker is not None and listener is not None:
            out.append(Meeting(listener, speaker))
    return out


def _reached(tokens: list[Token], at: int, start: int) -> Meeting | None:
    """One woman the Ledger contacted said: `at` is the verb between the medium and "said"."""
    if tokens[at + 1].tag != Tag.CUE:
        return None
    first = at
    while first > start and tokens[first - 1].tag == Tag.NAME:
        first -= 1
    stop = first - (first > start and tokens[first - 1].tag == Tag.DETERMINER)
    if first == at or stop <= start:
        return None
    speaker = phrase_after(tokens, start, stop)
    if speaker is None or speaker.last + 1 != stop:
        return None
    return Meeting(Phrase(stop, at - 1, at - 1), speaker)


def listener_after(tokens: list[Token], cue: int, end: int, lexis: Lexis) -> Phrase | None:
    """Who is told beside a quotation: "told Channel Nine", "said in an interview with the Post"."""
    limit = min(end, cue + 16)
    if cue + 1 < end and lexis.cues.get(tokens[cue].low) in lexis.with_listener:
        phrase = phrase_after(tokens, cue + 1, end)
        if tokens[cue + 1].low in ("us", "me"):
            return Phrase(cue + 1, cue + 1, cue + 1)
        if phrase is not None and tokens[phrase.first].tag not in "NO":
            return phrase
    if lexis.cues.get(tokens[cue].low) in _SAID_TO:
        return _said_to(tokens, cue, limit) or interview_in(tokens, cue, limit)
    return interview_in(tokens, cue, limit)


def _said_to(tokens: list[Token], cue: int, limit: int) -> Phrase | None:
    """Who hears it in "Said Brenn to reporters: '...'", "said Ada Brenn, a lawyer, to the Post"."""
    for at in range(cue + 1, limit - 1):
        if tokens[at].tag in "VvAQT:.;":
            return None
        if tokens[at].low != "to" or tokens[at + 1].tag not in "XWD":
            continue
        phrase = phrase_after(tokens, at + 1, limit)
        if phrase is None or not _can_hear(tokens, at, phrase):
            return None
        is_last = phrase.last + 1 >= len(tokens) or tokens[phrase.last + 1].tag in ":,.;QM"
        return phrase if is_last else None
    return None


def _can_hear(tokens: list[Token], to: int, phrase: Phrase) -> bool:
    """Whether a name or a medium follows "to", and no office such as "adviser" governs it."""
    if head_of([tokens[to - 1].low]) is not None:
        return False
    last = tokens[phrase.core_last]
    return last.tag == Tag.NAME or kind_of_role(last.low) is SourceKind.OUTLET


def interview_in(tokens: list[Token], start: int, end: int) -> Phrase | None:
    """The outlet of "in an interview with X", "speaking to X", "on air to X"."""
    for at in range(start, end - 2):
        low, following = tokens[at].low, tokens[at + 1].low
        is_interview = low in ("interview", "conversation") and following in ("with", "to", "for")
        is_speaking = low in ("speaking", "talking", "air", "exclusively") and following in (
            "to",
            "with",
        )
        if is_interview or is_speaking:
            return phrase_after(tokens, at + 2, end)
    return None
