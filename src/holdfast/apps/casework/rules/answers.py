"""Answers to questions that nobody may be able to answer yet.

Invariants: not knowing is an answer of its own, and never counts as a no.
"""

from __future__ import annotations

import re
from enum import StrEnum

_NUMBER = re.compile(r"\d{6,}")


class Answer(StrEnum):
    """Yes, no, or not known."""

    UNKNOWN = "not known"
    YES = "yes"
    NO = "no"


def holds_a_number(text: str) -> bool:
    """Whether a text holds six digits in a row: a document's or a telephone's, not a date."""
    return bool(_NUMBER.search(text.replace(" ", "")))
