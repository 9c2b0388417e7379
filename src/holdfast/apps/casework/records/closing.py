"""What is sealed of keeping a closed case: until when, why, and who decided it.

Invariants: it destroys nothing by itself.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Keeping(Sealable, frozen=True, kw_only=True):
    """That a closed case is kept until a day, and why."""

    KIND = "casework.keeping"
    KEPT = UntilShredded("it goes with the case that it keeps")
    until: dt.date
    reason: str
    by: str
    at: dt.datetime
