"""Locking and travelling: ways to a root are sealed away under a key that their owner has not.

Invariants:
- From the commit on, passphrase, sheet and trustees of who is parked open nothing here; all of
  their sessions have ended.
- What is parked needs both: those who were named (or the date), and then its own passphrase.
- Nothing is parked that nobody could bring back.

What none of it does is said by `limits.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from holdfast.apps.accounts.contexts import parked_context
from holdfast.apps.accounts.dated_keys import destroy_key, keep_key, read_key
from holdfast.apps.accounts.errors import (
    NothingParkedError,
    NotPermittedError,
    ParkedError,
    TooFewKeepersError,
)
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import Parcel, Profile, RootWrap, ShareWrap, WayRow
from holdfast.apps.accounts.queries import (
    card_of,
    holders,
    is_site_locked,
    parked_members,
    parked_ways,
    require,
)
from holdfast.apps.accounts.rules import (
    ActiveMember,
    Member,
    MemberId,
    Permission,
    Reason,
    Return,
    Role,
)
from holdfast.kernel.clock import iso_week
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Plaintext, Sealed, SymmetricKey, open_sealed, seal
from holdfast.vault.keys import UnitKey, random_key

from .changing import Change, changing
from .sessions import end_all_sessions, end_sessions
from .shares import give_share, open_shares, others, secret_of, share_out
from .ways import open_way, replace_wrap

KEEPERS_TO_TRAVEL = 2
KEEPERS_OF_SITE = 2


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who can bring something back, how many are needed, and from which day without them."""

    keepers: Sequence[Member] = ()
    needed: int = KEEPERS_TO_TRAVEL
    back_on: dt.date | None = None


def lock_member(active: ActiveMember, member: MemberId) -> bool:
    """End all sessions of a member, and seal their ways in away until a keyholder lets them in.

    Anyone may do it to themselves; to another, who may end a membership. Returns False where only
    the sessions ended, because there is no other keyholder. Raises NotPermittedError, ParkedError.
    """
    own = member == active.id
    require(active, Permission.LOCK_SELF if own else Permission.END_MEMBERSHIP)
    end_sessions(member)
    keepers = holders(active, Role.KEYHOLDER, but=member)
    if not keepers:
        return False
    _park(active, [member], Reason.LOCKED, Keeping(keepers, needed=1))
    return True


def travel(active: ActiveMember, keeping: Keeping) -> None:
    """Seal the member's own ways in away until two of those named, or a date, bring them back.

    Raises TooFewKeepersError (fewer than two are named, and no date), ParkedError.
    """
    require(active, Permission.TRAVEL)
    named = others(keeping.keepers, than=active.id)
    if len(named) < KEEPERS_TO_TRAVEL and (named or keeping.back_on is None):
        raise TooFewKeepersError
    _park(active, [active.id], Reason.TRAVEL, Keeping(named, keeping.needed, keeping.back_on))


def lock_site(active: ActiveMember) -> bool:
    """End every session, and seal away the ways in of all but keyholders; two of whom unlock.

    Returns False where only the sessions ended, because there is nobody but keyholders.
    Raises NotPermittedError, TooFewKeepersError, ParkedError (locked already).
    """
    require(active, Permission.LOCK_SITE)
    if is_site_locked():
        raise ParkedError("The site is locked already. Nothing was changed.")
    keepers = holders(active, Role.KEYHOLDER)
    if len(keepers) < KEEPERS_OF_SITE:
        raise TooFewKeepersError
    theirs = [keeper.id for keeper in keepers]
    ways = WayRow.objects.exclude(member__in=[*theirs, *parked_members()])
    owners = sorted({MemberId(owner) for owner in ways.values_list("member", flat=True)})
    end_all_sessions()
    if not owners:
        return False
    _park(active, owners, Reason.SITE, Keeping(keepers, needed=KEEPERS_OF_SITE))
    return True


def unlock_site(active: ActiveMember) -> Return:
    """One keyholder's turn to unlock the site. Raises NotPermittedError, NothingParkedError."""
    require(active, Permission.UNLOCK_SITE)
    return _take_turn(active, Parcel.objects.filter(reason=int(Reason.SITE)).first())


def bring_back(active: ActiveMember, member: MemberId) -> Return:
    """One keeper's turn to bring a member's ways in back.

    Raises NothingParkedError, NotAKeeperError, NotPermittedError (to oneself).
    """
    if member == active.id:
        raise NotPermittedError
    reasons = (int(Reason.LOCKED), int(Reason.TRAVEL))
    return _take_turn(active, Parcel.objects.filter(member=member, reason__in=reasons).first())


def bring_back_due(gate: Gate) -> int:
    """Bring back all whose date has come. Returns how many parcels. Needs nobody's keys."""
    week = iso_week(gate.clock())
    due = list(Parcel.objects.exclude(back_week="").filter(back_week__lte=week))
    returned = 0
    for parcel in due:
        key = read_key(parcel.pk)
        if key is not None:
            _unpark(parcel, key)
            returned += 1
    return returned


def first_week_after(day: dt.date) -> str:
    """The first ISO week that begins on this day or later: no finer time stands in clear."""
    monday = day + dt.timedelta(days=-day.weekday() % 7)
    return iso_week(dt.datetime.combine(monday, dt.time(), dt.UTC))


def _park(
    active: ActiveMember, owners: Sequence[MemberId], reason: Reason, keeping: Keeping
) -> None:
    key = random_key(UnitKey)
    parcel = Parcel(id=random_id(), member=active.id, reason=int(reason), needed=keeping.needed)
    parcel.member = owners[0] if reason is not Reason.SITE else active.id
    if keeping.back_on is not None:
        parcel.back_week = first_week_after(keeping.back_on)
        keep_key(parcel.pk, key)
    with changing() as change:
        change.place(parcel)
        for row in WayRow.objects.filter(member__in=owners):
            _seal_away(change, row, parcel.pk, key)
        share_out(
            change, key, set_id=parcel.pk, needed=keeping.needed, keepers=keeping.keepers,
            by=active.unlocked,
        )  # fmt: skip
        Profile.objects.filter(pk__in=owners).update(generation=F("generation") + 1)


def _seal_away(change: Change, row: WayRow, parcel: str, key: SymmetricKey) -> None:
    wrap = open_way(row)
    row.revision = wrap.revision
    context = parked_context(row.pk, parcel, row.revision)
    sealed = seal(Plaintext(bytes(wrap.sealed)), key=key, context=context)
    replace_wrap(change, row, sealed, parcel=parcel)


def _take_turn(active: ActiveMember, parcel: Parcel | None) -> Return:
    if parcel is None:
        raise NothingParkedError
    payloads = open_shares(active.unlocked, parcel.pk)
    key = secret_of(payloads, needed=parcel.needed)
    if key is None:
        _pass_on(active, parcel.pk, payloads)
        return Return.WAITING
    _unpark(parcel, key)
    return Return.BACK


def _pass_on(active: ActiveMember, parcel: str, payloads: Sequence[bytes]) -> None:
    """Let the other keepers hold this one's share too, so that the next one can finish."""
    ids = ShareWrap.objects.filter(set=parcel).exclude(keeper=active.id)
    with changing() as change:
        for keeper in sorted(set(ids.values_list("keeper", flat=True))):
            card = card_of(MemberId(keeper), active.directory)
            to = Member(MemberId(keeper), card.public)
            for payload in payloads:
                give_share(change, payload, set_id=parcel, keeper=to, by=active.unlocked)


def _unpark(parcel: Parcel, key: SymmetricKey) -> None:
    with changing() as change:
        for row, wrap in parked_ways():
            if wrap.parcel == parcel.pk:
                row.revision = wrap.revision
                context = parked_context(row.pk, parcel.pk, row.revision)
                inner = open_sealed(Sealed(bytes(wrap.sealed)), key=key, context=context)
                change.bury(RootWrap.objects.filter(pk=wrap.pk))
                replace_wrap(change, row, inner)
        change.bury(ShareWrap.objects.filter(set=parcel.pk))
        change.bury(Parcel.objects.filter(pk=parcel.pk))
    destroy_key(parcel.pk)
