"""That somebody asked whether a person was seen before: a card that the whole team can read.

Invariants: it says who asked, when, and how many were found; never what was asked, nor who was.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import Rule


class Asked(Sealable, frozen=True, kw_only=True):
    """One question, or that one was refused because of how many there were."""

    KIND = "casework.asked"
    KEPT = Rule(weeks=52)
    by: str
    at: dt.datetime
    hits: int
    is_refused: bool = False
