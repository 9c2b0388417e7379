"""What one session opened, kept decoded until the ledger says that it changed.

Invariants:
- It holds what its own actor opened by their own keys, and lives as long as their session: nothing
  of it is shared between actors, and nothing of it is written anywhere.
- It is true of one installation and one tree of the ledger. `queries.recalling` says what is no
  longer; `queries.bodies` opens anew what changed. Neither is skipped by any read.
- It is bounded. What would be more is not kept at all: the actor reads from the disk, as anybody
  without a memory does.
- `worked_out`, what somebody worked out of all there is, lasts until the ledger grows at all.
- `made`, what somebody made of one scope's records, is exchanged whenever one of them changes, so
  that what a slower thread makes of the old ones is never kept for the new.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.custody.merkle import CompactRange
from holdfast.vault.envelope import Plaintext

from .records import kind_of
from .rules import Actor, Grounds, OpenKey, Recollection, RecordId, ScopeId, ScopeKeyId, UnitId

MOST_BYTES = 160 * 1024 * 1024
BYTES_BESIDE = 1_200  # what keeping one record takes beside its plaintext, measured


@dataclass(slots=True, eq=False)
class Opened:
    """A record's plaintext beside what stands in clear about it, which is all its `repr` shows.

    `kind` and `stored` are what it was found to be, once it is kept or decoded; `is_entered` says
    that its entry in the ledger was made by a holder of its key.
    """

    grounds: Grounds
    key: OpenKey
    plaintext: Plaintext
    kind: str = ""
    stored: Any = None
    is_entered: bool = False

    def __repr__(self) -> str:
        return f"Opened({self.grounds!r})"


class TooMuchError(HoldfastError):
    """More than a memory may hold. Nobody is shown it: what is not kept is read."""

    code = "keyring.too_much"
    says = "There is too much to be kept in memory. It is read from the disk instead."


@dataclass(slots=True, eq=False)
class Shelf:
    """The records of one scope, and what was made of them."""

    records: dict[RecordId, Opened] = field(default_factory=dict)
    made: dict[object, Any] = field(default_factory=dict)


class Stale(NamedTuple):
    """What must be looked for on the disk: under which ids, in which units, under which keys."""

    records: set[str]
    units: set[str]
    keys: set[str]


class Kept:
    """All that a memory holds, true of one tree of the ledger of one installation."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.place = ""
        self.tree: CompactRange | None = None
        self.keys: Keys | None = None
        self.is_too_much = False
        self.worked_out: dict[object, Any] = {}
        self.forget_records()

    def begin(self, place: str, tree: CompactRange) -> None:
        """Keep nothing, and be true of this tree of the ledger of this installation from now on."""
        self.place, self.tree, self.keys, self.worked_out = place, tree, None, {}
        self.forget_records()

    def forget_records(self) -> None:
        """Keep no record. What is read next is read anew."""
        self.is_filled = False
        self.refused_at = -1  # the size of the ledger at which something did not open
        self.size_bytes = 0
        self.stale = Stale(set(), set(), set())
        self.records: dict[RecordId, Opened] = {}
        self.shelves: dict[ScopeId, Shelf] = {}
        self.by_kind: dict[str, dict[RecordId, Opened]] = {}
        self.scope_of_unit: dict[str, ScopeId] = {}
        self.scope_of_key: dict[str, ScopeId] = {}
        self.key_of_grant: dict[str, ScopeKeyId] = {}

    def put(self, opened: Opened) -> None:
        """Keep a record, in the place of what was kept of it before."""
        record, key, unit = RecordId(opened.grounds.id), opened.key, opened.grounds.unit
        opened.kind = kind_of(opened.plaintext)
        shelf = self.shelves.setdefault(key.scope, Shelf())
        before = self.records.get(record)
        self.size_bytes += _size(opened) - (_size(before) if before is not None else 0)
        self.records[record] = shelf.records[record] = opened
        self.by_kind.setdefault(opened.kind, {})[record] = opened
        self.scope_of_unit[unit] = self.scope_of_key[key.id] = key.scope
        self.key_of_grant[key.grant] = key.id
        shelf.made = {}
        if self.size_bytes > self.most_bytes:
            self.is_too_much = True
            raise TooMuchError

    def drop(self, record: str) -> None:
        """Keep nothing of a record."""
        opened = self.records.pop(RecordId(record), None)
        if opened is None:
            return
        self.size_bytes -= _size(opened)
        del self.by_kind[opened.kind][RecordId(record)]
        shelf = self.shelves[opened.key.scope]
        del shelf.records[RecordId(record)]
        shelf.made = {}
        if not shelf.records:
            del self.shelves[opened.key.scope]

    def under_key(self, key: str) -> list[Opened]:
        """The records that stand under one key of a scope."""
        return [one for one in self._shelf(self.scope_of_key.get(key)) if one.key.id == key]

    def in_unit(self, unit: str) -> list[Opened]:
        """The records of one unit."""
        of_scope = self._shelf(self.scope_of_unit.get(unit))
        return [one for one in of_scope if one.grounds.unit == unit]

    def pick(self, *, kind: str | None, scope: ScopeId | None, unit: UnitId | None) -> list[Opened]:
        """The records of a kind, a scope or a unit, or all, in no order that counts."""
        if unit is not None:
            return [one for one in self.in_unit(unit) if _is_of(one, kind, scope)]
        of_kind = self.by_kind.get(kind, {}) if kind is not None else self.records
        if scope is None:
            return list(of_kind.values())
        of_scope = self._shelf(scope)
        pool = of_kind.values() if len(of_kind) < len(of_scope) else of_scope
        return [one for one in pool if _is_of(one, kind, scope)]

    def scopes_with(self, kinds: Iterable[str]) -> list[ScopeId]:
        """The scopes in which a record of one of these kinds stands, each once."""
        found = (one.key.scope for kind in kinds for one in self.by_kind.get(kind, {}).values())
        return list(dict.fromkeys(found))

    def _shelf(self, scope: ScopeId | None) -> Collection[Opened]:
        shelf = self.shelves.get(scope) if scope is not None else None
        return shelf.records.values() if shelf is not None else ()


class Keys:
    """The keys that an actor holds, by id, scope and part."""

    def __init__(self, keys: Iterable[OpenKey]) -> None:
        self.all = list(keys)
        self.by_id: dict[str, list[OpenKey]] = {}
        self.by_scope: dict[str, list[OpenKey]] = {}
        self.by_part: dict[str, list[OpenKey]] = {}
        for key in self.all:
            self.by_id.setdefault(key.id, []).append(key)
            self.by_scope.setdefault(key.scope, []).append(key)
            self.by_part.setdefault(key.part, []).append(key)

    def pick(self, *, pk: str = "", scope: str = "", part: str = "") -> list[OpenKey]:
        """Those with this id, of this scope, of this part; all where nothing is said."""
        if pk:
            pool = self.by_id.get(pk, [])
        elif scope:
            pool = self.by_scope.get(scope, [])
        else:
            pool = self.by_part.get(part, []) if part else self.all
        return [
            key
            for key in pool
            if (not scope or key.scope == scope) and (not part or key.part == part)
        ]


class Memory(Recollection):
    """What an actor remembers. Whoever looks into it holds `lock`.

    It is emptied by putting another in the place of `kept`, which waits for nobody: who is reading
    in the old one goes on to the end, and nobody reads it after them.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self.lock = threading.RLock()
        self.kept = Kept(most_bytes)

    @property
    def size_bytes(self) -> int:
        """About how much is held."""
        return self.kept.size_bytes

    def forget(self) -> None:
        """Hold nothing. What is read next is read anew."""
        self.kept = Kept(self.kept.most_bytes)


def memory_of(actor: Actor) -> Memory | None:
    """What the actor remembers by, where they do."""
    return actor.memory if isinstance(actor.memory, Memory) else None


def _is_of(opened: Opened, kind: str | None, scope: ScopeId | None) -> bool:
    return (kind is None or opened.kind == kind) and (scope is None or opened.key.scope == scope)


def _size(opened: Opened) -> int:
    return BYTES_BESIDE + len(opened.plaintext)
