"""What is sealed of an approval: what somebody asked for, why, and what came of it.

Invariants: it stands in the case that it is about; `wanted` says what is done once it is granted.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.approvals import ApprovalKind, Decision, Needed
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Approval(Sealable, frozen=True, kw_only=True):
    """Something asked for, and who decided on it."""

    KIND = "casework.approval"
    KEPT = UntilShredded("who allowed what is told as long as the case is there")
    kind: ApprovalKind
    what: str
    why: str
    needed: Needed
    by: str
    at: dt.datetime
    wanted: str = ""
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: dt.datetime | None = None
    says: str = ""
