"""The file with the watch's private key, outside of the folder whose rows it opens.

Invariants: never written over, never inside the site's folder, readable by its user only.

    holdfast-watch-key-1
    <installation>
    <private key, base64>
    <public key, base64>
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from pathlib import Path

from holdfast.apps.keyring.disk import sync_folder
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PrivateKey, PublicKey
from holdfast.apps.keyring.place import installation, site_folder

from .errors import BadWatchKeyError, KeyInsideError, KeyThereError, NoWatchKeyError
from .records import Letterbox

_HEAD = "holdfast-watch-key-1"
_KEY_BYTES = 32
_MOST_BYTES = 4096


def refuse_place(path: Path) -> None:
    """Return where a key may be written here. Raises KeyInsideError, KeyThereError."""
    if path.resolve().is_relative_to(site_folder().resolve()):
        raise KeyInsideError
    if path.exists():
        raise KeyThereError


def write_key(path: Path, box: Letterbox) -> None:
    """The key in a new file. Raises KeyInsideError, KeyThereError, StoreError."""
    refuse_place(path)
    halves = [b64encode(half).decode() for half in (box.private, box.public)]
    with in_words():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyThereError from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("\n".join([_HEAD, installation(), *halves, ""]))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.resolve().parent)


def read_key(path: Path) -> Letterbox:
    """The key in this file. Raises NoWatchKeyError, BadWatchKeyError."""
    try:
        text = path.read_bytes()[:_MOST_BYTES].decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise NoWatchKeyError from None
    lines = text.splitlines()
    if lines[:2] != [_HEAD, installation()]:
        raise BadWatchKeyError
    try:
        private, public = (b64decode(half, validate=True) for half in lines[2:4])
    except ValueError:
        raise BadWatchKeyError from None
    if {len(private), len(public)} != {_KEY_BYTES}:
        raise BadWatchKeyError
    return Letterbox(PrivateKey(private), PublicKey(public))
