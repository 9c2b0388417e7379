"""How to read the record, and what it cannot tell.

Invariants:
- The limits stand on a page of the record itself, so that they travel with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.rendering.tree import (
    Block,
    Definition,
    Definitions,
    Document,
    Item,
    Items,
    Note,
    Section,
    Tone,
)

from .shelf import Shelf
from .summary import NEVER_PROOF

_WORDS = {
    "Report": "A published text: one file that was read. ○ in the tables.",
    "Statement": "A stretch of a report in which somebody says something, quoted or told, or in "
    "which the outlet itself asserts something.",
    "Source": "Whoever says something: a witness, an organisation, an official, an outlet.",
    "Origin": "The witness, or the organisation that first collected or asserted it. ● in the "
    "tables. An outlet that cites another adds none; a quotation seen in two reports is one; "
    "several interviews of one organisation are one.",
    "4–7": "The fewest and the most origins there may be. Unnamed people may or may not be the "
    "same; ◌ stands for those that might be one more.",
    "Not counted": "Who adds no origin, with the reason: an outlet that passes on, or words for "
    "which nobody is named.",
    "Chain": "The way of the words, from who said them, over whom they were told to, to the "
    "outlet you read.",
    "Figure": "A number with the bounds its words carry. “At least 3” has an open end and is "
    "drawn so; “dozens” is read as at least 24, “hundreds” as at least 200.",
    "Judged by a person": "Somebody has corrected or confirmed it in corrections.csv. All else "
    "is the machine’s reading.",
}
_LIMITS = """
It reads words, not the world. That many say a thing does not make it true, and that one says it
does not make it false.

It may give a quotation to the wrong speaker or miss one. Read the marked words before you rely on
a line; every line leads to them.

It cannot see who stands behind an unnamed source. Two reports may rest on one person whom both
protect; that is why origins have a least and a most.

It follows rules made for some languages. Reports it understood only in part say so on their page.

Denials are counted like other statements. How much a denial by those accused weighs is for a
person to judge.

It may hold names that put people in danger. It is working material, not a publication: check what
it gives away before you pass it on.
"""
_SAME_AGAIN = (
    "The same reports, lexicon, corrections and version of Holdfast give the same record, byte for "
    "byte. No report was changed."
)


def about_document(shelf: Shelf) -> Document:
    """The page of words, limits and files."""
    made = shelf.record.made_with
    how = {"Holdfast": made.holdfast, "Lexicon": made.lexicon, "Format": shelf.record.format}
    same_again = Note(content=(_SAME_AGAIN,), tone=Tone.PLAIN)
    blocks: tuple[Block, ...] = (
        Note(content=(NEVER_PROOF,)),
        Section(heading=("What the words mean",), blocks=(_definitions(_WORDS),)),
        Section(heading=("What it cannot tell",), blocks=(_limits(),)),
        Section(heading=("How it was made",), blocks=(_definitions(how), same_again)),
    )
    return Document(title="How to read this record", language="en", blocks=blocks)


def _definitions(words: Mapping[str, str]) -> Definitions:
    items = (Definition(term=term, content=(said,)) for term, said in words.items())
    return Definitions(items=tuple(items))


def _limits() -> Items:
    limits = (" ".join(limit.split()) for limit in _LIMITS.strip().split("\n\n"))
    return Items(items=tuple(Item(content=(limit,)) for limit in limits))
