"""Texts that speak for those who wrote them: "the statement reads", "a report by the Network said".

Invariants: words of the report name the author: "by" or "from" beside the text, or a sentence in
which somebody speaks "in a statement". A bare "the statement" may also be that of the body or the
official who spoke last; no witness issues one, and no other text is anybody's by nearness alone.
"""

from __future__ import annotations

from .lexis import Lexis
from .phrases import Phrase, phrase_after
from .tokens import Tag, Token


def text_at(tokens: list[Token], at: int, lexis: Lexis) -> str | None:
    """The kind of text that token `at` names, in the singular, or None."""
    low = tokens[at].low
    return low.removesuffix("s") if low in lexis.words["texts_of_authors"] else None


def writer_after(tokens: list[Token], at: int) -> Phrase | None:
    """Who is named as the author of the text at token `at`: "a statement from the ministry"."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("by", "from"):
        return None
    writer = phrase_after(tokens, at + 2, len(tokens))
    return writer if writer is not None and tokens[writer.first].tag in "XD" else None


def text_spoken_in(tokens: list[Token], start: int, end: int, lexis: Lexis) -> str | None:
    """The kind of text in which a sentence has somebody speak: "said in a joint statement"."""
    for at in range(start, end):
        if tokens[at].low not in ("in", "through", "via"):
            continue
        stop = at + 1
        while stop < end and stop - at < _FAR and tokens[stop].tag in "DWXV":
            kind = text_at(tokens, stop, lexis)
            if kind is not None and tokens[at + 1].tag == Tag.DETERMINER:
                return kind
            stop += 1
    return None


_FAR = 5  # tokens of "in a short written statement"
