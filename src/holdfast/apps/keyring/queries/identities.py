"""Everything that a member may know of who somebody is, whichever app it is a record of.

Invariants:
- Only what the actor's keys open is looked into; no `repr` shows a text.
- Every kind of record that declares `identifiers` is heeded, of whatever app, without being listed.
- A record of a kind that this process has not loaded stops the look: it may name somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from holdfast.apps.keyring.errors import UnknownKindError
from holdfast.apps.keyring.records import Identifying, Sealable, decode, kind_of
from holdfast.apps.keyring.rules import Actor, RecordId

from .bodies import open_records


@dataclass(frozen=True, slots=True)
class Identity:
    """One text by which somebody can be known; the `number`-th of its record."""

    record: RecordId
    number: int
    kind: str
    text: str = field(repr=False)


def identities(actor: Actor) -> Iterator[Identity]:
    """Every text of every record that says who somebody is.

    Raises UnknownKindError, and as `bodies.read` does.
    """
    kinds = {kind.KIND: kind for kind in _kinds(Sealable)}
    for opened in open_records(actor):
        kind = kinds.get(kind_of(opened.plaintext))
        if kind is None:
            raise UnknownKindError
        if issubclass(kind, Identifying):
            yield from _of(RecordId(opened.grounds.id), decode(opened.plaintext, kind))


def _of(record: RecordId, value: Sealable) -> Iterator[Identity]:
    assert isinstance(value, Identifying)
    for number, (kind, text) in enumerate(value.identifiers()):
        if text.strip():
            yield Identity(record, number, kind, text)


def _kinds(kind: type[Sealable]) -> Iterator[type[Sealable]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _kinds(heir)
