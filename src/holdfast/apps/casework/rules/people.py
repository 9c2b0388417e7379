"""What somebody of the network is to us, and whether they can be asked, as plain words.

Invariants: a helper holds no key; a role says what they do, never who they are. Somebody who is to
become a member is vetted as a helper first.
"""

from __future__ import annotations

from enum import StrEnum

from holdfast.apps.keyring.rules import ScopeId

HelperId = ScopeId


class HelperRole(StrEnum):
    """What somebody of the network does."""

    HOST = "host"
    DRIVER = "driver"
    ESCORT = "escort"
    VOUCHER = "voucher"
    MEMBER = "member to be"


class HelperState(StrEnum):
    """Whether somebody of the network can be asked."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    RESTING = "resting"
    SUSPECT = "suspect"
    DETAINED = "detained"
    RETIRED = "retired"


ASKABLE = frozenset({HelperState.ACTIVE})
