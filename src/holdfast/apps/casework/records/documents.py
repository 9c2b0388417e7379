"""What is sealed of a document: what it is, who has it, until when, and what must be done.

Invariants: its number stands in Identity, never here.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.documents import DocumentKind, Holder, Renewal
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Document(Sealable, frozen=True, kw_only=True):
    """One document; `of` is the record of somebody of the household, empty for whom it is about."""

    KIND = "casework.document"
    KEPT = UntilShredded("a lost paper is known by it as long as anybody could use it")
    kind: DocumentKind
    of: str = ""
    holder: Holder = Holder.SELF
    expires: dt.date | None = None
    alerts_home: Answer = Answer.UNKNOWN
    renewal: Renewal = Renewal.OPEN
    is_for_travel: bool = False
    action: str = ""
    action_by: dt.date | None = None
    notes: str = ""
