"""A sentence that only tells who said the one before it: "This was reported by Northwire."

Invariants: only a sentence of the same paragraph is pointed at, and only where nobody speaks in it
yet; "it" points at nothing, since a thing may be meant.
"""

from __future__ import annotations

from .phrases import Phrase, phrase_after
from .reported import Report, Sentence, report_of
from .tokens import Tag, sentence_bounds


def sentence_before(sentence: Sentence) -> Report | None:
    """What the sentence before says, where this one names who said it; else None."""
    if sentence.start < 2 or sentence.tokens[sentence.start].low not in _POINTING:
        return None
    source = _source(sentence)
    if source is None:
        return None
    first, end = sentence_bounds(sentence.tokens, sentence.start - 2)
    before = sentence.tokens[first:end]
    if len(before) < _FEWEST or any(t.tag in (Tag.QUOTATION, Tag.TERM) for t in before):
        return None
    cue, phrase = source
    return report_of(sentence, cue, phrase, None, (first, end - 1))


def _source(sentence: Sentence) -> tuple[int, Phrase] | None:
    """The verb of "this was reported by Northwire" or "this is according to her", and who."""
    tokens, at = sentence.tokens, sentence.start + 1
    if tokens[sentence.start].low == "the":
        if at >= sentence.end or tokens[at].low not in _NOUNS:
            return None
        at += 1
    if at >= sentence.end or tokens[at].low not in _BE:
        return None
    while at < sentence.end and tokens[at].tag in "AR":
        at += 1
    if at + 2 >= sentence.end:
        return None
    is_said = sentence.lexis.cues.get(tokens[at].low) in _SAID and tokens[at + 1].low == "by"
    is_source = tokens[at].low == "according" and tokens[at + 1].low == "to"
    phrase = phrase_after(tokens, at + 2, sentence.end) if is_said or is_source else None
    return None if phrase is None else (at, phrase)


_FEWEST = 4  # words of a sentence that says something
_POINTING = frozenset(["this", "that", "the"])
_NOUNS = frozenset("news information report account fact figure number claim".split())
_BE = frozenset("is was were has have".split())
_SAID = frozenset(
    "report announce state confirm say tell disclose reveal write claim mention note "
    "declare".split()
)
