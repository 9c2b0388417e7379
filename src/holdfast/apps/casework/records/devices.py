"""What is sealed of a device: whose it is, what is known against it, and since when it is clean.

Invariants: its number, and the accounts on it, stand in Identity, never here.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.devices import BoughtBy, Condition, DeviceKind, Fate, Stalkerware
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Device(Sealable, frozen=True, kw_only=True):
    """One device; `of` is the record of somebody of the household, empty for whom it is about."""

    KIND = "casework.device"
    KEPT = UntilShredded("a lost device is known by it as long as anybody could use it")
    kind: DeviceKind
    called: str = ""
    of: str = ""
    bought_by: BoughtBy = BoughtBy.UNKNOWN
    has_shared_account: Answer = Answer.UNKNOWN
    stalkerware: Stalkerware = Stalkerware.NOT_LOOKED
    was_seized: Answer = Answer.UNKNOWN
    shares_location: Answer = Answer.UNKNOWN
    fate: Fate = Fate.KEPT
    clean_since: dt.date | None = None
    notes: str = ""

    @property
    def condition(self) -> Condition:
        """What the rules look at."""
        return Condition(
            self.fate,
            self.stalkerware,
            self.has_shared_account,
            self.shares_location,
            self.was_seized,
            self.clean_since,
        )
