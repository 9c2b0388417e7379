"""What is sealed of a part that was handed to somebody: to whom, which leg, until when.

Invariants: neither half of what opens it is kept; what was told stands in their mailbox only.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.intake.rules import ErrandKind
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class HandedPart(Sealable, frozen=True, kw_only=True):
    """That a host or a driver was given a link and a word for their part of a journey."""

    KIND = "casework.handed_part"
    KEPT = UntilShredded("who was told of a journey is exposed with it")
    journey: str
    leg: int
    kind: ErrandKind
    alias: str
    conversation: str
    until: dt.datetime
    by: str
    at: dt.datetime
    is_ended: bool = False
