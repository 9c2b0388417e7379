"""The team's directory: signed cards under one key that each confirmed member holds.

Invariants:
- A card is sealed, signed by who set it, and its revision entered in the ledger in one commit.
- Who leaves takes no key along that opens a card written after: the directory gets another key.
  The new key opens the one before it, so that older bodies stay readable to who is still here.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from holdfast.apps.accounts.contexts import (
    DIRECTORY,
    card_context,
    grant_context,
    installation,
    past_directory_context,
)
from holdfast.apps.accounts.errors import LastKeyholderError
from holdfast.apps.accounts.models import DirectoryPast, DirectoryWrap, Profile
from holdfast.apps.accounts.queries import card_of, card_subject, cards, holders, require
from holdfast.apps.accounts.records import Card, encode
from holdfast.apps.accounts.rules import (
    ActiveMember,
    Directory,
    Member,
    MemberId,
    Permission,
    Role,
    UnlockedMember,
)
from holdfast.apps.ledger.rules import mark
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import seal
from holdfast.vault.grants import give
from holdfast.vault.keys import Purpose, TeamKey, derive_key, random_key, sign, wrap

from .changing import Change, changing


def set_roles(active: ActiveMember, member: MemberId, roles: Iterable[Role]) -> None:
    """Give a member these roles in the place of those they had.

    Raises NotPermittedError, NoSuchMemberError, LastKeyholderError.
    """
    require(active, Permission.SET_ROLES)
    wanted = tuple(sorted(set(roles)))
    if Role.KEYHOLDER not in wanted and not holders(active, Role.KEYHOLDER, but=member):
        raise LastKeyholderError
    card = msgspec.structs.replace(card_of(member, active.directory), roles=wanted)
    with changing() as change:
        write_card(change, card, by=active.unlocked, directory=active.directory)


def signed(card: Card, by: UnlockedMember) -> Card:
    """The card, signed by this member."""
    named = msgspec.structs.replace(card, by=by.id, by_signing=by.keys.public.signing)
    signature = sign(
        named.signed_bytes(installation()), by.keys.signing, purpose=Purpose.INVITATION
    )
    return msgspec.structs.replace(named, signature=signature)


def write_card(change: Change, card: Card, *, by: UnlockedMember, directory: Directory) -> None:
    """Sign a card, seal it under the directory's key, and enter its revision in the ledger."""
    _seal_card(change, signed(card, by), directory)


def give_directory(change: Change, to: Member, *, by: UnlockedMember, directory: Directory) -> None:
    """Let a member hold the directory's key from this change on."""
    row = DirectoryWrap(id=random_id(), member=to.id, granter=by.id, epoch=directory.epoch)
    context = grant_context(
        row.id,
        scope=DIRECTORY,
        granter=by.id,
        granter_public=by.keys.public,
        recipient=to.id,
        recipient_public=to.public,
        epoch=directory.epoch,
    )
    row.grant = give(directory.key, by=by.keys, context=context)
    change.bury(DirectoryWrap.objects.filter(member=to.id).exclude(pk=row.pk))
    change.place(row)


def renew_directory(change: Change, active: ActiveMember, leaving: Card) -> None:
    """Another key for the directory: every card sealed anew, and given to all but who leaves."""
    old = active.directory
    new = Directory(old.epoch + 1, random_key(TeamKey))
    context = past_directory_context(old.epoch, new.epoch)
    past = wrap(old.key, under=new.key, context=context)
    change.place(DirectoryPast(id=random_id(), epoch=old.epoch, sealed=past))
    for card in cards(active):
        if card.member == leaving.member:
            _seal_card(change, signed(leaving, active.unlocked), new)
            continue
        _seal_card(change, card, new)
        if not card.has_left:
            to = Member(MemberId(card.member), card.public)
            give_directory(change, to, by=active.unlocked, directory=new)
    change.bury(DirectoryWrap.objects.filter(epoch__lte=old.epoch))


def _seal_card(change: Change, card: Card, directory: Directory) -> None:
    member = MemberId(card.member)
    row = Profile.objects.get(pk=member)
    row.revision, row.epoch = row.revision + 1, directory.epoch
    context = card_context(member, row.epoch, row.revision)
    row.card = seal(encode(card), key=directory.key, context=context)
    row.save()
    subject = card_subject(member)
    authenticator = derive_key(directory.key, "event", subject, str(row.revision))
    change.enter(mark(subject, row.revision, authenticator))
