"""Reading everything again, to say what is wrong in plain words.

Invariants: changes nothing; goes on after the first thing that is wrong, so that all are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.models import FileBody, RecordBody, Unit
from holdfast.apps.keyring.rules import Actor, FileId, ScopeKeyId, UnitId
from holdfast.apps.ledger import queries as ledger
from holdfast.kernel.errors import HoldfastError

from .bodies import open_record
from .files import open_file
from .heads import check_remembered, ledger_keys
from .keys import key_by_id, open_keys
from .units import steadily, unit_key


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where (an opaque id, or the ledger), and in which words."""

    where: str
    error: HoldfastError


def check(actor: Actor) -> Iterator[Fault]:
    """What is wrong with the ledger and with all that the actor can open.

    Reads every record and every file to its end. Says nothing of what the actor holds no key to.
    """
    yield from _tried("ledger", lambda: ledger.check(ledger_keys(actor)[0]))
    yield from _tried("ledger", lambda: check_remembered(actor))
    for key in open_keys(actor):
        units, records, files = (
            table.objects.filter(scope_key=key.id) for table in (Unit, RecordBody, FileBody)
        )
        yield from _each(units, partial(_open_unit, actor, key.id))
        yield from _each(records, partial(open_record, actor))
        yield from _each(files, partial(_read_to_its_end, actor))


def _open_unit(actor: Actor, scope_key: ScopeKeyId, unit: UnitId) -> None:
    def look() -> None:
        key = key_by_id(actor, scope_key)
        unit_key(key, unit, key.epoch)

    steadily(look)


def _read_to_its_end(actor: Actor, file: FileId) -> None:
    for _ in open_file(actor, file):
        pass


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
