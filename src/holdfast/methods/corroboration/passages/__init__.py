"""Shared words: passages that stand in several places, and whether two quotations are one.

`find_passages` reads texts; `fingerprint` and `join` are its two halves, for worker processes.
`same_words` compares two quotations.
"""

from .fingerprint import (
    Fingerprint,
    PackedFingerprint,
    ReportText,
    fingerprint,
    pack,
    unpack,
    without_words,
)
from .quotations import (
    Likeness,
    SameWords,
    are_same_words,
    comparable_words,
    negations_in,
    same_words,
)
from .search import find_passages, join
from .short import ShortQuotations
from .words import plain_words

__all__ = [
    "Fingerprint",
    "Likeness",
    "PackedFingerprint",
    "ReportText",
    "SameWords",
    "ShortQuotations",
    "are_same_words",
    "comparable_words",
    "find_passages",
    "fingerprint",
    "join",
    "negations_in",
    "pack",
    "plain_words",
    "same_words",
    "unpack",
    "without_words",
]
