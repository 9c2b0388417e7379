"""What this app seals, and how its bytes are read.

Invariants:
- Kind and schema version are inside: nothing of them stands in clear.
- Another kind, another form or a later version is refused, never guessed at.
- A card is signed by whoever set it, over all of its fields and its place.

    plaintext = msgpack [kind, schema version, fields]
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, TypeVar

import msgspec

from holdfast.vault.envelope import Plaintext, SymmetricKey
from holdfast.vault.keys import (
    BoxPrivate,
    BoxPublic,
    KeyringKey,
    MemberKeys,
    PublicIdentity,
    SecondFactorKey,
    SigningPrivate,
    SigningPublic,
    length_prefixed,
)

from .errors import AccountError, NewerStoreError
from .rules import MemberId, Role, UnlockedMember


class UnreadableValueError(AccountError):
    """A sealed value of another kind or form than its place says."""

    code = "accounts.unreadable_value"
    says = "A sealed value of a member is not of its form. It is stored as it was."
    next_step = "Restore the newest backup beside it, and compare."


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every value that is sealed here."""

    KIND: ClassVar[str]
    SCHEMA: ClassVar[int] = 1

    def __repr__(self) -> str:
        """The kind alone: a session holds keys, and a card a name."""
        return f"<{self.KIND}>"


T = TypeVar("T", bound=Value)
_HEAD = msgspec.msgpack.Decoder(tuple[str, int, msgspec.Raw])


def encode(value: Value) -> Plaintext:
    """The bytes of a value, ready to be sealed."""
    return Plaintext(msgspec.msgpack.encode((value.KIND, value.SCHEMA, value)))


def decode(plaintext: bytes, kind: type[T]) -> T:
    """The value of these bytes. Raises UnreadableValueError, NewerStoreError."""
    try:
        name, schema, fields = _HEAD.decode(plaintext)
        if name == kind.KIND and schema > kind.SCHEMA:
            raise NewerStoreError
        if (name, schema) != (kind.KIND, kind.SCHEMA):
            raise UnreadableValueError
        return msgspec.msgpack.decode(fields, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise UnreadableValueError from None


# ------------------------------------------------------------ members


class Card(Value, frozen=True, kw_only=True):
    """What the team knows of a member: sealed under the directory's key, signed by `by`."""

    KIND = "accounts.card"
    member: str
    alias: str
    called: str  # what the team calls them; only ever here
    roles: tuple[Role, ...]
    has_left: bool
    box: bytes
    signing: bytes
    by: str
    by_signing: bytes
    former: tuple[bytes, ...] = ()  # signing keys from before a new root: what they signed stays
    signature: bytes = b""

    @property
    def public(self) -> PublicIdentity:
        """The public keys that were compared by voice."""
        return PublicIdentity(BoxPublic(self.box), SigningPublic(self.signing))

    def signed_bytes(self, installation: str) -> bytes:
        """What `by` signs: every field, and the installation."""
        texts = ("card", installation, self.member, self.alias, self.called, self.by)
        roles = ",".join(sorted(self.roles))
        left = "left" if self.has_left else "here"
        encoded = (text.encode() for text in (*texts, roles, left))
        keys = (self.box, self.signing, self.by_signing, *self.former)
        return length_prefixed(*encoded, *keys)


class SecondFactor(Value, frozen=True, kw_only=True):
    """A member's second factor, or that there is none. Every member has this record."""

    KIND = "accounts.second_factor"
    secret: bytes = b""
    pending: bytes = b""  # shown, and not yet proven by a first code
    used_step: int = 0


# ------------------------------------------------------------ invitations


class Offer(Value, frozen=True, kw_only=True):
    """What an invitation says, signed by the inviter. Opened with the invitation's code."""

    KIND = "accounts.offer"
    invitation: str
    alias: str
    inviter: str
    box: bytes
    signing: bytes
    expires_at: dt.datetime
    signature: bytes = b""

    @property
    def inviter_public(self) -> PublicIdentity:
        """The inviter's public keys, to be compared by voice."""
        return PublicIdentity(BoxPublic(self.box), SigningPublic(self.signing))

    def signed_bytes(self, installation: str) -> bytes:
        """What the inviter signs."""
        moment = self.expires_at.isoformat()
        texts = ("offer", installation, self.invitation, self.alias, self.inviter, moment)
        return length_prefixed(*(text.encode() for text in texts), self.box, self.signing)


class Memo(Value, frozen=True, kw_only=True):
    """What the inviter keeps of an invitation: sealed under their own key."""

    KIND = "accounts.memo"
    code: bytes
    alias: str
    called: str
    roles: tuple[Role, ...]
    expires_at: dt.datetime


class Answer(Value, frozen=True, kw_only=True):
    """The keys of who accepted: sealed under the invitation's code."""

    KIND = "accounts.answer"
    member: str
    box: bytes
    signing: bytes

    @property
    def public(self) -> PublicIdentity:
        """The public keys that arrived."""
        return PublicIdentity(BoxPublic(self.box), SigningPublic(self.signing))


# ------------------------------------------------------------ sessions


class Session(Value, frozen=True, kw_only=True):
    """A member's keys for the length of a session. The root is not among them."""

    KIND = "accounts.session"
    member: str
    box: bytes
    signing: bytes
    keyring: bytes
    second_factor: bytes
    box_public: bytes
    signing_public: bytes
    generation: int
    started_at: dt.datetime
    seen_at: dt.datetime

    def unlocked(self) -> UnlockedMember:
        """The member whose session this is."""
        keys = MemberKeys(
            public=PublicIdentity(BoxPublic(self.box_public), SigningPublic(self.signing_public)),
            box=BoxPrivate(self.box),
            signing=SigningPrivate(self.signing),
            keyring=KeyringKey(SymmetricKey(self.keyring)),
            second_factor=SecondFactorKey(SymmetricKey(self.second_factor)),
        )
        return UnlockedMember(MemberId(self.member), keys)


def session_of(member: UnlockedMember, *, generation: int, now: dt.datetime) -> Session:
    """A session of this member that begins now."""
    keys = member.keys
    return Session(
        member=member.id,
        box=keys.box,
        signing=keys.signing,
        keyring=keys.keyring,
        second_factor=keys.second_factor,
        box_public=keys.public.box,
        signing_public=keys.public.signing,
        generation=generation,
        started_at=now,
        seen_at=now,
    )
