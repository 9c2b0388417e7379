"""Reading members. Invariant: what is returned is frozen, and is shown only to whom it may be.

A card counts only where its signature is by somebody the directory knows, and where the ledger
knows of no newer one.
"""

from __future__ import annotations

import base64
import hashlib

from holdfast.apps.ledger import queries as ledger
from holdfast.vault.envelope import Sealed, open_sealed
from holdfast.vault.errors import BadSignatureError
from holdfast.vault.grants import Grant, accept
from holdfast.vault.keys import (
    BoxPublic,
    PublicIdentity,
    Purpose,
    Signature,
    SigningPublic,
    TeamKey,
    WrappedKey,
    fingerprint,
    unwrap,
    verify,
)

from .contexts import (
    DIRECTORY,
    card_context,
    grant_context,
    installation,
    past_directory_context,
)
from .errors import (
    ForgedCardError,
    LeftError,
    LostLockError,
    NoSuchMemberError,
    NotConfirmedError,
    NotPermittedError,
    RolledBackSiteError,
)
from .models import (
    DirectoryPast,
    DirectoryWrap,
    InvitationRow,
    MemberRow,
    Parcel,
    Profile,
    RootWrap,
    WayRow,
)
from .records import Card, decode
from .rules import (
    ActiveMember,
    Alias,
    Directory,
    Listed,
    Member,
    MemberId,
    MemberState,
    Permission,
    Reason,
    Role,
    UnlockedMember,
    may,
    normal_alias,
)


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


def member_named(typed: str) -> MemberId:
    """The member with this alias, however it is typed. Raises NoSuchMemberError."""
    row = Profile.objects.filter(alias=normal_alias(typed)).first()
    if row is None:
        raise NoSuchMemberError
    return MemberId(row.member)


def colleague_named(active: ActiveMember, typed: str) -> Member:
    """Somebody of the team by alias, with the keys on their card.

    Raises NoSuchMemberError, also for who has left.
    """
    card = card_of(member_named(typed), active.directory)
    if card.has_left:
        raise NoSuchMemberError
    return Member(MemberId(card.member), card.public)


def own_fingerprint(active: ActiveMember) -> str:
    """The thirty digits that the member reads to others, by voice."""
    return fingerprint(active.keys.public)


def require(active: ActiveMember, permission: Permission) -> None:
    """Return where one of the member's roles permits it. Raises NotPermittedError."""
    if not may(active.roles, permission):
        raise NotPermittedError


# ------------------------------------------------------------ the directory


def card_subject(member_id: MemberId) -> str:
    """Under which opaque id the ledger counts the revisions of a member's card."""
    digest = hashlib.blake2b(f"card/{member_id}".encode(), digest_size=16).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def open_directory(unlocked: UnlockedMember) -> Directory:
    """The directory's key, as it was granted. Raises NotConfirmedError, LeftError."""
    row = DirectoryWrap.objects.filter(member=unlocked.id).order_by("-epoch").first()
    if row is None:
        profile = Profile.objects.filter(pk=unlocked.id).first()
        raise LeftError if profile is not None and profile.card else NotConfirmedError
    context = grant_context(
        row.id,
        scope=DIRECTORY,
        granter=MemberId(row.granter),
        granter_public=member(MemberId(row.granter)).public,
        recipient=unlocked.id,
        recipient_public=unlocked.keys.public,
        epoch=row.epoch,
    )
    key = accept(Grant(bytes(row.grant)), TeamKey, recipient=unlocked.keys, context=context)
    return Directory(row.epoch, key)


def card_of(member_id: MemberId, directory: Directory) -> Card:
    """A member's card. Raises NoSuchMemberError, ForgedCardError, RolledBackSiteError."""
    card = _unsigned_card(member_id, directory)
    signer = card if card.by == card.member else _unsigned_card(MemberId(card.by), directory)
    return _signed(card, signer)


def _signed(card: Card, signer: Card) -> Card:
    """The card, which this signer signed. Raises ForgedCardError."""
    if card.by_signing not in (signer.signing, *signer.former):
        raise ForgedCardError
    signed, signature = card.signed_bytes(installation()), Signature(card.signature)
    try:
        verify(signature, signed, SigningPublic(card.by_signing), purpose=Purpose.INVITATION)
    except BadSignatureError:
        raise ForgedCardError from None
    return card


def _unsigned_card(member_id: MemberId, directory: Directory) -> Card:
    row = Profile.objects.filter(pk=member_id).first()
    if row is None or not row.card:
        raise NoSuchMemberError
    return _opened_card(row, ledger.newest_revision(card_subject(member_id)), directory)


def _opened_card(row: Profile, newest: int, directory: Directory) -> Card:
    """What stands in a row, where the ledger knows of nothing newer."""
    if newest != row.revision:
        raise RolledBackSiteError
    key = _key_of_epoch(directory, row.epoch)
    context = card_context(MemberId(row.pk), row.epoch, row.revision)
    card = decode(open_sealed(Sealed(bytes(row.card)), key=key, context=context), Card)
    if card.member != row.pk:
        raise ForgedCardError
    return card


def _key_of_epoch(directory: Directory, epoch: int) -> TeamKey:
    """The directory's key of an epoch: the present one, or an earlier one that it opens."""
    key = directory.key
    for past in range(directory.epoch - 1, epoch - 1, -1):
        row = DirectoryPast.objects.filter(epoch=past).order_by("-tree_size").first()
        if row is None:
            raise LostLockError
        context = past_directory_context(past, past + 1)
        key = unwrap(WrappedKey(Sealed(bytes(row.sealed))), TeamKey, under=key, context=context)
    return key


def active_member(unlocked: UnlockedMember) -> ActiveMember:
    """The member at work.

    Raises NotConfirmedError, LeftError, ForgedCardError, or what opening the directory raises.
    """
    directory = open_directory(unlocked)
    card = card_of(unlocked.id, directory)
    if card.public != unlocked.keys.public:
        raise ForgedCardError
    if card.has_left:
        raise LeftError
    return ActiveMember(unlocked, Alias(card.alias), frozenset(card.roles), directory)


def cards(active: ActiveMember) -> list[Card]:
    """The cards of all who were ever confirmed. Raises as `card_of`."""
    rows = list(Profile.objects.exclude(card=b"").order_by("alias"))
    newest = ledger.newest_revisions([card_subject(MemberId(row.pk)) for row in rows])
    opened = {}
    for row in rows:
        known = newest.get(card_subject(MemberId(row.pk)), 0)
        opened[row.pk] = _opened_card(row, known, active.directory)
    if any(card.by not in opened for card in opened.values()):
        raise NoSuchMemberError
    return [_signed(card, opened[card.by]) for card in opened.values()]


def holders(active: ActiveMember, role: Role, *, but: MemberId | None = None) -> list[Member]:
    """Those who hold a role, have not left, and whose way in is not sealed away."""
    parked = parked_members()
    found = [card for card in cards(active) if role in card.roles and not card.has_left]
    return [
        Member(MemberId(card.member), card.public)
        for card in found
        if card.member != but and card.member not in parked
    ]


def members(active: ActiveMember) -> list[Listed]:
    """Aliases and states of the team: never more."""
    require(active, Permission.SEE_MEMBERS)
    parked = parked_members()
    listed = [
        Listed(MemberId(card.member), Alias(card.alias), _state(card, parked))
        for card in cards(active)
    ]
    answered = InvitationRow.objects.exclude(member="").values_list("member", flat=True)
    waiting = Profile.objects.filter(pk__in=list(answered), card=b"").order_by("alias")
    invited = [Listed(MemberId(p.pk), Alias(p.alias), MemberState.INVITED) for p in waiting]
    return listed + invited


def _state(card: Card, parked: dict[str, Reason]) -> MemberState:
    if card.has_left:
        return MemberState.LEFT
    reason = parked.get(card.member)
    if reason is Reason.TRAVEL:
        return MemberState.TRAVELLING
    return MemberState.ACTIVE if reason is None else MemberState.LOCKED


def current_wrap(row: WayRow) -> RootWrap | None:
    """The sealed root of a way that counts.

    Where the bodies were set back, the row of the key store that they name is gone, and the newest
    of the same way is the one.
    """
    named: RootWrap | None = RootWrap.objects.filter(pk=row.wrap).first()
    if named is not None:
        return named
    later = RootWrap.objects.filter(way=row.pk, revision__gte=row.revision)
    newest: RootWrap | None = later.order_by("-revision", "-tree_size").first()
    return newest


def parked_ways() -> list[tuple[WayRow, RootWrap]]:
    """Every way that is sealed away, with what it is sealed in."""
    touched = RootWrap.objects.exclude(parcel="").values_list("way", flat=True)
    rows = list(WayRow.objects.filter(pk__in=list(touched)).order_by("pk"))
    found = [(row, current_wrap(row)) for row in rows]
    return [(row, wrap) for row, wrap in found if wrap is not None and wrap.parcel]


def parked_members() -> dict[str, Reason]:
    """Whose ways in are sealed away, and why."""
    reasons = {parcel.pk: Reason(parcel.reason) for parcel in Parcel.objects.all()}
    return {row.member: reasons[wrap.parcel] for row, wrap in parked_ways()}


def is_site_locked() -> bool:
    """Whether the whole site is locked."""
    return Reason.SITE in parked_members().values()
