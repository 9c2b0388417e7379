"""Words that people type to name the same thing, held against each other.

Invariants: case, spaces at the ends, and how many spaces are between, make no other word.
"""

from __future__ import annotations

from collections.abc import Iterable


def as_typed(words: str) -> str:
    """What two spellings of one word have in common; empty where nothing was typed."""
    return " ".join(words.split()).casefold()


def as_known(typed: str, known: Iterable[str]) -> str:
    """The known spelling of what was typed; what was typed, in single spaces, where none is."""
    wanted = as_typed(typed)
    same = (one for one in known if as_typed(one) == wanted)
    return next(same, " ".join(typed.split())) if wanted else ""
