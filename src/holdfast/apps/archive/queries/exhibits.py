"""Reading exhibits and what happened to them.

Invariants: the bytes that are handed out are those that were entered, or the reading ends in an
error; nothing here decodes, converts or shows what others sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.archive.errors import UnfinishedExhibitError
from holdfast.apps.archive.records import CustodyAct, Exhibit
from holdfast.apps.archive.rules import Custody, ExhibitId, is_due
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, ScopeId, UnitId
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Kept:
    """An exhibit with its custody, oldest first. `is_due`: it is time to read it again."""

    id: ExhibitId
    scope: ScopeId
    unit: UnitId
    exhibit: Exhibit
    custody: tuple[CustodyAct, ...]
    is_due: bool

    @property
    def has_arrived(self) -> bool:
        """Whether its file arrived whole."""
        return bool(self.exhibit.event)

    @property
    def is_whole(self) -> bool:
        """Whether it was as it had been entered when it was last read."""
        checks = [act.holds for act in self.custody if act.step is Custody.CHECKED]
        return checks[-1] if checks else True


def exhibits(actor: Actor, *, scope: ScopeId | None = None, clock: Clock = utc_now) -> list[Kept]:
    """The exhibits of a testimony or case, or all that the actor may open, by day and title."""
    today = clock().date()
    acts: dict[str, list[CustodyAct]] = {}
    for act in find(actor, CustodyAct, scope=scope):
        acts.setdefault(act.value.exhibit, []).append(act.value)
    found = [_kept(s, acts.get(s.id, []), today) for s in find(actor, Exhibit, scope=scope)]
    return sorted(found, key=lambda kept: (kept.exhibit.entered, kept.exhibit.title, kept.id))


def exhibit(actor: Actor, exhibit: ExhibitId, *, clock: Clock = utc_now) -> Kept:
    """One exhibit. Raises NotGrantedError."""
    stored = read(actor, exhibit, Exhibit)
    found = find(actor, CustodyAct, scope=stored.scope, where=lambda act: act.exhibit == exhibit)
    return _kept(stored, [act.value for act in found], clock().date())


def content(actor: Actor, exhibit: ExhibitId) -> Iterator[bytes]:
    """The bytes of an exhibit, as they were entered.

    Raises NotGrantedError, UnfinishedExhibitError, or what `keyring.queries.files.open_file` does.
    """
    stored = read(actor, exhibit, Exhibit).value
    if not stored.event:
        raise UnfinishedExhibitError
    return open_file(actor, FileId(stored.file))


def _kept(stored: Stored[Exhibit], acts: list[CustodyAct], today: dt.date) -> Kept:
    timeline = tuple(sorted(acts, key=lambda act: act.number))
    checked = [act.day for act in timeline if act.step is Custody.CHECKED]
    last = max([stored.value.entered, *checked])
    due = bool(stored.value.event) and is_due(last, today)
    return Kept(ExhibitId(stored.id), stored.scope, stored.unit, stored.value, timeline, is_due=due)
