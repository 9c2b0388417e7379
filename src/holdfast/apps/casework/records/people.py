"""What is sealed of a person of the network: what they do for us, and apart from it who they are.

Invariants: a name, a number or an address of a helper stands in HelperIdentity, under the identity
key of a scope of their own, and nowhere else.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Helper(Sealable, frozen=True, kw_only=True):
    """Somebody of the network: a host, a driver, an escort, a voucher, or several of these."""

    KIND = "casework.helper"
    KEPT = UntilShredded("whoever was vetted once must be known as long as anybody could ask them")
    alias: str
    short: str = ""
    roles: tuple[HelperRole, ...] = ()
    state: HelperState = HelperState.PROPOSED
    says: str = ""


class HelperIdentity(Sealable, frozen=True, kw_only=True):
    """Who they are, and how they are reached."""

    KIND = "casework.helper_identity"
    KEPT = UntilShredded("it is needed to warn them, and to keep their name out of what leaves")
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    notes: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves; notes are free text and are not searched."""
        return (
            *(("person", name) for name in self.names),
            *(("phone", phone) for phone in self.phones),
            ("address", self.address),
        )


class HelperOpening(Sealable, frozen=True, kw_only=True):
    """That a member opened who a helper is, and why."""

    KIND = "casework.helper_opening"
    KEPT = UntilShredded("who looked is told as long as there is something to look at")
    member: str
    reason: str
    at: dt.datetime
