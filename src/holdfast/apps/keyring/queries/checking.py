"""Reading everything again, to say what is wrong in plain words.

Invariants:
- Changes nothing; goes on after the first thing that is wrong, so that all are told. So it can be
  stopped at any moment.
- Keys and records are opened many at a time, as long as they are whole; where something of a batch
  does not open, that batch is looked at one by one, to say which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from holdfast.apps.keyring.errors import LostKeyError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.models import FileBody, Holding, RecordBody, ScopeKey, Unit
from holdfast.apps.keyring.rules import Actor, FileId, OpenKey, ScopeKeyId, UnitId, UnitKeys
from holdfast.apps.ledger import queries as ledger
from holdfast.kernel.errors import HoldfastError

from .bodies import check_records, open_record
from .files import open_file
from .heads import check_remembered, ledger_keys
from .keys import key_by_id, open_keys
from .units import steadily, unit_key, unit_keys

Report = Callable[[str, int, int], None]  # which stage, how many are done, of how many

_KEYS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where (an opaque id, or the ledger), and in which words."""

    where: str
    error: HoldfastError


def say_nothing(_stage: str, _done: int, _total: int) -> None:
    """The report of who does not want to know how far it is."""


def check(actor: Actor, *, report: Report = say_nothing) -> Iterator[Fault]:
    """What is wrong with the ledger and with all that the actor can open.

    Reads every record and every file to its end. Says nothing of what the actor holds no key to.
    `report` is told how far it is: of records, then of files.
    """
    report("ledger", 0, 1)
    yield from _tried("ledger", lambda: ledger.check(ledger_keys(actor)[0]))
    yield from _tried("ledger", lambda: check_remembered(actor))
    report("ledger", 1, 1)
    keys: list[OpenKey] = []
    yield from _find_keys(actor, keys)
    yield from _check_records(actor, keys, report)
    yield from _check_files(actor, keys, report)


def _find_keys(actor: Actor, found: list[OpenKey]) -> Iterator[Fault]:
    """Put the keys that open into `found`; tell of those that do not."""
    try:
        found += open_keys(actor)
    except HoldfastError:
        held = Holding.objects.filter(member=actor.member).values("scope_key")
        keys = ScopeKey.objects.filter(pk__in=held)
        yield from _each(keys, lambda key: found.append(key_by_id(actor, key)))


def _check_records(actor: Actor, keys: Sequence[OpenKey], report: Report) -> Iterator[Fault]:
    done, total = 0, _many(RecordBody, keys)
    for some in _batches(keys):
        before = done
        try:
            units = _open_units(some)
            for looked_at in check_records(some, units):
                done += looked_at
                report("records", done, max(done, total))
        except HoldfastError:
            for key in some:
                yield from _check_singly(actor, key.id)
            done = before + _many(RecordBody, some)
            report("records", done, max(done, total))


@as_rows()
def _open_units(keys: Sequence[OpenKey]) -> UnitKeys:
    """The keys of all units under these. Raises LostKeyError where a unit has none, or as read."""
    units, epochs = unit_keys(keys), {key.id: key.epoch for key in keys}
    for unit, key in _under(Unit, keys).values_list("pk", "scope_key"):
        if (unit, epochs[key]) not in units:
            raise LostKeyError
    return units


def _check_singly(actor: Actor, key: ScopeKeyId) -> Iterator[Fault]:
    units, records = (table.objects.filter(scope_key=key) for table in (Unit, RecordBody))
    yield from _each(units, partial(_open_unit, actor, key))
    yield from _each(records, partial(open_record, actor))


def _check_files(actor: Actor, keys: Sequence[OpenKey], report: Report) -> Iterator[Fault]:
    done, total = 0, _many(FileBody, keys)

    def look(file: FileId) -> None:
        nonlocal done
        done += 1
        report("files", done, max(done, total))
        for _ in open_file(actor, file):  # to its end: only then is it whole
            pass

    for some in _batches(keys):
        yield from _each(_under(FileBody, some), look)


def _many(table: type[Any], keys: Sequence[OpenKey]) -> int:
    """How many rows, to say how far it is; a store that cannot be counted is told when read."""
    try:
        return sum(_under(table, some).count() for some in _batches(keys))
    except DatabaseError:
        return 0


def _under(table: type[Any], keys: Sequence[OpenKey]) -> QuerySet[Any]:
    return table.objects.filter(scope_key__in=[key.id for key in keys])


def _batches(keys: Sequence[OpenKey]) -> Iterator[Sequence[OpenKey]]:
    return (keys[at : at + _KEYS_AT_ONCE] for at in range(0, len(keys), _KEYS_AT_ONCE))


def _open_unit(actor: Actor, scope_key: ScopeKeyId, unit: UnitId) -> None:
    def look() -> None:
        key = key_by_id(actor, scope_key)
        unit_key(key, unit, key.epoch)

    steadily(look)


def _each(rows: QuerySet[Any], look: Callable[[Any], object]) -> Iterator[Fault]:
    try:
        with as_rows():
            ids = list(rows.values_list("pk", flat=True))
    except HoldfastError as error:
        yield Fault("store", error)
        return
    for one in ids:
        yield from _tried(one, partial(look, one))


def _tried(where: str, look: Callable[[], object]) -> Iterator[Fault]:
    try:
        with as_rows():
            look()
    except HoldfastError as error:
        yield Fault(where, error)
