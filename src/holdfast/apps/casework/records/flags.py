"""What is sealed of a flag: what, why, by whom, until when, and who lifted it.

Invariants: a flag is lifted, never deleted.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.flags import FlagKind, stands
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Flag(Sealable, frozen=True, kw_only=True):
    """Something to be seen before anybody acts."""

    KIND = "casework.flag"
    KEPT = UntilShredded("who flagged what, and who lifted it, is told while the case is there")
    kind: FlagKind
    why: str
    by: str
    at: dt.datetime
    until: dt.date | None = None
    lifted_by: str = ""
    lifted_at: dt.datetime | None = None
    lifted_why: str = ""

    def stands(self, now: dt.datetime) -> bool:
        """Whether it is to be seen."""
        return stands(self.until, self.lifted_at, now)
