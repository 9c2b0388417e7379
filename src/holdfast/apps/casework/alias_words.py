"""Words for cases and places that say nothing of whoever they stand for.

Invariants: drawn by chance, so that no order of words shows an order of cases.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib import resources

from holdfast.kernel.identifiers import random_alias


def free_alias(taken: set[str]) -> str:
    """A word that is not taken, or a random alias where all are."""
    free = [word for word in alias_words() if word not in taken]
    return secrets.choice(free) if free else random_alias()


@cache
def alias_words() -> tuple[str, ...]:
    """All words that can be given."""
    text = resources.files(__package__).joinpath("aliases.txt").read_text("utf-8")
    return tuple(text.split())
