"""Somebody is invited, accepts, and is confirmed by voice.

Invariants:
- An invitation's code is shown once and opens the offer; nothing on the disk does without it.
- Who accepts holds nothing yet: no role, no card, no key of anybody's. That comes with the
  confirmation, after the inviter compared the fingerprint that a voice read to them.
- The keys that are confirmed are those that arrived under the code, and no others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import TypeVar

import msgspec
from django.db.models import QuerySet

from holdfast.apps.accounts.contexts import InvitationPart, installation, invitation_context
from holdfast.apps.accounts.errors import (
    AnotherFingerprintError,
    BadInvitationError,
    ExchangedAnswerError,
    NotAnsweredError,
    ParkedError,
)
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import InvitationRow, MemberRow, Profile, SecondFactorRow, WayRow
from holdfast.apps.accounts.queries import is_site_locked, member, require
from holdfast.apps.accounts.records import Answer, Card, Memo, Offer, Value, decode, encode
from holdfast.apps.accounts.rules import (
    ActiveMember,
    Alias,
    Member,
    MemberId,
    Permission,
    Role,
    UnlockedMember,
    normal_alias,
)
from holdfast.kernel.clock import iso_week
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Sealed, SymmetricKey, open_sealed, seal
from holdfast.vault.errors import WrongKeyError
from holdfast.vault.keys import Purpose, Signature, fingerprint, sign, verify
from holdfast.vault.passphrase import KeyFile, Passphrase
from holdfast.vault.recovery import (
    PrintedKey,
    as_printed,
    new_printed_key,
    printed_key_seals,
    read_printed,
)
from holdfast.vault.word_lists import digits_of

from .changing import changing
from .directory import give_directory, write_card
from .joining import prepare_member, store
from .members import free_alias
from .ways import drop

T = TypeVar("T", bound=Value)
VALID_FOR = dt.timedelta(days=14)
Introduce = Callable[[MemberId], object]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the inviter hands over: the alias, and the code, shown this once."""

    alias: Alias
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What who accepts is shown, this once: their own fingerprint is to be read to the inviter."""

    unlocked: UnlockedMember
    alias: Alias
    fingerprint: str
    inviter_fingerprint: str
    passphrase: Passphrase = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Answered:
    row: InvitationRow
    memo: Memo
    answer: Answer


def invite(active: ActiveMember, *, called: str, roles: Iterable[Role], gate: Gate) -> Invitation:
    """An invitation for somebody who will have these roles. Raises NotPermittedError."""
    require(active, Permission.INVITE)
    code, alias, now = new_printed_key(), free_alias(), gate.clock()
    row, expires_at = InvitationRow(id=random_id(), week=iso_week(now)), now + VALID_FOR
    offer = _signed(
        Offer(
            invitation=row.pk, alias=alias, inviter=active.id, box=active.keys.public.box,
            signing=active.keys.public.signing, expires_at=expires_at,
        ),
        active,
    )  # fmt: skip
    memo = Memo(
        code=code, alias=alias, called=called, roles=tuple(sorted(set(roles))),
        expires_at=expires_at,
    )  # fmt: skip
    row.offer = _sealed(offer, row, InvitationPart.OFFER, printed_key_seals(code))
    row.memo = _sealed(memo, row, InvitationPart.MEMO, active.keys.keyring)
    row.inviter = active.id
    row.save(force_insert=True)
    return Invitation(alias, as_printed(code))


def accept(typed_code: str, gate: Gate, *, key_file: KeyFile | None = None) -> Acceptance:
    """A new member, who waits to be confirmed.

    Raises UnreadableCodeError, BadInvitationError, ParkedError (the site is locked).
    """
    code = read_printed(typed_code)
    if is_site_locked():
        raise ParkedError
    row, offer = _offer(code, gate)
    joining, alias = prepare_member(gate, key_file=key_file), Alias(offer.alias)
    public = joining.unlocked.keys.public
    with changing() as change:
        store(change, joining, alias)
        answer = Answer(member=joining.unlocked.id, box=public.box, signing=public.signing)
        sealed = _sealed(answer, row, InvitationPart.ANSWER, printed_key_seals(code))
        rows = InvitationRow.objects.filter(pk=row.pk, member="")
        if not rows.update(answer=sealed, member=joining.unlocked.id):
            raise BadInvitationError
    own, theirs = fingerprint(public), fingerprint(offer.inviter_public)
    return Acceptance(joining.unlocked, alias, own, theirs, joining.passphrase)


def confirm(
    active: ActiveMember, alias: str, heard: str, *, introduce: Introduce, gate: Gate
) -> MemberId:
    """Let somebody in whose fingerprint, as a voice read it, is that of the keys that arrived.

    `introduce` is called between the comparison and the confirmation, and must bear to be called
    again. Raises NotPermittedError, NotAnsweredError, BadInvitationError, AnotherFingerprintError,
    ExchangedAnswerError.
    """
    require(active, Permission.INVITE)
    answered = _answered(active, alias)
    if gate.clock() > answered.memo.expires_at:
        raise BadInvitationError
    joining = Member(MemberId(answered.answer.member), answered.answer.public)
    if member(joining.id).public != joining.public:
        raise ExchangedAnswerError
    if not compare_digest(digits_of(heard) or "", digits_of(fingerprint(joining.public)) or ""):
        raise AnotherFingerprintError
    introduce(joining.id)
    memo, public = answered.memo, joining.public
    card = Card(
        member=joining.id, alias=memo.alias, called=memo.called, roles=memo.roles, has_left=False,
        box=public.box, signing=public.signing, by="", by_signing=b"",
    )  # fmt: skip
    with changing() as change:
        write_card(change, card, by=active.unlocked, directory=active.directory)
        give_directory(change, joining, by=active.unlocked, directory=active.directory)
        answered.row.delete()
    return joining.id


def withdraw(active: ActiveMember, alias: str) -> None:
    """Take back an invitation of one's own, and what came of it. Raises NotAnsweredError."""
    wanted = normal_alias(alias)
    row = next((r for r in _own(active) if _memo(r, active).alias == wanted), None)
    if row is None:
        raise NotAnsweredError
    with changing() as change:
        if row.member:
            drop(change, list(WayRow.objects.filter(member=row.member)))
            for table in (Profile, MemberRow, SecondFactorRow):
                table.objects.filter(pk=row.member).delete()
        row.delete()


def _offer(code: PrintedKey, gate: Gate) -> tuple[InvitationRow, Offer]:
    for row in InvitationRow.objects.filter(member=""):
        try:
            offer = _opened(row.offer, row, InvitationPart.OFFER, printed_key_seals(code), Offer)
        except WrongKeyError:
            continue
        verify(
            Signature(offer.signature),
            offer.signed_bytes(installation()),
            offer.inviter_public.signing,
            purpose=Purpose.INVITATION,
        )
        if gate.clock() > offer.expires_at:
            raise BadInvitationError
        return row, offer
    raise BadInvitationError


def _answered(active: ActiveMember, alias: str) -> _Answered:
    wanted = normal_alias(alias)
    for row in _own(active).exclude(member=""):
        memo = _memo(row, active)
        if memo.alias == wanted:
            key = printed_key_seals(PrintedKey(memo.code))
            answer = _opened(row.answer, row, InvitationPart.ANSWER, key, Answer)
            return _Answered(row, memo, answer)
    raise NotAnsweredError


def _own(active: ActiveMember) -> QuerySet:
    return InvitationRow.objects.filter(inviter=active.id)


def _memo(row: InvitationRow, active: ActiveMember) -> Memo:
    return _opened(row.memo, row, InvitationPart.MEMO, active.keys.keyring, Memo)


def _signed(offer: Offer, active: ActiveMember) -> Offer:
    message = offer.signed_bytes(installation())
    signature = sign(message, active.keys.signing, purpose=Purpose.INVITATION)
    return msgspec.structs.replace(offer, signature=signature)


def _sealed(value: Value, row: InvitationRow, part: InvitationPart, key: SymmetricKey) -> Sealed:
    return seal(encode(value), key=key, context=invitation_context(row.pk, part))


def _opened(
    sealed: bytes, row: InvitationRow, part: InvitationPart, key: SymmetricKey, kind: type[T]
) -> T:
    context = invitation_context(row.pk, part)
    return decode(open_sealed(Sealed(bytes(sealed)), key=key, context=context), kind)
