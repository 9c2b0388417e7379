"""What a sentence reports to have been said, and the sentence it stands in.

Invariants: content is a stretch of one sentence, or two that an attribution parts; "you", "we" and
"it" are no speakers whose words a report could pass on.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from holdfast.methods.corroboration.spans import Span

from .clauses import Clause, is_empty
from .lexis import Lexis
from .phrases import Phrase
from .tokens import Tag, Token


class Sentence(msgspec.Struct, frozen=True):
    """Tokens start..end - 1 of a paragraph's tokens; `taken` are cues that frame a quotation."""

    tokens: list[Token]
    start: int
    end: int
    taken: set[int]
    lexis: Lexis


class Report(NamedTuple):
    """What is said, by whom, to whom; tokens are of one paragraph.

    `rest` is what is said after an attribution in the middle ("The cells, Brenn said, were full");
    `relay` is the outlet that passes on what somebody else says.
    """

    first: int  # first and last token of the content
    last: int
    cue: int
    speaker: Phrase | None
    listener: Phrase | None = None
    is_hearsay: bool = False
    rest: Clause | None = None
    relay: Phrase | None = None

    def clauses(self) -> tuple[Clause, ...]:
        """The content's parts in the order of the text."""
        own = (self.first, self.last)
        return (own,) if self.rest is None else (own, self.rest)

    def spans(self, tokens: list[Token]) -> list[Span]:
        """The content's places in the text."""
        return [Span(tokens[a].start, tokens[b].end) for a, b in self.clauses()]

    def covers(self, other: Report) -> bool:
        """Whether all that `other` says is said here too."""
        return any(a <= other.first and other.last <= b for a, b in self.clauses())


def report_of(
    sentence: Sentence,
    cue: int,
    speaker: Phrase | None,
    listener: Phrase | None,
    clause: Clause | None,
) -> Report | None:
    """The report, or None where nothing is said or the speaker is only grammatical."""
    tokens = sentence.tokens
    if clause is None or speaker is None or is_empty(tokens, clause, sentence.lexis):
        return None
    first = tokens[speaker.first]
    if first.low in ("you", "we", "i", "there", "this", "which") or (
        first.tag == Tag.OBJECT and tokens[cue].low != "according"
    ):
        return None
    if first.low == "it" and tokens[cue].low.endswith("ing"):
        return None
    return Report(clause[0], clause[1], cue, speaker, listener)
