"""Files from strangers: sealed chunk by chunk as they arrive, within a budget.

Invariants:
- No byte of a file touches the disk in clear, and none waits in memory but a chunk.
- Files stop where the room for words begins: a budget for all of them, and a reserve on the disk.
- A draft is locked until its letter is committed; one that nobody holds and no letter names is
  removed by `sweep_files`.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from holdfast.apps.intake.errors import FilesFullError, FileTooLargeError
from holdfast.apps.intake.models import FileIn
from holdfast.apps.intake.place import Door, files_folder, read_door
from holdfast.apps.intake.queries.replies import Box
from holdfast.apps.intake.records import Incoming, LooseFile
from holdfast.apps.intake.rules import Voice
from holdfast.apps.keyring.disk import sync_folder
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.loose import loose_sealer, new_key
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

from .mailboxes import INTAKE, check_there, place_letter

_MIB = 1024 * 1024
_FOR_THE_DESK = 0o640  # the desk is another system user, in this one's group
_FOLDER_FOR_THE_DESK = 0o770
_MOST_NAME = 120


class Upload:
    """One file on its way in. Call `add` for each piece, then `finish`, or `abandon`."""

    def __init__(self, name: str, *, door: Door) -> None:
        with in_words():
            _make_files_folder()
            self.id, self._key, self._door = random_id(), new_key(), door
            self._name = _plain(name)
            self._sealer = loose_sealer(key=self._key, installation=door.installation, file=self.id)
            self.path = files_folder() / self.id
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.fchmod(handle, _FOR_THE_DESK)
            self._draft = os.fdopen(handle, "wb")
            fcntl.flock(self._draft, fcntl.LOCK_EX)
            self._draft.write(self._sealer.start())
        self.size_bytes = 0
        self._room = 0

    def add(self, piece: bytes) -> None:
        """Seal one more piece. Raises FileTooLargeError, FilesFullError, StoreError."""
        self.size_bytes += len(piece)
        if self.size_bytes > self._door.file_mib * _MIB:
            raise FileTooLargeError
        if self._room < len(piece):
            self._room = _MIB + len(piece)
            check_room(self._door, wanted=self._room)
        self._room -= len(piece)
        with in_words():
            self._draft.write(self._sealer.add(piece))

    def finish(self) -> LooseFile:
        """The file, whole and on the disk; still locked. Raises StoreError."""
        with in_words():
            self._draft.writelines(self._sealer.finish())
            self._draft.flush()
            os.fsync(self._draft.fileno())
        return LooseFile(id=self.id, key=self._key, name=self._name, size_bytes=self.size_bytes)

    def release(self) -> None:
        """Let go of the lock, once a letter names the file."""
        self._draft.close()

    def abandon(self) -> None:
        """Remove what has arrived."""
        self.path.unlink(missing_ok=True)
        self._draft.close()


def _plain(name: str) -> str:
    """The last part of a name without what cannot be shown: no path, and no sign that turns the
    direction of writing, so that `gpj.exe` does not look like a picture."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:_MOST_NAME]


def _make_files_folder() -> None:
    """The folder that the desk's user takes files out of; its group comes from the folder above."""
    folder = files_folder()
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER_FOR_THE_DESK | folder.stat().st_mode & stat.S_ISGID)
        sync_folder(folder.parent)


def check_room(door: Door, *, wanted: int) -> None:
    """Return where so many more bytes fit. Raises FilesFullError, StoreError."""
    with in_words():
        stored = sum(_size(entry) for entry in files_folder().iterdir())
        free = shutil.disk_usage(files_folder()).free
    if stored + wanted > door.files_mib * _MIB or free - wanted < door.reserve_mib * _MIB:
        raise FilesFullError


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0  # taken in, or abandoned, since the folder was listed


def send_files(box: Box, page: bytes, uploads: Sequence[Upload], *, clock: Clock = utc_now) -> None:
    """A letter with these files. Raises MailboxGoneError, StoreError; then none is kept."""
    try:
        files = tuple(upload.finish() for upload in uploads)
        letter = Incoming(voice=Voice.THEM, text="", written_at=clock(), files=files)
        with in_words():
            sync_folder(files_folder())
            with transaction.atomic(using=INTAKE, durable=True):
                check_there(box)
                place_letter(box.id, page, letter, door=read_door())
    except BaseException:
        for upload in uploads:
            upload.abandon()
        raise
    for upload in uploads:
        upload.release()


def sweep_files() -> int:
    """Remove files that no letter names and nobody is writing. Returns how many there were."""
    folder = files_folder()
    if not folder.is_dir():
        return 0
    with in_words():
        return sum(_sweep(path) for path in sorted(folder.iterdir()))


def _sweep(path: Path) -> bool:
    try:
        draft = path.open("r+b")
    except FileNotFoundError:
        return False  # taken in, or swept by another
    with draft:
        try:
            fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False  # still arriving
        if FileIn.objects.filter(pk=path.name).exists():
            return False
        path.unlink(missing_ok=True)
    return True
