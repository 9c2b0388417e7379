"""Leaving for good, and destroying the site.

Invariants:
- From the commit on, who left has no way in, no session and no key of the directory; who was
  confirmed by them stays confirmed.
- A site is destroyed by two people, and nobody can take it back: every key of the key store, every
  weekly key and every dated key goes, and the bodies that are left open for nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.db import connections, transaction
from django.db.models import F

from holdfast.apps.accounts.contexts import installation, site_folder
from holdfast.apps.accounts.errors import LastKeyholderError, SecondPersonError
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import (
    Parcel,
    Profile,
    SecondFactorRow,
    ShareWrap,
    ShredIntent,
    WayRow,
)
from holdfast.apps.accounts.queries import card_of, holders, require
from holdfast.apps.accounts.rules import ActiveMember, MemberId, Permission, Reason, Role
from holdfast.kernel.clock import iso_week
from holdfast.kernel.disk import destroy_file
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import Purpose, Signature, length_prefixed, sign, verify

from .changing import KEYSTORE, Change, changing, wipe_deleted
from .directory import renew_directory
from .sessions import end_all_sessions
from .ways import drop

_ONE_WEEK = dt.timedelta(days=7)


def end_membership(active: ActiveMember, leaving: MemberId) -> None:
    """End a membership: one's own, or another's where a role permits it.

    The directory has another key after this: what was opened with the old one is to be opened anew.
    Take their cases' keys back first (the keyring's `dismiss`). Raises NotPermittedError,
    NoSuchMemberError, LastKeyholderError.
    """
    check_may_leave(active, leaving)
    card = msgspec.structs.replace(card_of(leaving, active.directory), has_left=True, roles=())
    with changing() as change:
        ways = list(WayRow.objects.filter(member=leaving))
        change.bury(ShareWrap.objects.filter(set__in=[way.pk for way in ways]))
        drop(change, ways)
        _forget_parcels(change, leaving)
        renew_directory(change, active, card)
        Profile.objects.filter(pk=leaving).update(generation=F("generation") + 1)
        SecondFactorRow.objects.filter(pk=leaving).delete()


def _forget_parcels(change: Change, leaving: MemberId) -> None:
    """Nothing of theirs is left that could be brought back."""
    parcels = Parcel.objects.filter(member=leaving).exclude(reason=int(Reason.SITE))
    ids = list(parcels.values_list("pk", flat=True))
    change.bury(ShareWrap.objects.filter(set__in=ids))
    change.bury(Parcel.objects.filter(pk__in=ids))


def check_may_leave(active: ActiveMember, leaving: MemberId) -> None:
    """Return where this membership may end. Raises NotPermittedError, LastKeyholderError."""
    if leaving != active.id:
        require(active, Permission.END_MEMBERSHIP)
    if not holders(active, Role.KEYHOLDER, but=leaving):
        raise LastKeyholderError


def shred_site(active: ActiveMember, gate: Gate) -> bool:
    """One keyholder's turn to destroy the site. Returns whether it is destroyed now.

    The first turn of a week is an intent; the second, by somebody else in that week or the next,
    destroys. Raises NotPermittedError, SecondPersonError.
    """
    require(active, Permission.SHRED_SITE)
    week = iso_week(gate.clock())
    intents = [i for i in _valid_intents(active, gate) if i.member != active.id]
    if intents:
        _destroy()
        return True
    if ShredIntent.objects.filter(member=active.id, week=week).exists():
        raise SecondPersonError
    intent = ShredIntent(id=random_id(), member=active.id, week=week)
    intent.signature = sign(_signed_bytes(intent), active.keys.signing, purpose=Purpose.REVOCATION)
    intent.save(force_insert=True)
    return False


def take_back_shredding(active: ActiveMember) -> int:
    """Take back all intents to destroy the site. Returns how many there were."""
    require(active, Permission.SHRED_SITE)
    return int(ShredIntent.objects.all().delete()[0])


def _valid_intents(active: ActiveMember, gate: Gate) -> Iterator[ShredIntent]:
    """Intents of this week or the last, signed by somebody who may."""
    now = gate.clock()
    weeks = {iso_week(now), iso_week(now - _ONE_WEEK)}
    for intent in ShredIntent.objects.filter(week__in=weeks):
        card = card_of(MemberId(intent.member), active.directory)
        verify(
            Signature(bytes(intent.signature)),
            _signed_bytes(intent),
            card.public.signing,
            purpose=Purpose.REVOCATION,
        )
        if Role.KEYHOLDER in card.roles and not card.has_left:
            yield intent


def _signed_bytes(intent: ShredIntent) -> bytes:
    texts = ("shred site", installation(), intent.pk, intent.member, intent.week)
    return length_prefixed(*(text.encode() for text in texts))


def _destroy() -> None:
    """Keys first: when they are gone, nothing that is left opens, whatever happens after."""
    for path in _key_files():
        destroy_file(path)
    connection = connections[KEYSTORE]
    tables = [t for t in connection.introspection.table_names() if t != "django_migrations"]
    with transaction.atomic(using=KEYSTORE, durable=True), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  (ours)
    wipe_deleted()
    end_all_sessions()
    ShredIntent.objects.all().delete()


def _key_files() -> list[Path]:
    return sorted(path for name in ("epoch", "travel") for path in (site_folder() / name).glob("*"))
