"""The weekly layer over the key store: one key a file, which no backup of the stores holds.

Invariants:
- Every row of the key store is sealed once more under the newest weekly key. When that key is
  destroyed, copies of the key store made under it open nothing, whoever holds what else.
- The newest weekly key is the one with the highest number; rows say under which number they are.

Files: `epoch/<number>.key`, 32 bytes. The number is the epoch of the EPOCH envelopes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.vault.envelope import KEY_BYTES, Plaintext, Sealed, SymmetricKey, open_sealed, seal
from holdfast.vault.keys import EpochKey

from .errors import LostLayerError
from .place import installation, layers_folder
from .rules import layer_context

LayerKeys = Callable[[int], EpochKey]


@dataclass(frozen=True, slots=True)
class Layer:
    """One weekly key and its number."""

    number: int
    key: EpochKey = field(repr=False)


def layer_path(number: int) -> Path:
    """Where the weekly key of this number stands."""
    return layers_folder() / f"{number}.key"


def layer_numbers() -> list[int]:
    """The numbers of the weekly keys that are there, oldest first."""
    return sorted(int(path.stem) for path in layers_folder().glob("*.key") if path.stem.isdigit())


def layer_key(number: int) -> EpochKey:
    """The weekly key of this number. Raises LostLayerError."""
    try:
        key = layer_path(number).read_bytes()
    except FileNotFoundError:
        raise LostLayerError from None
    if len(key) != KEY_BYTES:
        raise LostLayerError("The weekly key file is damaged. Nothing was changed.")
    return EpochKey(SymmetricKey(key))


def newest_layer() -> Layer:
    """The weekly key that new rows are sealed under. Raises LostLayerError."""
    numbers = layer_numbers()
    if not numbers:
        raise LostLayerError
    return Layer(numbers[-1], layer_key(numbers[-1]))


def layer_keys() -> LayerKeys:
    """A reader of weekly keys that reads each file once, for one pass over many rows."""
    known: dict[int, EpochKey] = {}

    def key_of(number: int) -> EpochKey:
        if number not in known:
            known[number] = layer_key(number)
        return known[number]

    return key_of


def cover(inner: bytes, layer: Layer, *, wrap: str, scope_key: str) -> Sealed:
    """`inner` under the layer, as the row `wrap` of the key store."""
    context = layer_context(installation(), wrap=wrap, scope_key=scope_key, layer=layer.number)
    return seal(Plaintext(inner), key=layer.key, context=context)


def uncover(sealed: bytes, layer: Layer, *, wrap: str, scope_key: str) -> bytes:
    """What `cover` was given. Raises what `open_sealed` raises."""
    context = layer_context(installation(), wrap=wrap, scope_key=scope_key, layer=layer.number)
    return open_sealed(Sealed(sealed), key=layer.key, context=context)
