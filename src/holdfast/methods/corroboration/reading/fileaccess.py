"""The bytes of one file, opened for reading only and never waiting for anybody.

Invariants:
- A pipe, a socket or a device is never waited for; a link is never followed.
- No more than the limit is held in memory; a larger file is only hashed, block by block.
- Whatever happens, the answer is bytes or a sentence for a person, never an exception.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .limits import FILE_BYTES, HASHED_BYTES, MEBIBYTE

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_REASONS = {
    errno.ENOENT: "The file was gone when it was to be read. Put it back and run this again.",
    errno.EACCES: "The file may not be read by this user. Ask its owner for permission.",
    errno.EPERM: "The file may not be read by this user. Ask its owner for permission.",
    errno.ELOOP: "This is a link out of the folder and was not followed. "
    "Copy what it leads to into the folder.",
    errno.ENXIO: "This is a pipe, a socket or a device, not a file, and was left alone.",
}
NOT_A_FILE = _REASONS[errno.ENXIO]
CLOSED_FOLDER = "This subfolder could not be opened. Ask its owner for permission to read it."
TOO_LARGE = (
    f"The file is larger than {FILE_BYTES // MEBIBYTE} MB and was not read. "
    "Split it, or save the text of the report alone."
)


@dataclass(frozen=True, slots=True)
class FileBytes:
    """The content of a file, or why there is none; `sha256` is "" where it could not be taken."""

    data: bytes
    sha256: str
    problem: str | None = None


def read_bytes(path: Path) -> FileBytes:
    """All bytes of the file at `path` with their SHA-256, or the reason why they are not here."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        return FileBytes(b"", "", _reason(error))
    try:
        return _read(descriptor)
    except OSError as error:
        return FileBytes(b"", "", _reason(error))
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> FileBytes:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        return FileBytes(b"", "", CLOSED_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        return FileBytes(b"", "", NOT_A_FILE)
    if status.st_size > HASHED_BYTES:
        return FileBytes(b"", "", TOO_LARGE)
    digest, kept, size = hashlib.sha256(), [], 0
    for block in _blocks(descriptor):
        digest.update(block)
        size += len(block)
        if size <= FILE_BYTES:
            kept.append(block)
        else:
            kept.clear()
    problem = TOO_LARGE if size > FILE_BYTES else None
    return FileBytes(b"".join(kept), digest.hexdigest(), problem)


def _blocks(descriptor: int) -> Iterator[bytes]:
    size = 0
    while size <= HASHED_BYTES and (block := os.read(descriptor, MEBIBYTE)):
        size += len(block)
        yield block


def _reason(error: OSError) -> str:
    return _REASONS.get(
        error.errno or 0,
        "The file could not be read from the disk. Check the disk and run this again.",
    )
