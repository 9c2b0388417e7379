"""Who a member is to the rest of the house.

Invariants: a member is known by an opaque id and two public keys; a name is sealed elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NewType

from holdfast.vault.keys import MemberKeys, PublicIdentity

MemberId = NewType("MemberId", str)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as anyone may see them."""

    id: MemberId
    public: PublicIdentity


@dataclass(frozen=True, slots=True)
class UnlockedMember:
    """A member whose root was unlocked. Apps above pass it on and cannot look inside."""

    id: MemberId
    keys: MemberKeys = field(repr=False)
