"""Reading members. Invariant: what is returned is frozen, and holds public keys only."""

from __future__ import annotations

from holdfast.vault.keys import BoxPublic, PublicIdentity, SigningPublic

from .errors import NoSuchMemberError
from .models import MemberRow
from .rules import Member, MemberId


def member(member_id: MemberId) -> Member:
    """The member with this id. Raises NoSuchMemberError."""
    row = MemberRow.objects.filter(pk=member_id).first()
    if row is None:
        raise NoSuchMemberError
    public = PublicIdentity(
        BoxPublic(bytes(row.box_public)), SigningPublic(bytes(row.signing_public))
    )
    return Member(member_id, public)


def is_member(member_id: MemberId) -> bool:
    """Whether there is such a member."""
    return bool(MemberRow.objects.filter(pk=member_id).exists())
