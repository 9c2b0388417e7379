"""Files that are there whole or not at all.

Invariants: a name appears in its folder only after its bytes are on the disk, and stays there.
"""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(folder: Path) -> None:
    """The folder, for this user only, and known to the disk."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def place_file(path: Path, content: bytes) -> None:
    """`content` at `path`, durably; readable by this user only."""
    make_folder(path.parent)
    draft = path.with_name(path.name + ".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    move_file(draft, path)


def move_file(source: Path, target: Path) -> None:
    """`source`, which is synced, under the name `target`, durably."""
    source.replace(target)
    sync_folder(target.parent)


def destroy_file(path: Path) -> None:
    """Overwrite a small secret with zeros and remove it, durably.

    On flash memory and on file systems that copy on write, old blocks may outlive this.
    """
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """The folder's list of names, on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
