"""Keys of parcels that come back by a date: each a file of its own, in neither store.

Invariants:
- Such a key opens no root: what it opens is still locked by a passphrase, a sheet or trustees.
- A file is there whole or not at all, readable by this user only, and overwritten when it ends.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from holdfast.kernel.disk import destroy_file, place_file
from holdfast.vault.envelope import KEY_BYTES, SymmetricKey

from .contexts import site_folder


def keep_key(parcel: str, key: SymmetricKey) -> None:
    """Store the key of a parcel, durably."""
    place_file(_path(parcel), key)


def read_key(parcel: str) -> SymmetricKey | None:
    """The key of a parcel, or None where no whole one is here: somebody took it off the machine."""
    try:
        key = _path(parcel).read_bytes()
    except FileNotFoundError:
        return None
    return SymmetricKey(key) if len(key) == KEY_BYTES else None


def destroy_key(parcel: str) -> None:
    """Overwrite and remove the key of a parcel. On flash memory old blocks may outlive this."""
    path = _path(parcel)
    if path.exists():
        destroy_file(path)


def sweep_keys(parcels: Collection[str]) -> int:
    """Destroy the keys of parcels that are not there any more. Returns how many."""
    folder = site_folder() / "travel"
    stale = [path.stem for path in folder.glob("*.key") if path.stem not in parcels]
    for parcel in stale:
        destroy_key(parcel)
    return len(stale)


def _path(parcel: str) -> Path:
    return site_folder() / "travel" / f"{parcel}.key"
