"""Saving sealed records.

Invariants:
- A record is sealed for its place and revision, entered in the ledger, and stored, in one write.
- Nobody's change is saved over another's: a revision is written once.
"""

from __future__ import annotations

from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.models import RecordBody, ScopeKey, Unit
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import Sealable, encode
from holdfast.apps.keyring.rules import (
    Grounds,
    OpenKey,
    Part,
    RecordId,
    ScopeId,
    UnitId,
    record_context,
)
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Plaintext, Sealed, seal
from holdfast.vault.keys import UnitKey

from .rotation import current_key, current_unit_key
from .writing import Write


def add(write: Write, unit: UnitId, value: Sealable, *, record: RecordId | None = None) -> RecordId:
    """A new record in a unit, under a fresh id or the one that is given.

    Raises NotGrantedError, EditConflictError (the id is taken), or the vault's.
    """
    record = record or RecordId(random_id())
    if RecordBody.objects.filter(pk=record).exists():
        raise EditConflictError
    key, under = key_of_unit(write, unit)
    row, body = _sealed(write, key, under, (record, unit, 1), value)
    RecordBody.objects.create(
        id=record,
        unit=unit,
        scope_key=key.id,
        epoch=row.epoch,
        revision=1,
        leaf=row.leaf,
        body=body,
    )
    return record


def save(write: Write, record: RecordId, value: Sealable, *, revision: int) -> int:
    """The record's next revision, saved over `revision`, which is the one that was read.

    Raises NotGrantedError, EditConflictError, or the vault's.
    """
    found = RecordBody.objects.filter(pk=record).values_list("unit", "revision").first()
    if found is None:
        raise NotGrantedError
    key, under = key_of_unit(write, UnitId(found[0]))
    if found[1] != revision:
        raise EditConflictError
    row, body = _sealed(write, key, under, (record, UnitId(found[0]), revision + 1), value)
    RecordBody.objects.filter(pk=record).update(
        epoch=row.epoch, revision=row.revision, leaf=row.leaf, body=body
    )
    return row.revision


def key_of_unit(write: Write, unit: UnitId) -> tuple[OpenKey, UnitKey]:
    """The keys that new bodies of a unit are sealed under in this write. Raises NotGrantedError."""
    held = Unit.objects.filter(pk=unit).values("scope_key")
    row = ScopeKey.objects.filter(pk__in=held).first()
    if row is None:
        raise NotGrantedError
    key = current_key(write, ScopeId(row.scope), Part(row.part))
    return key, current_unit_key(write, key, unit)


def _sealed(
    write: Write, key: OpenKey, under: UnitKey, place: tuple[str, UnitId, int], value: Sealable
) -> tuple[Grounds, Sealed]:
    record, unit, revision = place
    leaf = write.enter(under, record, revision)
    row = Grounds(record, unit, key.epoch, revision, leaf)
    context = record_context(installation(), key.scope, row)
    return row, seal(Plaintext(encode(value, week=write.week)), key=under, context=context)
