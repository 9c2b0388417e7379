"""One file a copy: a plain tar archive of what is sealed already, and a line that seals its length.

Invariants:
- Nothing stands in a copy that does not stand in the stores: ciphertext, opaque ids, one ISO week.
- A copy is written beside its place, synced and renamed: it is there whole or not at all.
- Before anything of a copy is used, every byte of it was read and held against its digest.
- Only names that a site has are taken out of one: no path leads elsewhere.

    copy.json        what it is a copy of (`About`)
    <parts>          site.toml, bodies.sqlite3, files/<id>, and of the line and the watch
                     intake/{intake.sqlite3,door.toml,files/<id>}, watch/watch.sqlite3;
                     or keystore.sqlite3
    digests.json     name, size and SHA-256 of each entry before it
    after the tar:   "HOLDFAST-COPY 1 <SHA-256 of all bytes before this line>\\n"

The digests notice damage. Who can write to the copy can write new digests: against them stand the
seals inside, the ledger, and a signed head of it that was kept elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import msgspec

from holdfast.kernel.disk import make_folder

from .copy_errors import (
    DamagedCopyError,
    NewerCopyError,
    NotACopyError,
    OlderReleaseCopyError,
    WrongPartError,
)

FORMAT = 1
SITE_FILE, FILES = "site.toml", "files"
LINE, WATCH = "intake", "watch"  # stores that copies of earlier releases do not have
_ABOUT, _DIGESTS = "copy.json", "digests.json"
_MOST_ABOUT_BYTES = 1024 * 1024
_PIECE = 1024 * 1024
_LAST_LINE = re.compile(rb"HOLDFAST-COPY ([0-9]{1,6}) ([0-9a-f]{64})\n\Z")
_LAST_LINE_BYTES = 128


class Copied(StrEnum):
    """Which part of a site a copy holds."""

    BODIES = "bodies"
    KEYS = "keys"


_NAMES = {
    Copied.BODIES: re.compile(
        r"site\.toml|bodies\.sqlite3|files/[a-z2-7]{26}|watch/watch\.sqlite3"
        r"|intake/(intake\.sqlite3|door\.toml|files/[a-z2-7]{26})"
    ),
    Copied.KEYS: re.compile(r"keystore\.sqlite3"),
}


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy is of. `tables` names the state of the tables; `layers` the weekly keys."""

    part: Copied
    installation: str
    week: str
    tree_size: int
    tree_root: str
    tables: list[str]
    layers: list[int] = []

    @property
    def age(self) -> tuple[int, int]:
        """What orders copies of one site: how long the ledger was, then the weekly key."""
        return self.tree_size, max(self.layers, default=0)


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """What one entry was when it was written."""

    name: str
    size: int
    sha256: str


@dataclass(eq=False)
class _Hashing(io.RawIOBase):
    """A file that is hashed as it is written or read."""

    file: BinaryIO
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write and hash."""
        self.digest.update(data)
        return self.file.write(data)

    def tell(self) -> int:
        """How far it was written or read."""
        return self.file.tell()

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        data = self.file.read(size)
        self.digest.update(data)
        return data


class Archive:
    """A copy under way: `add` what belongs into it, then `finish`."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        self._file = _Hashing(file)
        self._tar = tarfile.TarFile(fileobj=self._file, mode="w", format=tarfile.GNU_FORMAT)
        self._digests: list[Digest] = []
        self._add_bytes(_ABOUT, msgspec.json.encode(about))

    def add(self, name: str, path: Path) -> None:
        """The file at `path` under a name. Raises OSError; FileNotFoundError adds nothing."""
        with path.open("rb") as source:
            self._add(name, path.stat().st_size, source)

    def finish(self) -> str:
        """Write the digests and the last line. Returns the copy's SHA-256."""
        self._add_bytes(_DIGESTS, msgspec.json.encode(self._digests))
        self._tar.close()
        whole = self._file.digest.hexdigest()
        self._file.file.write(f"HOLDFAST-COPY {FORMAT} {whole}\n".encode())
        return whole

    def _add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, len(content), io.BytesIO(content))

    def _add(self, name: str, size: int, source: BinaryIO) -> None:
        entry, hashed = tarfile.TarInfo(name), _Hashing(source)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, hashed)
        self._digests.append(Digest(name, size, hashed.digest.hexdigest()))


def about(path: Path) -> About:
    """What a copy says of itself, before it was verified. Raises NotACopyError, NewerCopyError."""
    with path.open("rb") as file:
        _last_line(file)
        file.seek(0)
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                return _about(tar)
        except tarfile.TarError:
            raise NotACopyError from None


def verify(path: Path, part: Copied) -> tuple[About, str]:
    """What a copy is of and its SHA-256, after every byte of it was read.

    Raises NotACopyError, DamagedCopyError, NewerCopyError, WrongPartError.
    """
    with path.open("rb") as file:
        end, expected = _last_line(file)
        file.seek(0)
        digest, left = hashlib.sha256(), end
        while left and (piece := file.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    if digest.hexdigest() != expected:
        raise DamagedCopyError
    found = about(path)
    if found.part is not part:
        raise WrongPartError
    return found, expected


def unpack(path: Path, folder: Path) -> int:
    """Take a verified copy out into a folder of its own. Returns how many entries.

    Raises DamagedCopyError where its entries are not those it was made with, or are no site's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
        allowed = _NAMES[_about(tar).part]
        found = [_taken_out(tar, entry, folder, allowed) for entry in _entries(tar)]
        listed = _listed(tar)
    if found != listed[1:] or not listed or listed[0].name != _ABOUT:
        raise DamagedCopyError
    return len(found)


def check_tables(found: About, known: list[str]) -> None:
    """Return where this release has the copy's tables, those of `lacking` stores aside.

    Raises NewerCopyError, OlderReleaseCopyError.
    """
    if set(found.tables) - set(known):
        raise NewerCopyError
    missing = set(known) - set(found.tables)
    if any(_app_of(table) not in lacking(found) for table in missing):
        raise OlderReleaseCopyError


def lacking(found: About) -> tuple[str, ...]:
    """The stores that a site of the copy's release did not have yet."""
    there = {_app_of(table) for table in found.tables}
    return tuple(store for store in (LINE, WATCH) if store not in there)


def _app_of(table: str) -> str:
    return table.partition(".")[0]


def _last_line(file: BinaryIO) -> tuple[int, str]:
    """Where the last line begins, and the digest in it."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _LAST_LINE_BYTES))
    line = _LAST_LINE.search(file.read())
    if line is None:
        raise NotACopyError
    if int(line[1]) > FORMAT:
        raise NewerCopyError
    return size - len(line[0]), line[2].decode()


def _about(tar: tarfile.TarFile) -> About:
    first = tar.next()
    if first is None or first.name != _ABOUT:
        raise NotACopyError
    try:
        return msgspec.json.decode(_content(tar, first), type=About)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise NotACopyError from None


def _entries(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (entry := tar.next()) is not None and entry.name != _DIGESTS:
        yield entry


def _listed(tar: tarfile.TarFile) -> list[Digest]:
    try:
        content = _content(tar, tar.getmember(_DIGESTS), most=None)
        return msgspec.json.decode(content, type=list[Digest])
    except (KeyError, msgspec.DecodeError, msgspec.ValidationError):
        raise DamagedCopyError from None


def _content(
    tar: tarfile.TarFile, entry: tarfile.TarInfo, *, most: int | None = _MOST_ABOUT_BYTES
) -> bytes:
    source = tar.extractfile(entry)
    if source is None or (most is not None and entry.size > most):
        raise NotACopyError
    return source.read()


def _taken_out(
    tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path, allowed: re.Pattern[str]
) -> Digest:
    source = tar.extractfile(entry) if entry.isreg() else None
    if source is None or not allowed.fullmatch(entry.name):
        raise DamagedCopyError
    target, digest = folder / entry.name, hashlib.sha256()
    make_folder(target.parent)
    with target.open("xb") as file:
        target.chmod(0o600)
        while piece := source.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    return Digest(entry.name, entry.size, digest.hexdigest())
