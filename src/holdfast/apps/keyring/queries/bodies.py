"""Reading sealed records: one, those of a kind, or those that a word stands in.

Invariants:
- Nothing is shown but what opens, in its place, at the revision that the ledger knows as newest.
- Searching opens and scans; no index of words, kinds or names is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, starmap
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from holdfast.apps.keyring.errors import (
    LostKeyError,
    NotGrantedError,
    RolledBackError,
    UnenteredError,
)
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.matching import finder
from holdfast.apps.keyring.models import RecordBody
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import Sealable, decode, is_kind, kind_of
from holdfast.apps.keyring.rules import (
    Actor,
    Grounds,
    OpenKey,
    Part,
    RecordId,
    ScopeId,
    UnitId,
    UnitKeys,
    authenticator,
    record_context,
)
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.models import Leaf
from holdfast.apps.ledger.rules import Entry, mark
from holdfast.vault.envelope import Plaintext, Sealed, open_sealed
from holdfast.vault.keys import UnitKey

from .keys import BODIES, key_by_id, open_keys
from .units import steadily, unit_key, unit_keys

T = TypeVar("T", bound=Sealable)

_ROWS_AT_ONCE = 500
# What the member holds grants to, each row with whether the ledger knows a newer revision. For all
# scopes, the few records that were saved more than once are looked up together, which costs less
# than a look for each; for one scope or unit, each is.
_COLUMNS = "r.scope_key, h.id, r.body, r.id, r.unit, r.epoch, r.revision, r.leaf"
_HELD = "keyring_recordbody r JOIN keyring_holding h ON h.scope_key = r.scope_key"
_OF_ALL = f"""
    WITH newest AS MATERIALIZED (
        SELECT subject, MAX(revision) AS revision
        FROM ledger_leaf WHERE revision > 1 GROUP BY subject
    )
    SELECT n.revision > r.revision, {_COLUMNS}
    FROM {_HELD} LEFT JOIN newest n ON n.subject = r.id
    WHERE h.member = %s"""  # noqa: S608  (our own words, here and below)
_OF_FEW = f"""
    SELECT EXISTS (
        SELECT 1 FROM ledger_leaf l WHERE l.subject = r.id AND l.revision > r.revision
    ), {_COLUMNS}
    FROM {_HELD}
    WHERE h.member = %s"""  # noqa: S608
_IN_SCOPE = " AND r.scope_key IN (SELECT k.id FROM keyring_scopekey k WHERE k.scope = %s)"
_IN_UNIT = " AND r.unit = %s"


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A record as it was read. `revision` is handed back when it is saved again."""

    id: RecordId
    unit: UnitId
    scope: ScopeId
    part: Part
    revision: int
    value: T


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a search found, without its content."""

    id: RecordId
    unit: UnitId
    scope: ScopeId
    part: Part
    kind: str


class Opened(NamedTuple):
    """A record's plaintext beside what stands in clear about it, which is all its `repr` shows."""

    grounds: Grounds
    key: OpenKey
    plaintext: Plaintext

    def __repr__(self) -> str:
        return f"Opened({self.grounds!r})"


def read(actor: Actor, record: RecordId, kind: type[T]) -> Stored[T]:
    """The record with this id.

    Raises NotGrantedError, WrongTypeError, NewerRecordError, RolledBackError, UnenteredError,
    LostKeyError, or what `open_sealed` raises.
    """
    return _stored(open_record(actor, record), kind)


def find(
    actor: Actor,
    kind: type[T],
    *,
    scope: ScopeId | None = None,
    unit: UnitId | None = None,
    where: Callable[[T], bool] = lambda _: True,
) -> Iterator[Stored[T]]:
    """The records of a kind that the actor may open, of all scopes, or of one scope or unit, where
    `where` holds.

    Raises as `read` does, at the first record that does not open.
    """
    for opened in open_records(actor, scope=scope, unit=unit):
        if is_kind(opened.plaintext, kind):
            stored = _stored(opened, kind)
            if where(stored.value):
                yield stored


def search(actor: Actor, text: str, *, scope: ScopeId | None = None) -> list[Hit]:
    """The records in which `text` stands, whatever the case of its letters.

    Only what the actor may open is looked into. Raises as `read` does.
    """
    stands_in = finder(text)
    return [_hit(*parts) for parts in _open_rows(actor, scope) if stands_in(parts[2])]


def open_record(actor: Actor, record: RecordId) -> Opened:
    """One record, opened and held against the ledger. Raises as `read` does."""
    return steadily(lambda: _open_record(actor, record))


@as_rows()
def _open_record(actor: Actor, record: RecordId) -> Opened:
    row = _with_age(RecordBody.objects.filter(pk=record)).first()
    if row is None:
        raise NotGrantedError
    if row.is_older:
        raise RolledBackError
    grounds, key = _grounds(row), key_by_id(actor, row.scope_key)
    under = unit_key(key, grounds.unit, grounds.epoch)
    check_entered(grounds, under)
    return _opened(row, grounds, key, under)


def open_records(
    actor: Actor, *, scope: ScopeId | None = None, unit: UnitId | None = None
) -> Iterator[Opened]:
    """Every record that the actor may open, of all scopes, or of one scope or unit.

    Raises as `read` does.

    The newest revision is taken from the ledger's rows; that they lead to its head is for
    `ledger.queries.check`, and that the head is not an old one for `queries.heads`.
    """
    return starmap(Opened, _open_rows(actor, scope, unit))


def _open_rows(
    actor: Actor, scope: ScopeId | None, unit: UnitId | None = None
) -> Iterator[tuple[Grounds, OpenKey, Plaintext]]:
    """The parts of each `Opened`, which a search that finds few need not put together."""
    with as_rows():
        place, opened_anew, known, units = installation(), set[str](), actor.known, actor.units
        for is_older, scope_key, grant, body, *clear in _rows(actor, scope, unit):
            if is_older:
                raise RolledBackError
            row = Grounds._make(clear)
            place_of_key = (row.unit, row.epoch)
            if place_of_key not in units and scope_key not in opened_anew:
                opens_all = scope is None and grant not in known
                opened_anew |= _open_units(actor, scope_key, {} if opens_all else {"pk": scope_key})
            key, under = known.get(grant), units.get(place_of_key)
            if key is None or under is None:  # rotated since the rows were read
                opened = open_record(actor, RecordId(row.id))
                yield opened.grounds, opened.key, opened.plaintext
                continue
            context = record_context(place, key.scope, row)
            yield row, key, open_sealed(Sealed(bytes(body)), key=under, context=context)


def check_records(keys: Sequence[OpenKey], units: UnitKeys) -> Iterator[int]:
    """Open every record under these keys, and hold each against its entry in the ledger.

    Yields how many were looked at, batch by batch. Raises as `read` does, at the first fault.
    """
    by_id = {key.id: key for key in keys}
    with as_rows():
        rows = _with_age(RecordBody.objects.filter(scope_key__in=by_id)).iterator(_ROWS_AT_ONCE)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            entries = ledger.entries_at([row.leaf for row in some])
            if any(row.is_older for row in some):
                raise RolledBackError
            for row in some:
                _check_record(row, by_id[row.scope_key], units, entries.get(row.leaf))
            yield len(some)


def _check_record(row: RecordBody, key: OpenKey, units: UnitKeys, entry: Entry | None) -> None:
    grounds = _grounds(row)
    under = units.get((grounds.unit, grounds.epoch))
    if under is None:
        raise LostKeyError
    if entry != _expected(grounds, under):
        raise UnenteredError
    _opened(row, grounds, key, under)


def _open_units(actor: Actor, scope_key: str, which: dict[str, str]) -> set[str]:
    """Open what a scan needs: of this scope's key, or of all where one was granted since.

    Returns the keys whose units were opened, so that one scan opens each but once.
    """
    keys = open_keys(actor, **which)
    new = [key for key in keys if key.grant not in actor.known or key.id == scope_key]
    actor.units.update(unit_keys(new))
    actor.known.update({key.grant: key for key in new})
    return {key.id for key in new}


def check_entered(row: Grounds, key: UnitKey) -> None:
    """Return where a holder of its key entered this body in the ledger; else UnenteredError."""
    if ledger.entry_at(row.leaf) != _expected(row, key):
        raise UnenteredError


def _expected(row: Grounds, key: UnitKey) -> Entry:
    return mark(row.id, row.revision, authenticator(key, row.id, row.revision))


def _grounds(row: RecordBody) -> Grounds:
    return Grounds(row.pk, UnitId(row.unit), row.epoch, row.revision, row.leaf)


def _opened(row: RecordBody, grounds: Grounds, key: OpenKey, under: UnitKey) -> Opened:
    context = record_context(installation(), key.scope, grounds)
    return Opened(grounds, key, open_sealed(Sealed(bytes(row.body)), key=under, context=context))


def _rows(actor: Actor, scope: ScopeId | None, unit: UnitId | None) -> Iterator[tuple[Any, ...]]:
    narrowed = [
        (words, wanted) for words, wanted in ((_IN_SCOPE, scope), (_IN_UNIT, unit)) if wanted
    ]
    query = (_OF_FEW if narrowed else _OF_ALL) + "".join(words for words, _ in narrowed)
    with connections[BODIES].cursor() as cursor:
        cursor.execute(query, [actor.member, *(wanted for _, wanted in narrowed)])
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from rows


def _with_age(rows: QuerySet[RecordBody]) -> QuerySet[Any]:
    """The rows, each with whether the ledger knows a newer revision, read in the same moment."""
    newer = Leaf.objects.filter(subject=OuterRef("pk"), revision__gt=OuterRef("revision"))
    return rows.annotate(is_older=Exists(newer))


def _stored(opened: Opened, kind: type[T]) -> Stored[T]:
    value = decode(opened.plaintext, kind)
    row, key = opened.grounds, opened.key
    return Stored(RecordId(row.id), row.unit, key.scope, key.part, row.revision, value)


def _hit(row: Grounds, key: OpenKey, plaintext: Plaintext) -> Hit:
    return Hit(RecordId(row.id), row.unit, key.scope, key.part, kind_of(plaintext))
