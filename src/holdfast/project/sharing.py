"""Letting the line's process, another system user, reach the line's folder and nothing else.

Invariants:
- Whoever is only in the line's group can pass through the site's folder, but not list it, and can
  open no file in it outside `intake/`.
- Every other file is for the desk's user alone, whatever mask it was made under.

    DIR          desk's user, line's group   drwx--x---
    DIR/intake   desk's user, line's group   drwxrws---   files -rw-rw----
    all else     desk's user                 drwx------   files -rw-------
"""

from __future__ import annotations

import grp
import os
from collections.abc import Iterator
from pathlib import Path

from .errors import NoSuchGroupError, NotOursError

LINE = "intake"
_PASSED_THROUGH, _SHARED, _OURS = 0o710, 0o2770, 0o700


def share_line(folder: Path, group: str) -> None:
    """Let the members of `group` reach the line's folder of the site in `folder`.

    Raises NoSuchGroupError, NotOursError (some of it belongs to another user).
    """
    number = _number_of(group)
    line = folder / LINE
    line.mkdir(mode=_OURS, exist_ok=True)
    try:
        for path in _within(folder):
            shared = path.is_relative_to(line)
            if shared:
                os.chown(path, -1, number)
            path.chmod(_mode(path, _SHARED if shared else _OURS))
        os.chown(folder, -1, number)
        folder.chmod(_PASSED_THROUGH)
    except PermissionError:
        raise NotOursError from None


def _mode(path: Path, of_folders: int) -> int:
    return of_folders if path.is_dir() else of_folders & 0o666


def _within(folder: Path) -> Iterator[Path]:
    """Everything in the folder; a link is not followed, so nothing outside is touched."""
    return (path for path in folder.rglob("*") if not path.is_symlink())


def _number_of(group: str) -> int:
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        raise NoSuchGroupError from None
