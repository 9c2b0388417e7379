"""An utterance on its way: found, not yet numbered.

Invariants: spans are in the order of the text; `mention` is the words that name the speaker right
there, None where the speaker is only understood.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span

from .members import Member
from .quotations import Lead, Quotation

FEWEST_WORDS = 3


@dataclass(slots=True)
class Draft:
    """An utterance before its voices are numbered."""

    spans: list[Span]
    form: Form
    paragraph: int
    cue: Span | None = None
    lemma: str | None = None
    speaker: Member | None = None
    mention: Span | None = None
    told_to: Member | None = None
    told_at: Span | None = None
    relays: list[Member] = field(default_factory=list)
    confirmed_by: list[Member] = field(default_factory=list)
    is_outlet: bool = False
    is_outlet_told: bool = False  # "told us", "told this newspaper"
    is_explicit: bool = False  # its own words name the speaker


def stands_alone(quotation: Quotation) -> bool:
    """Whether words in marks are something said, though nobody is named for them."""
    if quotation.lead is Lead.WORD:
        return False
    if quotation.is_paragraph:
        return quotation.words >= FEWEST_WORDS
    if quotation.lead is Lead.COLON:
        return quotation.words >= FEWEST_WORDS and quotation.starts_high
    if quotation.lead is Lead.START and quotation.ends_inside and quotation.starts_high:
        return quotation.words > FEWEST_WORDS
    is_whole = quotation.ends_sentence and quotation.starts_high
    return is_whole and quotation.words >= 5
