"""Opening the keys of units, under keys of scopes that are open.

Invariants: a unit's key opens only under the key, and in the epoch, that its scope has now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from holdfast.apps.keyring.errors import LostKeyError
from holdfast.apps.keyring.layers import Layer, layer_keys, uncover
from holdfast.apps.keyring.models import UnitWrap
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.rules import OpenKey, UnitId, UnitKeys, unit_key_context
from holdfast.vault.envelope import Sealed, SymmetricKey
from holdfast.vault.keys import UnitKey, WrappedKey, unwrap

Row = tuple[str, str, str, int, int, int, bytes]
T = TypeVar("T")

_COLUMNS = ("id", "scope_key", "unit", "key_epoch", "under_epoch", "layer", "sealed")
_TRIES = 2
_CHUNK = 500  # fewer parameters than any SQLite allows


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, so many at a time as one query may name."""
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def steadily(look: Callable[[], T]) -> T:
    """What `look` gives; looked again where a rotation took a key away between two of its reads."""
    for _ in range(_TRIES):
        try:
            return look()
        except LostKeyError:
            continue
    return look()


def unit_keys(keys: Iterable[OpenKey], *, units: Collection[UnitId] | None = None) -> UnitKeys:
    """The keys of all units, or of these, under these keys of scopes.

    Raises LostLayerError or the vault's. A unit whose wrap is missing is left out.
    """
    by_id = {key.id: key for key in keys}
    layer_of, opened = layer_keys(), {}
    for row in _rows(list(by_id), units):
        key, layer = by_id[row[1]], row[5]  # type: ignore[index]
        if row[4] == key.epoch:
            opened[UnitId(row[2]), row[3]] = _opened(row, key, Layer(layer, layer_of(layer)))
    return opened


def unit_key(key: OpenKey, unit: UnitId, key_epoch: int) -> UnitKey:
    """One key of a unit. Raises LostKeyError, LostLayerError, or the vault's."""
    try:
        return unit_keys([key], units=[unit])[unit, key_epoch]
    except KeyError:
        raise LostKeyError from None


def _rows(scope_keys: Sequence[str], units: Collection[UnitId] | None) -> Iterator[Row]:
    """The wraps under these keys; where few units are wanted, they are what is looked up by."""
    if units is None:
        for some in chunks(scope_keys):
            yield from UnitWrap.objects.filter(scope_key__in=some).values_list(*_COLUMNS)
        return
    known = set(scope_keys)
    for few in chunks(list(units)):
        rows = UnitWrap.objects.filter(unit__in=few).values_list(*_COLUMNS)
        yield from (row for row in rows if row[1] in known)


def _opened(row: Row, key: OpenKey, layer: Layer) -> UnitKey:
    wrap, scope_key, unit, key_epoch, under_epoch, _, sealed = row
    inner = uncover(bytes(sealed), layer, wrap=wrap, scope_key=scope_key)
    context = unit_key_context(
        installation(),
        scope=key.scope,
        part=key.part,
        unit=unit,
        key_epoch=key_epoch,
        under_epoch=under_epoch,
    )
    return unwrap(WrappedKey(Sealed(inner)), UnitKey, under=SymmetricKey(key.key), context=context)
