"""Reading sealed files.

Invariants: a piece that is handed out is authentic; the file is whole only when the iterator ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.apps.keyring.errors import LostFileError, NotGrantedError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import FileBody
from holdfast.apps.keyring.place import files_folder, installation
from holdfast.apps.keyring.rules import Actor, FileId, Grounds, UnitId, file_context
from holdfast.vault.envelope import Context
from holdfast.vault.keys import UnitKey
from holdfast.vault.stream import open_file as open_stream

from .bodies import check_entered
from .keys import key_by_id
from .units import steadily, unit_key


def open_file(actor: Actor, file: FileId) -> Iterator[bytes]:
    """The content of a file, in pieces of at most 65,532 bytes. Keep them out of sight until the
    iterator has ended.

    Raises NotGrantedError, LostFileError, UnenteredError, LostKeyError, or what
    `stream.open_file` raises.
    """
    with in_words():
        under, context = steadily(lambda: _key_of(actor, file))
        try:
            sealed = (files_folder() / file).open("rb")
        except FileNotFoundError:
            raise LostFileError from None
        with sealed:
            yield from open_stream(sealed, key=under, context=context)


def _key_of(actor: Actor, file: FileId) -> tuple[UnitKey, Context]:
    row = FileBody.objects.filter(pk=file).first()
    if row is None:
        raise NotGrantedError
    key = key_by_id(actor, row.scope_key)
    under = unit_key(key, UnitId(row.unit), row.epoch)
    check_entered(Grounds(row.pk, UnitId(row.unit), row.epoch, 1, row.leaf), under)
    return under, file_context(installation(), key.scope, file, row.epoch)


def files_of(actor: Actor, unit: UnitId) -> list[FileId]:
    """The files of a unit that the actor may open, in no order that tells anything."""
    rows = FileBody.objects.filter(unit=unit).order_by("pk").values_list("pk", "scope_key")
    found = list(rows)
    if found:
        key_by_id(actor, found[0][1])
    return [FileId(file) for file, _ in found]
