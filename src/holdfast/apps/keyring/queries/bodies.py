"""Reading sealed records: one, those of a kind, or those that a word stands in.

Invariants:
- Nothing is shown but what opens, in its place, at the revision that the ledger knows as newest.
- Searching opens and scans; no index of words, kinds or names is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, starmap
from typing import Any, Generic, TypeVar

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
from holdfast.apps.keyring.memory import Kept, Opened, Shelf, Stale
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
from holdfast.kernel.errors import HoldfastError
from holdfast.vault.envelope import Plaintext, Sealed, open_sealed
from holdfast.vault.keys import UnitKey

from .keys import key_by_id, open_held
from .recalling import BODIES, recalled
from .units import chunks, steadily, unit_key, unit_keys

__all__ = [
    "Hit", "Opened", "Stored", "as_stored", "check_entered", "check_records", "find",
    "find_kinds", "of_each_scope", "of_scope", "of_scopes_with", "open_record", "open_records",
    "read", "search", "while_remembered", "worked_out",
]  # fmt: skip

T = TypeVar("T", bound=Sealable)

M = TypeVar("M")
Making = Callable[[ScopeId, Sequence[Opened]], M]

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
_OF_IDS, _OF_UNITS, _OF_KEYS = "r.id", "r.unit", "r.scope_key"
_SCOPE_KEY, _GRANT, _UNIT, _EPOCH = 1, 2, 5, 6  # where they stand in a row
_FEW = 20  # keys that are looked for one by one


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


def read(actor: Actor, record: RecordId, kind: type[T]) -> Stored[T]:
    """The record with this id.

    Raises NotGrantedError, WrongTypeError, NewerRecordError, RolledBackError, UnenteredError,
    LostKeyError, or what `open_sealed` raises.
    """
    return as_stored(open_record(actor, record), kind)


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
    for opened in _of_kind(actor, kind, scope, unit):
        stored = as_stored(opened, kind)
        if where(stored.value):
            yield stored


def find_kinds(
    actor: Actor, kinds: Sequence[type[Sealable]], *, scope: ScopeId | None = None
) -> dict[type[Sealable], list[Stored[Any]]]:
    """The records of several kinds that the actor may open, of all scopes or of one, in one look.

    Raises as `read` does.
    """
    named = {kind.KIND: kind for kind in kinds}
    found: dict[type[Sealable], list[Stored[Any]]] = {kind: [] for kind in kinds}
    with recalled(actor) as kept:
        if kept is not None and _is_filled(actor, kept):
            for kind, stored in found.items():
                of_kind = kept.pick(kind=kind.KIND, scope=scope, unit=None)
                stored.extend(as_stored(opened, kind) for opened in of_kind)
            return found
    for opened in open_records(actor, scope=scope):
        kind_here = named.get(kind_of(opened.plaintext))
        if kind_here is not None:
            found[kind_here].append(as_stored(opened, kind_here))
    return found


def as_stored(opened: Opened, kind: type[T]) -> Stored[T]:
    """The record, decoded. Raises WrongTypeError, NewerRecordError."""
    known: Stored[T] | None = opened.stored
    if known is None or type(known.value) is not kind:
        value = decode(opened.plaintext, kind)
        row, key = opened.grounds, opened.key
        known = Stored(RecordId(row.id), row.unit, key.scope, key.part, row.revision, value)
        opened.stored = known
    return known


def search(actor: Actor, text: str, *, scope: ScopeId | None = None) -> list[Hit]:
    """The records in which `text` stands, whatever the case of its letters.

    Only what the actor may open is looked into. Raises as `read` does.
    """
    stands_in = finder(text)
    remembered = _remembered(actor, None, scope, None)
    if remembered is None:
        parts = _open_rows(actor, _rows(actor, scope, None))
    else:
        parts = ((one.grounds, one.key, one.plaintext) for one in remembered)
    return [_hit(row, key, plain) for row, key, plain in parts if stands_in(plain)]


def open_record(actor: Actor, record: RecordId) -> Opened:
    """One record, opened and held against the ledger. Raises as `read` does."""
    with recalled(actor) as kept:
        known = kept.records.get(record) if kept is not None and _is_filled(actor, kept) else None
        if known is not None and known.is_entered:
            return known
    opened = steadily(lambda: _open_record(actor, record))
    if known is None or known.grounds != opened.grounds:
        return opened
    known.is_entered = True
    return known


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
    remembered = _remembered(actor, None, scope, unit)
    if remembered is not None:
        yield from remembered
    else:
        yield from starmap(Opened, _open_rows(actor, _rows(actor, scope, unit)))


def of_each_scope(actor: Actor, make: Making[M]) -> list[M]:
    """What `make` makes of the records of each scope that the actor may open.

    With a memory, it is made anew only where something changed: so `make` is a pure function of
    what it is handed. Raises as `read` does.
    """
    with recalled(actor) as kept:
        if kept is not None and _is_filled(actor, kept):
            return [_made(make, scope, shelf) for scope, shelf in kept.shelves.items()]
    return [make(scope, records) for scope, records in _by_scope(actor).items()]


def of_scopes_with(actor: Actor, kinds: Collection[type[Sealable]], make: Making[M]) -> list[M]:
    """As `of_each_scope`, of the scopes alone in which a record of one of these kinds stands."""
    named = dict.fromkeys(kind.KIND for kind in kinds)
    with recalled(actor) as kept:
        if kept is not None and _is_filled(actor, kept):
            scopes = kept.scopes_with(named)
            return [_made(make, scope, kept.shelves[scope]) for scope in scopes]
    return [
        make(scope, records)
        for scope, records in _by_scope(actor).items()
        if any(kind_of(opened.plaintext) in named for opened in records)
    ]


def of_scope(actor: Actor, scope: ScopeId, make: Making[M]) -> M | None:
    """As `of_each_scope`, of one scope; None where the actor may open nothing of it."""
    with recalled(actor) as kept:
        if kept is not None and _is_filled(actor, kept):
            shelf = kept.shelves.get(scope)
            return None if shelf is None else _made(make, scope, shelf)
    records = list(open_records(actor, scope=scope))
    return make(scope, records) if records else None


def worked_out(actor: Actor, what: Hashable, work: Callable[[], M]) -> M:
    """What `work` gives; remembered, as `what`, until the ledger grows at all.

    For what takes long and follows from stored things and `what` alone: the day belongs into it.
    """
    with recalled(actor) as kept:
        if kept is None:
            return work()
        before = kept.worked_out  # replaced where the ledger grows while this works
        if what not in before:
            before[what] = work()
        found: M = before[what]
        return found


def while_remembered(actor: Actor, what: Hashable, work: Callable[[], M]) -> M:
    """As `worked_out`, kept only where the memory holds the records too: for what is made of
    records and holds them, which beyond the bounds of a memory nothing may."""
    with recalled(actor) as kept:
        is_held = kept is not None and _is_filled(actor, kept)
    return worked_out(actor, what, work) if is_held else work()


def _by_scope(actor: Actor) -> dict[ScopeId, list[Opened]]:
    by_scope: dict[ScopeId, list[Opened]] = {}
    for opened in open_records(actor):
        by_scope.setdefault(opened.key.scope, []).append(opened)
    return by_scope


def _made(make: Making[M], scope: ScopeId, shelf: Shelf) -> M:
    if make not in shelf.made:
        shelf.made[make] = make(scope, list(shelf.records.values()))
    made: M = shelf.made[make]
    return made


def _remembered(
    actor: Actor, kind: str | None, scope: ScopeId | None, unit: UnitId | None
) -> list[Opened] | None:
    """What the actor's memory has of these; None where it may not be asked."""
    with recalled(actor) as kept:
        if kept is None or not _is_filled(actor, kept):
            return None
        return kept.pick(kind=kind, scope=scope, unit=unit)


def _of_kind(
    actor: Actor, kind: type[T], scope: ScopeId | None, unit: UnitId | None
) -> Iterator[Opened]:
    remembered = _remembered(actor, kind.KIND, scope, unit)
    if remembered is not None:
        yield from remembered
        return
    for parts in _open_rows(actor, _rows(actor, scope, unit)):
        if is_kind(parts[2], kind):
            yield Opened(*parts)


def _is_filled(actor: Actor, kept: Kept) -> bool:
    """Whether the memory holds all that the actor may open, now that what was missing is read.

    Not where it would be too much, and not where something does not open: who reads from the disk
    is told of it when they come to it, and nobody else is.
    """
    assert kept.tree is not None
    if kept.is_too_much or kept.refused_at == kept.tree.size:
        return False
    try:
        _fill(actor, kept)
    except HoldfastError:
        kept.forget_records()
        kept.refused_at = kept.tree.size
        return False
    return not kept.is_too_much


def _fill(actor: Actor, kept: Kept) -> None:
    """Read what is not remembered: all, or what the ledger named since. Raises as `read` does."""
    if not kept.is_filled:
        for parts in _open_rows(actor, _rows(actor, None, None)):
            kept.put(Opened(*parts))
        kept.is_filled = True
    elif kept.stale.records:
        found = [Opened(*parts) for parts in _open_rows(actor, _rows_of(actor, kept.stale))]
        for gone in kept.stale.records - {opened.grounds.id for opened in found}:
            kept.drop(gone)
        for opened in sorted(found, key=_leaf):
            kept.put(opened)
        kept.stale = Stale(set(), set(), set())


def _leaf(opened: Opened) -> int:
    return opened.grounds.leaf


def _open_rows(
    actor: Actor, rows: Iterator[tuple[Any, ...]]
) -> Iterator[tuple[Grounds, OpenKey, Plaintext]]:
    """The parts of each `Opened`, which a search that finds few need not put together."""
    with as_rows():
        place, known, units = installation(), actor.known, actor.units
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            _open_units(actor, some)
            for is_older, _, grant, body, *clear in some:
                if is_older:
                    raise RolledBackError
                row = Grounds._make(clear)
                key, under = known.get(grant), units.get((row.unit, row.epoch))
                if key is None or under is None:  # rotated since the rows were read
                    opened = steadily(partial(_open_record, actor, RecordId(row.id)))
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


def _open_units(actor: Actor, rows: Sequence[tuple[Any, ...]]) -> None:
    """Open what these rows need and was not opened before: keys of scopes, and of units."""
    missing = {UnitId(row[_UNIT]) for row in rows if (row[_UNIT], row[_EPOCH]) not in actor.units}
    new = {row[_SCOPE_KEY] for row in rows if row[_GRANT] not in actor.known}
    held = (
        open_held(actor)
        if len(new) > _FEW
        else [k for id_ in new for k in open_held(actor, pk=id_)]
    )
    actor.known.update({key.grant: key for key in held})
    if missing:
        by_id = {row[_SCOPE_KEY]: actor.known.get(row[_GRANT]) for row in rows}
        keys = [key for key in by_id.values() if key is not None]
        actor.units.update(unit_keys(keys, units=missing))


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
    return _fetched(query, [actor.member, *(str(wanted) for _, wanted in narrowed)])


def _rows_of(actor: Actor, stale: Stale) -> Iterator[tuple[Any, ...]]:
    """The rows that are there of what changed, each once or twice."""
    for words, ids in ((_OF_IDS, stale.records), (_OF_UNITS, stale.units), (_OF_KEYS, stale.keys)):
        for some in chunks(sorted(ids)):
            asked = f"{_OF_FEW} AND {words} IN ({', '.join(['%s'] * len(some))})"
            yield from _fetched(asked, [actor.member, *some])


def _fetched(query: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with connections[BODIES].cursor() as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from rows


def _with_age(rows: QuerySet[RecordBody]) -> QuerySet[Any]:
    """The rows, each with whether the ledger knows a newer revision, read in the same moment."""
    newer = Leaf.objects.filter(subject=OuterRef("pk"), revision__gt=OuterRef("revision"))
    return rows.annotate(is_older=Exists(newer))


def _hit(row: Grounds, key: OpenKey, plaintext: Plaintext) -> Hit:
    return Hit(RecordId(row.id), row.unit, key.scope, key.part, kind_of(plaintext))
