"""The file with the relay's private key: what opens the answers that it passes on.

Invariants: never written over, never in the line's folder, readable by its user only.

    holdfast-relay-key-1
    <private key, base64>
    <public key, base64>
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.apps.keyring.disk import sync_folder
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PrivateKey, PublicKey, new_letterbox

from .errors import BadRelayKeyError, RelayKeyThereError
from .place import intake_folder

_HEAD = "holdfast-relay-key-1"
_KEY_BYTES = 32
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class RelayKey:
    """The relay's letterbox."""

    private: PrivateKey = field(repr=False)
    public: PublicKey


def new_key_file(path: Path) -> None:
    """A fresh key in a new file. Raises RelayKeyThereError, StoreError."""
    if path.resolve().is_relative_to(intake_folder().resolve()):
        raise RelayKeyThereError
    halves = [b64encode(half).decode() for half in new_letterbox()]
    with in_words():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise RelayKeyThereError from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("\n".join([_HEAD, *halves, ""]))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.resolve().parent)


def read_key_file(path: Path) -> RelayKey:
    """The key in this file. Raises BadRelayKeyError."""
    try:
        lines = path.read_bytes()[:_MOST_BYTES].decode("ascii").splitlines()
        private, public = (b64decode(half, validate=True) for half in lines[1:3])
    except (OSError, ValueError):
        raise BadRelayKeyError from None
    if lines[0] != _HEAD or {len(private), len(public)} != {_KEY_BYTES}:
        raise BadRelayKeyError
    return RelayKey(PrivateKey(private), PublicKey(public))
