"""The stores of the line and of the watch, on their way into the copy of the bodies.

Invariants:
- The line is copied before the bodies' moment. A letter is deleted only once its message is in the
  bodies, so that none is missing from a copy; one that is in both is known by its id.
- `door.toml` as well: a key that the bodies do not know yet would seal letters that nobody opens.
- The watch is copied while writers wait: it knows no check-in that the bodies do not know.
- The private key of neither stands in its store; here nothing is opened.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from holdfast.apps.keyring.archives import FILES, LINE, WATCH
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.neighbours import files_on_their_way, store_in
from holdfast.kernel.disk import make_folder

from .moments import standing_still

_DOOR = "door.toml"


def copy_line(draft: Path) -> None:
    """The line's store, `door.toml` and sealed files of one moment. Raises StoreError, OSError."""
    there, here = site_folder() / LINE, draft / LINE
    make_folder(here / FILES)
    _copy_where_there(there / _DOOR, here / _DOOR)
    _copy_store(LINE, draft)
    for file in files_on_their_way(draft):
        _copy_where_there(there / FILES / file.id, here / FILES / file.id)


def copy_watch(draft: Path) -> None:
    """The watch's store as it stands now. Raises StoreError, OSError."""
    make_folder(draft / WATCH)
    _copy_store(WATCH, draft)


def copied_beside(draft: Path) -> list[str]:
    """The names, in the copy, of what was copied here."""
    found = [path for store in (LINE, WATCH) for path in (draft / store).rglob("*")]
    return sorted(str(path.relative_to(draft)) for path in found if path.is_file())


def _copy_store(store: str, draft: Path) -> None:
    with standing_still(store) as begin:
        begin()(store_in(draft, store))


def _copy_where_there(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return  # the line was never opened; or the file was taken in, and is in the bodies
