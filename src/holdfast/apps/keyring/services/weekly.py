"""The weekly layer: put a new one over the key store, and destroy an old one.

Invariants:
- A new weekly key is on the disk before any row is sealed under it; an old one is destroyed only
  when no row needs it, by a call of its own, and after a restore from a copy that does not need it
  was verified: were the disk lost that hour, the copy would bring everything back.
- Turning needs nobody's keys. Cut off half-way, it goes on where it stopped.
"""

from __future__ import annotations

from django.db import transaction

from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import ActiveMember, Permission
from holdfast.apps.keyring.copy_errors import UnprovenCopyError
from holdfast.apps.keyring.drills import proven_layer
from holdfast.apps.keyring.errors import LayerInUseError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.layers import (
    Layer,
    cover,
    layer_key,
    layer_numbers,
    layer_path,
    newest_layer,
    uncover,
)
from holdfast.apps.keyring.models import MemberWrap, UnitWrap
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.ledger import services as ledger
from holdfast.kernel.disk import destroy_file, place_file
from holdfast.vault.keys import EpochKey, random_key

from .ending import wipe_deleted
from .writing import KEYSTORE

_BATCH = 500
_COVERED = (UnitWrap, MemberWrap)


def turn_layer() -> int:
    """A new weekly key over every row of the key store. Returns its number."""
    with in_words():
        with ledger.writing():
            number = max(layer_numbers(), default=0) + 1
            place_file(layer_path(number), random_key(EpochKey))
        finish_turn()
    return number


def finish_turn() -> None:
    """Bring every row that is under an older weekly key under the newest."""
    if not layer_numbers():
        return
    while _turn_some():
        pass
    wipe_deleted()


def retire_layer(active: ActiveMember, number: int) -> None:
    """Destroy an old weekly key, by a member who may. Raises NotPermittedError, or as below."""
    require(active, Permission.BACK_UP)
    destroy_layer(number)


def destroy_layer(number: int) -> None:
    """Destroy an old weekly key: copies of the key store from its time open no more.

    Raises LayerInUseError where rows are still under it, or it is the newest; UnprovenCopyError
    where no restore under later keys was verified (`holdfast restore --drill`); LostLayerError.
    """
    with in_words(), ledger.writing():
        newest = newest_layer().number
        if number >= newest or any(
            table.objects.filter(layer=number).exists() for table in _COVERED
        ):
            raise LayerInUseError
        if proven_layer(site_folder()) <= number:
            raise UnprovenCopyError
        layer_key(number)
        destroy_file(layer_path(number))


def _turn_some() -> bool:
    """Turn one batch of rows, while writers wait. Returns whether there were any."""
    with ledger.writing(), transaction.atomic(using=KEYSTORE, durable=True):
        newest = newest_layer()
        return sum(_turn_rows(table, newest) for table in _COVERED) > 0


def _turn_rows(table: type[UnitWrap | MemberWrap], newest: Layer) -> int:
    rows = list(table.objects.filter(layer__lt=newest.number)[:_BATCH])
    old = {number: Layer(number, layer_key(number)) for number in {row.layer for row in rows}}
    for row in rows:
        place = {"wrap": row.pk, "scope_key": row.scope_key}
        row.sealed = cover(uncover(bytes(row.sealed), old[row.layer], **place), newest, **place)
        row.layer = newest.number
    table.objects.bulk_update(rows, ["sealed", "layer"])
    return len(rows)
