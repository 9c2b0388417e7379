"""What of this site stands on a second machine too, by that machine's own receipt.

Invariants: without a receipt there is one copy, and that is what is said; nothing is guessed from
what was sent.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import msgspec

from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.ledger.queries import extent

FILE_NAME = "second.json"


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says. When it was written is the file's own time."""

    tree_size: int


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """How many entries of the ledger stand on this machine only, and when the second one last
    confirmed; None where it never did."""

    behind: int
    at: dt.datetime | None


@as_rows()
def second_copy() -> SecondCopy:
    """How far the second machine is behind."""
    (size, _), folder = extent(), site_folder()
    confirmed = confirmed_in(folder)
    if confirmed is None:
        return SecondCopy(size, None)
    written = (folder / FILE_NAME).stat().st_mtime
    at = dt.datetime.fromtimestamp(written, tz=dt.UTC)
    return SecondCopy(max(0, size - confirmed.tree_size), at)


def confirmed_in(folder: Path) -> Confirmed | None:
    """The newest receipt of a site; None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Confirmed)
    except (OSError, msgspec.MsgspecError):
        return None
