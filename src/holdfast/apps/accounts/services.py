"""Making members, and unlocking one whose root is at hand.

Invariants: a root is never stored here; what is unlocked fits the row's public keys or is refused.
"""

from __future__ import annotations

from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import Root, member_keys

from .errors import ForeignRootError
from .models import MemberRow
from .queries import member
from .rules import MemberId, UnlockedMember


def create_member(root: Root) -> UnlockedMember:
    """A new member whose keys come from `root`, unlocked."""
    keys = member_keys(root)
    member_id = MemberId(random_id())
    MemberRow.objects.create(
        id=member_id, box_public=keys.public.box, signing_public=keys.public.signing
    )
    return UnlockedMember(member_id, keys)


def unlock(member_id: MemberId, root: Root) -> UnlockedMember:
    """The member, unlocked. Raises NoSuchMemberError, ForeignRootError."""
    keys = member_keys(root)
    if member(member_id).public != keys.public:
        raise ForeignRootError
    return UnlockedMember(member_id, keys)
