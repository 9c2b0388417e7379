"""What is sealed of a loss: that the list of who is exposed was asked for, and why.

Invariants: the list itself is never stored; the note holds opaque ids and the words of whoever
asked.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.losses import LossKind
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class LossNote(Sealable, frozen=True, kw_only=True):
    """That a member asked who is exposed by a loss, and why."""

    KIND = "casework.loss_note"
    KEPT = UntilShredded("who asked for such a list answers for it")
    kind: LossKind
    lost: str
    by: str
    reason: str
    at: dt.datetime


class CallSheet(Sealable, frozen=True, kw_only=True):
    """That a member opened the list of whom to call after a loss, to read or print it."""

    KIND = "casework.call_sheet"
    KEPT = UntilShredded("who opened such a list answers for it")
    kind: LossKind
    lost: str
    by: str
    at: dt.datetime
