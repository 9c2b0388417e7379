"""How much may be asked about who was here before, as pure functions.

Invariants: it answers a member who speaks with somebody; it does not match lists. A question of
many numbers, or too many questions an hour, gets no answer at all: not a part of one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from .cases import MOST_NUMBERS, MOST_WORDS, name_words, phone_ends

AN_HOUR = dt.timedelta(hours=1)
MOST_AN_HOUR = 20


def is_bounded(words: str) -> bool:
    """Whether this is a question about one person: few words, few telephone numbers."""
    return (
        len(words.split()) <= 2 * MOST_WORDS
        and len(name_words(words)) <= MOST_WORDS
        and len(phone_ends(words)) <= MOST_NUMBERS
    )


def are_too_many(asked_at: Iterable[dt.datetime], now: dt.datetime) -> bool:
    """Whether somebody who asked at these moments has to wait before they ask again."""
    return sum(now - at < AN_HOUR for at in asked_at) >= MOST_AN_HOUR
