"""Older bodies beside the newest key store: what a restore calls, and nothing else.

Invariants:
- The key store decides: what was shredded or revoked since the copy was made stays so, and goes
  from the restored bodies too.
- What the key store can still open of the restored bodies stays open to those who hold it now.
- Keys of bodies that the copy does not have are removed: there is nothing left that they open.

It must be called on purpose: on bodies that somebody set back in secret it would hide the traces.
Every member is still told (`queries.heads.check_remembered`) that the ledger is shorter.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import Holding, Intent, MemberWrap, ScopeKey, Unit, UnitWrap
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.queries import tip
from holdfast.kernel.clock import Clock, iso_week, utc_now

from .ending import drop_bodies, remove_files
from .recovery import sweep_wraps
from .writing import KEYSTORE


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a restore changed: scopes' keys and units gone, keys brought up, wraps removed."""

    scope_keys: int
    units: int
    renewed: int
    wraps: int


def reconcile(*, clock: Clock = utc_now) -> Reconciled:
    """Bring restored bodies into line with the newest key store. Raises StoreError.

    Every key that was brought up is due for rotation, so that the next who opens it makes it new.
    """
    with in_words():
        with ledger.writing():
            Intent.objects.all().delete()
            scope_keys, renewed, files = 0, 0, []
            for row in list(ScopeKey.objects.all()):
                wraps = _newest(row)
                if not wraps:
                    scope_keys += 1
                    files += _drop_scope_key(row)
                elif row.epoch != wraps[0].epoch or _holders(row) != {wrap.pk for wrap in wraps}:
                    renewed += 1
                    _renew(row, wraps, iso_week(clock()))
            dead = _units_without_keys()
            files += drop_bodies(dead)
        with ledger.writing():
            removed = _trust_what_is_left()
        remove_files(files)
    return Reconciled(scope_keys, len(dead), renewed, removed)


def _newest(row: ScopeKey) -> list[MemberWrap]:
    """The grants of a scope's key in the newest epoch that the key store has."""
    wraps = list(MemberWrap.objects.filter(scope_key=row.pk).order_by("-epoch", "pk"))
    return [wrap for wrap in wraps if wrap.epoch == wraps[0].epoch]


def _holders(row: ScopeKey) -> Collection[str]:
    return set(Holding.objects.filter(scope_key=row.pk).values_list("pk", flat=True))


def _renew(row: ScopeKey, wraps: list[MemberWrap], week: str) -> None:
    Holding.objects.filter(scope_key=row.pk).delete()
    Holding.objects.bulk_create(
        Holding(
            id=wrap.pk,
            scope_key=row.pk,
            member=wrap.member,
            granter=wrap.granter,
            epoch=wrap.epoch,
        )
        for wrap in wraps
    )
    ScopeKey.objects.filter(pk=row.pk).update(epoch=wraps[0].epoch, due_since=week)


def _drop_scope_key(row: ScopeKey) -> list[str]:
    files = drop_bodies(list(Unit.objects.filter(scope_key=row.pk).values_list("pk", flat=True)))
    Holding.objects.filter(scope_key=row.pk).delete()
    row.delete()
    return files


def _units_without_keys() -> list[str]:
    keys = set(UnitWrap.objects.values_list("unit", flat=True))
    return [unit for unit in Unit.objects.values_list("pk", flat=True) if unit not in keys]


def _trust_what_is_left() -> int:
    """Sweep what opens nothing, and let the rest count as written before the restored ledger."""
    size = tip().size
    with transaction.atomic(using=KEYSTORE, durable=True):
        for table in (UnitWrap, MemberWrap):
            table.objects.filter(tree_size__gt=size).update(tree_size=size)
    return sweep_wraps()
