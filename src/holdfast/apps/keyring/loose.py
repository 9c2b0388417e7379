"""Sealing without a member: files under a key of their own, and what a page carries to itself.

Invariants:
- Imports no table and reads no settings: a process that holds no member's keys can use it.
- A loose file's key is drawn for it alone and travels inside a letter; the file opens nowhere else.
- What a page carries opens only in the process (and its forks) that sealed it, for the same use.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import urandom
from typing import BinaryIO

from holdfast.vault.envelope import Context, Kind, Plaintext, Sealed, SymmetricKey
from holdfast.vault.envelope import open_sealed as _open
from holdfast.vault.envelope import seal as _seal
from holdfast.vault.stream import FileSealer
from holdfast.vault.stream import open_file as _open_file

KEY_BYTES = 32


def new_key() -> bytes:
    """Thirty-two random bytes."""
    return urandom(KEY_BYTES)


def loose_sealer(*, key: bytes, installation: str, file: str) -> FileSealer:
    """What seals a file as it arrives: write `start()`, each `add()`, then `finish()`."""
    return FileSealer(key=SymmetricKey(key), context=_file_context(installation, file))


def open_loose(sealed: BinaryIO, *, key: bytes, installation: str, file: str) -> Iterator[bytes]:
    """The content of a loose file, in pieces. It is whole once the iterator ended."""
    return _open_file(sealed, key=SymmetricKey(key), context=_file_context(installation, file))


def seal_slip(value: bytes, *, key: bytes, use: str) -> bytes:
    """What a page carries, sealed for a use."""
    return _seal(Plaintext(value), key=SymmetricKey(key), context=_slip_context(use))


def open_slip(sealed: bytes, *, key: bytes, use: str) -> bytes:
    """What a page carried. Raises a VaultError for anything that was not sealed for this use."""
    return _open(Sealed(sealed), key=SymmetricKey(key), context=_slip_context(use))


def _file_context(installation: str, file: str) -> Context:
    return Context(installation, Kind.FILE, file, "letter", 0, 1)


def _slip_context(use: str) -> Context:
    return Context("", Kind.SESSION, use, "slip", 0, 1)
