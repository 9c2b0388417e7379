"""Storing sealed files as they arrive.

Invariants:
- Content is sealed chunk by chunk in memory; no byte of it touches the disk in clear.
- A file is written, synced, renamed, its folder synced, and only then has a row: a row always has
  its file, and a draft that nobody finishes is removed at the next start.
- A draft under way is locked, so that nobody takes it for one that was cut off.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import FileBody, Unit
from holdfast.apps.keyring.place import files_folder, installation
from holdfast.apps.keyring.rules import Actor, FileId, Grounds, OpenKey, UnitId, file_context
from holdfast.kernel.disk import make_folder, move_file
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import UnitKey
from holdfast.vault.stream import FileSealer

from .bodies import key_of_unit
from .writing import Write, writing

DRAFT = ".part"


def store_file(actor: Actor, unit: UnitId, pieces: Iterable[bytes]) -> FileId:
    """A new sealed file in a unit. Returns once it is on the disk with its row.

    Raises NotGrantedError, StoreError; whatever `pieces` raises leaves nothing behind.
    """
    file = FileId(random_id())
    with writing(actor) as write:  # rotates where that is due, before anything is sealed
        key, under = key_of_unit(write, unit)
    context = file_context(installation(), key.scope, file, key.epoch)
    with in_words(), _draft(file) as (path, draft):
        _seal_into(draft, pieces, FileSealer(key=under, context=context))
        with writing(actor) as write:
            if not Unit.objects.filter(pk=unit).exists():
                raise NotGrantedError  # shredded while the file was arriving
            move_file(path, files_folder() / file)
            _enter(write, Grounds(file, unit, key.epoch, 1, 0), key, under)
    return file


def _enter(write: Write, row: Grounds, key: OpenKey, under: UnitKey) -> None:
    leaf = write.enter(under, row.id, row.revision)
    FileBody.objects.create(id=row.id, unit=row.unit, scope_key=key.id, epoch=row.epoch, leaf=leaf)


@contextmanager
def _draft(file: FileId) -> Iterator[tuple[Path, BinaryIO]]:
    make_folder(files_folder())
    path = files_folder() / (file + DRAFT)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as draft:
        fcntl.flock(draft, fcntl.LOCK_EX)
        try:
            yield path, draft
        finally:
            path.unlink(missing_ok=True)


def _seal_into(draft: BinaryIO, pieces: Iterable[bytes], sealer: FileSealer) -> None:
    draft.write(sealer.start())
    draft.writelines(sealer.add(piece) for piece in pieces)
    draft.writelines(sealer.finish())
    draft.flush()
    os.fsync(draft.fileno())
