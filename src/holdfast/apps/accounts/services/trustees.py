"""The way back by several people together, who hold nothing while they are fewer.

Invariants:
- Trustees come after a proven sheet, and each holds one share, sealed to them.
- To come back, a member asks with fresh keys of their own; a trustee helps only after comparing the
  fingerprint of those keys by voice, and what they give opens for those keys alone.
- Who asks is not known yet: tries are counted, and limited for the whole site (`tries`).
- Any `needed` of them are enough; who comes back gets a new passphrase, without a second factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest

from holdfast.apps.accounts.contexts import asked_context, way_context
from holdfast.apps.accounts.errors import (
    AnotherFingerprintError,
    NoTrusteesError,
    SheetFirstError,
    TooFewKeepersError,
    WaitingForTrusteesError,
    WrongLogInError,
)
from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.models import RecoveryRequest, RootWrap, ShareWrap, WayRow
from holdfast.apps.accounts.queries import member_named
from holdfast.apps.accounts.rules import ActiveMember, Member, MemberId, UnlockedMember, Way
from holdfast.apps.accounts.slots import Visitor
from holdfast.kernel.clock import iso_week
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Sealed, open_sealed
from holdfast.vault.errors import WrongKeyError
from holdfast.vault.keys import (
    BoxPublic,
    PublicIdentity,
    Root,
    SigningPublic,
    fingerprint,
    member_keys,
    random_key,
    random_root,
)
from holdfast.vault.passphrase import Lock, Passphrase, lock_root, new_passphrase, unlock_root
from holdfast.vault.recovery import Share, TrusteeSecret
from holdfast.vault.word_lists import digits_of

from .changing import changing
from .login import OpenMember
from .members import unlock
from .passphrase import lock_anew
from .recovery_sheet import has_sheet
from .second_factor import end_second_factor
from .shares import give_share, open_shares, others, secret_of, share_out
from .tries import count_try, counted
from .ways import by_key, open_way, prepare, put

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member who asked their trustees is shown, this once."""

    fingerprint: str
    passphrase: Passphrase = field(repr=False)


def set_trustees(opened: OpenMember, trustees: Sequence[Member], *, needed: int) -> None:
    """Let any `needed` of these bring the member back; a set from before counts no more.

    Raises SheetFirstError, TooFewKeepersError (fewer than two are needed, or fewer named).
    """
    active = opened.active
    named = others(trustees, than=active.id)
    if not FEWEST <= needed <= len(named):
        raise TooFewKeepersError
    if not has_sheet(active.id):
        raise SheetFirstError
    secret = random_key(TrusteeSecret)
    with changing() as change:
        way = put(change, prepare(active.id, Way.TRUSTEES, by_key(opened.root, secret)))
        old = list(ShareWrap.objects.filter(set=way.pk).values_list("pk", flat=True))
        change.bury(ShareWrap.objects.filter(pk__in=old))
        share_out(change, secret, set_id=way.pk, needed=needed, keepers=named, by=active.unlocked)


def ask_trustees(alias: str, gate: Gate) -> Asked:
    """Ask the trustees of this member; whoever asked before, under other keys, asks no more.

    Raises TooManyTriesError, NoSuchMemberError, NoTrusteesError, ParkedError, BusyError.
    """
    count_try(gate)
    member = member_named(alias)
    open_way(_way(member))
    root, passphrase, request = random_root(), new_passphrase(), random_id()
    public, wrap = member_keys(root).public, random_id()
    context = asked_context(request, member)
    with gate.doorkeeper.taken(Visitor.STRANGER):
        lock = lock_root(root, passphrase, context=context, cost=gate.cost)
    with changing() as change:
        for old in RecoveryRequest.objects.filter(member=member):
            change.bury(RootWrap.objects.filter(pk=old.wrap))
            change.bury(ShareWrap.objects.filter(set=old.pk))
            old.delete()
        change.place(RootWrap(id=wrap, way=request, revision=0, sealed=lock))
        RecoveryRequest.objects.create(
            id=request, member=member, week=iso_week(gate.clock()), wrap=wrap,
            box_public=public.box, signing_public=public.signing,
        )  # fmt: skip
    return Asked(fingerprint(public), passphrase)


def help_back(active: ActiveMember, alias: str, heard: str) -> None:
    """One trustee's turn: give their share to the keys whose fingerprint they heard.

    Raises NoSuchMemberError, NoTrusteesError, NotAKeeperError, AnotherFingerprintError.
    """
    member = member_named(alias)
    request = _request(member)
    public = _public_of(request)
    if not compare_digest(digits_of(heard) or "", digits_of(fingerprint(public)) or ""):
        raise AnotherFingerprintError
    asking = Member(MemberId(request.pk), public)
    with changing() as change:
        for payload in open_shares(active.unlocked, _way(member).pk):
            give_share(change, payload, set_id=request.pk, keeper=asking, by=active.unlocked)


def come_back(attempt: Attempt, gate: Gate) -> Passphrase:
    """A new passphrase, where enough trustees have helped.

    The attempt's passphrase is the one of `ask_trustees`. Raises TooManyTriesError,
    NoSuchMemberError, NoTrusteesError, WrongLogInError, WaitingForTrusteesError, ParkedError.
    """
    with counted(gate):
        member = member_named(attempt.alias)
        way, request = _way(member), _request(member)
        wrap = open_way(way)
        asking = _asking(request, attempt, gate)
    secret = _gathered(asking)
    context = way_context(member, Way.TRUSTEES, wrap.revision)
    root = Root(open_sealed(Sealed(bytes(wrap.sealed)), key=secret, context=context))
    end_second_factor(unlock(member, root))
    passphrase = lock_anew(member, root, gate, key_file=attempt.key_file)
    with changing() as change:
        change.bury(RootWrap.objects.filter(pk=request.wrap))
        change.bury(ShareWrap.objects.filter(set=request.pk))
        request.delete()
    return passphrase


def _asking(request: RecoveryRequest, attempt: Attempt, gate: Gate) -> UnlockedMember:
    lock = Lock(bytes(RootWrap.objects.get(pk=request.wrap).sealed))
    context = asked_context(request.pk, MemberId(request.member))
    try:
        with gate.doorkeeper.taken(Visitor.STRANGER):
            root = unlock_root(lock, attempt.passphrase, context=context, test_cost=gate.test_cost)
    except WrongKeyError:
        raise WrongLogInError from None
    return UnlockedMember(MemberId(request.pk), member_keys(root))


def _gathered(asking: UnlockedMember) -> TrusteeSecret:
    if not ShareWrap.objects.filter(set=asking.id).exists():
        raise WaitingForTrusteesError
    payloads = open_shares(asking, asking.id)
    secret = secret_of(payloads, needed=Share.from_bytes(payloads[0]).needed)
    if secret is None:
        raise WaitingForTrusteesError
    return TrusteeSecret(secret)


def _way(member: MemberId) -> WayRow:
    row: WayRow | None = WayRow.objects.filter(member=member, way=int(Way.TRUSTEES)).first()
    if row is None:
        raise NoTrusteesError
    return row


def _request(member: MemberId) -> RecoveryRequest:
    request: RecoveryRequest | None = RecoveryRequest.objects.filter(member=member).first()
    if request is None:
        raise NoTrusteesError
    return request


def _public_of(request: RecoveryRequest) -> PublicIdentity:
    return PublicIdentity(
        BoxPublic(bytes(request.box_public)), SigningPublic(bytes(request.signing_public))
    )
