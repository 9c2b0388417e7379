"""Making members, and unlocking one whose root is at hand.

Invariants: a root is never stored here; what is unlocked fits the row's public keys or is refused.
"""

from __future__ import annotations

from holdfast.apps.accounts.errors import ForeignRootError
from holdfast.apps.accounts.models import MemberRow, Profile
from holdfast.apps.accounts.queries import member
from holdfast.apps.accounts.rules import Alias, MemberId, UnlockedMember
from holdfast.kernel.identifiers import random_alias, random_id
from holdfast.vault.keys import Root, member_keys


def new_member(root: Root) -> UnlockedMember:
    """A member whose keys come from `root`, unlocked, and of whom nothing is stored yet."""
    return UnlockedMember(MemberId(random_id()), member_keys(root))


def store_member(unlocked: UnlockedMember) -> None:
    """The member's row: an id and two public keys."""
    public = unlocked.keys.public
    MemberRow.objects.create(id=unlocked.id, box_public=public.box, signing_public=public.signing)


def create_member(root: Root) -> UnlockedMember:
    """A new member whose keys come from `root`, stored and unlocked."""
    unlocked = new_member(root)
    store_member(unlocked)
    return unlocked


def unlock(member_id: MemberId, root: Root) -> UnlockedMember:
    """The member, unlocked. Raises NoSuchMemberError, ForeignRootError."""
    keys = member_keys(root)
    if member(member_id).public != keys.public:
        raise ForeignRootError
    return UnlockedMember(member_id, keys)


def free_alias() -> Alias:
    """An alias that nobody has, drawn at random: it says nothing of anybody."""
    while True:
        alias = Alias(random_alias())
        if not Profile.objects.filter(alias=alias).exists():
            return alias
