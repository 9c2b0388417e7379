"""What is sealed of traces: whose number is in whose phone, whom a document names.

Invariants: a trace holds opaque ids; no number and no name stands in it.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Trace(Sealable, frozen=True, kw_only=True):
    """That the phone or a document of a case leads to somebody or some place."""

    KIND = "casework.trace"
    KEPT = UntilShredded("what a phone held is exposed with it for ever")
    held_in: TraceIn
    leads_to: LeadsTo
    id: str
    by: str
    at: dt.datetime
    gone_at: dt.date | None = None
