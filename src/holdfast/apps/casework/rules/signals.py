"""What is to be looked at in somebody's contact, as pure functions: never a verdict.

Invariants:
- A signal asks a person to look; nothing follows from it by itself.
- Numbers are compared by a keyed mark that lives as long as one question, and a few at a time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum

from holdfast.kernel.partial_date import PartialDate

from .cases import phone_ends

MOST_COMPARED = 6
_MARK_BYTES = 16


class Signal(StrEnum):
    """What somebody should look at."""

    ASKS_WHEREABOUTS = "asks for others' whereabouts"
    AVOIDS_LIVE_CHECK = "avoids a live check"
    REUSED_PHOTO = "reused photo"
    REUSED_NUMBER = "reused number"
    CHAIN_ENDS_DETAINED = "voucher chain ends at someone detained"
    CONTACT_AFTER_DETENTION = "contact resumed after detention"


TICKED = (
    Signal.ASKS_WHEREABOUTS,
    Signal.AVOIDS_LIVE_CHECK,
    Signal.REUSED_PHOTO,
    Signal.CONTACT_AFTER_DETENTION,
)


def marks_of(numbers: Iterable[str], key: bytes) -> set[bytes]:
    """The keyed marks of the first few telephone numbers: equal for equal ends, under one key."""
    ends = sorted({end for number in numbers for end in phone_ends(number)})[:MOST_COMPARED]
    return {_mark(end, key) for end in ends}


def sharing(marks: set[bytes], others: Mapping[str, set[bytes]]) -> list[str]:
    """Who of the others has one of these marks too."""
    return sorted(id_ for id_, theirs in others.items() if marks & theirs)


def resumed_after_detention(detained: Iterable[str], contacts: Iterable[str]) -> dt.date | None:
    """The last day of a contact that is surely later than a detention; None where there is none.

    Dates are written as in a timeline: `2017`, `2017-03`, `2017-03-20`.
    """
    began = [PartialDate.parse(on).last_day() for on in detained]
    if not began:
        return None
    later = [day for on in contacts if (day := PartialDate.parse(on).first_day()) > min(began)]
    return max(later, default=None)


def _mark(end: str, key: bytes) -> bytes:
    return hashlib.blake2b(end.encode(), key=key, digest_size=_MARK_BYTES).digest()
