"""Bringing the two copies of a site into one folder, before anything of it is opened.

Invariants:
- Both copies are read to their end, and held against each other, before a byte is written.
- A site is never restored over another, and what fails leaves nothing behind.
- Restored is the newest copy of the keys. An older one only where somebody said what that means.
- The weekly keys come from where they are kept apart: they are in neither copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from holdfast.kernel.disk import destroy_file, place_file, sync_folder

from .archives import About, Copied, about, check_tables, lacking, unpack, verify
from .copy_errors import (
    CopyError,
    ForeignCopyError,
    NoOtherCopyError,
    OlderKeysError,
    SiteInTheWayError,
)
from .drills import installation_of
from .errors import LostLayerError
from .tables import known_tables

SAID = "what was shredded may come back"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Copies:
    """The two copies, and the folder in which the weekly keys are kept apart."""

    bodies: Path
    keys: Path
    weekly: Path


@dataclass(frozen=True, slots=True)
class Verified:
    """Two copies of one site that were read to their end."""

    copies: Copies
    bodies: About
    keys: About
    keys_sha256: str

    @property
    def lacking(self) -> tuple[str, ...]:
        """The stores that the copied site did not have yet: they come back empty."""
        return lacking(self.bodies)


def verify_copies(copies: Copies, *, said: str = "") -> Verified:
    """Both copies, verified and held against each other. `said` allows older keys in words.

    Raises CopyError (each with its own words), LostLayerError, OSError.
    """
    bodies, _ = verify(copies.bodies, Copied.BODIES)
    keys, digest = verify(copies.keys, Copied.KEYS)
    if bodies.installation != keys.installation:
        raise ForeignCopyError
    for found in (bodies, keys):
        check_tables(found, known_tables())
    is_older = bodies.tree_size > keys.tree_size or _is_newer_beside(copies.keys, keys)
    if is_older and said.strip().lower() != SAID:
        raise OlderKeysError
    _weekly_keys(copies.weekly, keys.layers)
    return Verified(copies, bodies, keys, digest)


def check_drill(verified: Verified, site: Path) -> None:
    """Return where these copies can prove something of this living site.

    Raises NoOtherCopyError (its own weekly key), ForeignCopyError.
    """
    if verified.copies.weekly.resolve().is_relative_to(site.resolve()):
        raise NoOtherCopyError
    if installation_of(site) != verified.keys.installation:
        raise ForeignCopyError


@contextmanager
def unpacked(verified: Verified, draft: Path) -> Iterator[Path]:
    """A folder with the site as the copies have it. What is still there at the end is wiped."""
    try:
        unpack(verified.copies.bodies, draft)
        unpack(verified.copies.keys, draft)
        keys = _weekly_keys(verified.copies.weekly, verified.keys.layers)
        for number, key in keys.items():
            place_file(draft / "epoch" / f"{number}.key", key)
        yield draft
    finally:
        wipe(draft)


def draft_for(folder: Path) -> Path:
    """Where a site for `folder` is put together. Raises SiteInTheWayError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SiteInTheWayError
    draft = folder.with_name(f".{folder.name}.restoring")
    wipe(draft)
    return draft


def settle(draft: Path, folder: Path) -> None:
    """Give a site that is put together its name. Raises SiteInTheWayError."""
    try:
        draft.replace(folder)
    except OSError:
        raise SiteInTheWayError from None
    sync_folder(folder.parent)


def wipe(draft: Path) -> None:
    """Remove a draft, its weekly keys overwritten first."""
    for key in draft.glob("epoch/*.key"):
        destroy_file(key)
    if draft.exists():
        shutil.rmtree(draft)


def _weekly_keys(folder: Path, layers: Sequence[int]) -> dict[int, bytes]:
    keys = {}
    for number in layers:
        try:
            keys[number] = (folder / f"{number}.key").read_bytes()
        except FileNotFoundError:
            raise LostLayerError(
                "A weekly key that these copies need is not in the folder. Nothing was changed.",
                hint="Name the folder where the weekly keys are kept apart with --weekly.",
            ) from None
        if len(keys[number]) != _KEY_BYTES:
            raise LostLayerError("The weekly key file is damaged. Nothing was changed.")
    return keys


def _is_newer_beside(path: Path, keys: About) -> bool:
    """Whether a newer copy of the same site's keys stands in the same folder."""
    others = (other for other in path.parent.iterdir() if other.name != path.name)
    return any(_is_newer(other, keys) for other in others if other.is_file())


def _is_newer(other: Path, keys: About) -> bool:
    try:
        its = about(other)
    except (CopyError, OSError):
        return False  # not a copy, or one that could not be restored in any case
    return its.part is Copied.KEYS and its.installation == keys.installation and its.age > keys.age
