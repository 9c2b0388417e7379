"""What a restored folder needs before anybody works in it: bodies that agree with newer keys.

Invariants:
- Newer keys decide. What has no key any more (shredded since) is dropped; who lost a key since does
  not hold it; what was rotated since is held under its new key.
- What was saved after the copy of the bodies is lost, and its keys are swept: the copies keep them.
- Older keys decide nothing: the bodies know what was shredded and who was dismissed.
- Needs nobody's keys. The ledger is the one in the copy of the bodies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from holdfast.apps.accounts import queries as accounts
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.copy_errors import DamagedCopyError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.layers import Layer, layer_keys, uncover
from holdfast.apps.keyring.models import (
    Holding,
    MemberWrap,
    RecordBody,
    RememberedHead,
    ScopeKey,
    Unit,
    UnitWrap,
)
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.queries import tip
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.vault.errors import VaultError

from .ending import drop_bodies, remove_files
from .recovery import recover
from .writing import KEYSTORE


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a restored site: entries of the ledger, units dropped, keys taken over."""

    entries: int
    dropped_units: int
    changed_keys: int


def bring_back(*, keys_size: int, clock: Clock = utc_now) -> Returned:
    """Make a restored folder whole. `keys_size` is how long the ledger was for the keys' copy.

    Raises LostLayerError, DamagedCopyError (the weekly key is not the one), StoreError.
    """
    with in_words():
        _check_layers()
        size = tip().size
        dropped, changed = _follow(iso_week(clock())) if keys_size > size else (0, 0)
        _forget_later(size, is_later=keys_size > size)
        recover()
    return Returned(size, dropped, changed)


def _check_layers() -> None:
    """Take the weekly layer off one row of each: it opens, or the key is another site's."""
    layer_of = layer_keys()
    for table in (UnitWrap, MemberWrap):
        for number in table.objects.values_list("layer", flat=True).distinct():
            row = table.objects.filter(layer=number).first()
            layer = Layer(number, layer_of(number))
            try:
                uncover(bytes(row.sealed), layer, wrap=row.pk, scope_key=row.scope_key)
            except VaultError:
                raise DamagedCopyError(
                    "The weekly key does not open this copy of the keys. Nothing was changed.",
                    hint="Look for the weekly key of the same number that belongs to this site.",
                ) from None


def _follow(week: str) -> tuple[int, int]:
    with ledger.writing():
        changed = [key for key in ScopeKey.objects.all() if _take_over(key, week)]
        gone = _units_without_keys()
        files = [file for some in chunks(gone) for file in drop_bodies(some)]
        _drop_empty_keys()
    remove_files(files)
    return len(gone), len(changed)


def _take_over(key: ScopeKey, week: str) -> bool:
    """Let the grants of a scope's key be those of the key store. Returns whether they changed."""
    wraps = [w for w in MemberWrap.objects.filter(scope_key=key.pk) if _is_known(w)]
    epoch = max((wrap.epoch for wrap in wraps), default=key.epoch)
    current = {wrap.pk: wrap for wrap in wraps if wrap.epoch == epoch}
    held = set(Holding.objects.filter(scope_key=key.pk).values_list("pk", flat=True))
    if current.keys() == held and epoch == key.epoch:
        return False
    Holding.objects.filter(scope_key=key.pk).delete()
    Holding.objects.bulk_create(
        Holding(
            id=wrap.pk,
            scope_key=key.pk,
            member=wrap.member,
            granter=wrap.granter,
            epoch=epoch,
        )
        for wrap in current.values()
    )
    due = key.due_since or week  # who lost it since may have kept it
    ScopeKey.objects.filter(pk=key.pk).update(epoch=epoch, due_since=due)
    return True


def _is_known(wrap: MemberWrap) -> bool:
    """Whether these bodies know its member: one who joined since is to be let in again."""
    return all(
        accounts.is_member(MemberId(member)) and RecordBody.objects.filter(pk=member).exists()
        for member in (wrap.member, wrap.granter)
    )


def _units_without_keys() -> Sequence[str]:
    epochs = dict(ScopeKey.objects.values_list("pk", "epoch"))
    wraps = UnitWrap.objects.values_list("unit", "scope_key", "under_epoch")
    keyed = {unit for unit, scope_key, under in wraps.iterator() if epochs.get(scope_key) == under}
    held = set(Holding.objects.values_list("scope_key", flat=True))
    rows = Unit.objects.values_list("pk", "scope_key")
    return [unit for unit, scope_key in rows if unit not in keyed or scope_key not in held]


def _drop_empty_keys() -> None:
    held = Holding.objects.values("scope_key")
    ScopeKey.objects.exclude(pk__in=held).delete()


def _forget_later(size: int, *, is_later: bool) -> None:
    """Let the key store know of no write that these bodies do not have.

    What members remember of the ledger would say that it was cut, which is true: whoever restores
    says so, and a head that was kept elsewhere still shows it.
    """
    with transaction.atomic(using=KEYSTORE, durable=True):
        for table in (UnitWrap, MemberWrap):
            table.objects.filter(tree_size__gt=size).update(tree_size=size)
        if is_later:
            RememberedHead.objects.all().delete()
