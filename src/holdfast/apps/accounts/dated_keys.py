"""Keys of parcels that come back by a date: each a file of its own, in neither store.

Invariants:
- Such a key opens no root: what it opens is still locked by a passphrase, a sheet or trustees.
- A file is there whole or not at all, readable by this user only, and overwritten when it ends.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from holdfast.vault.envelope import KEY_BYTES, SymmetricKey

from .contexts import site_folder


def keep_key(parcel: str, key: SymmetricKey) -> None:
    """Store the key of a parcel, durably."""
    path = _path(parcel)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_suffix(".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)


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
        overwrite_and_remove(path)


def overwrite_and_remove(path: Path) -> None:
    """Overwrite a small secret with zeros and remove it, durably."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync(path.parent)


def sweep_keys(parcels: Collection[str]) -> int:
    """Destroy the keys of parcels that are not there any more. Returns how many."""
    folder = site_folder() / "travel"
    stale = [path.stem for path in folder.glob("*.key") if path.stem not in parcels]
    for parcel in stale:
        destroy_key(parcel)
    return len(stale)


def _path(parcel: str) -> Path:
    return site_folder() / "travel" / f"{parcel}.key"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
