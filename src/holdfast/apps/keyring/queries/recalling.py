"""What of an actor's memory is still true, and what must be looked for again.

Invariants:
- Nothing is served from a memory before the ledger was held against it. Whatever changes what an
  actor may open, or what it says, enters the ledger in the commit that changes it, under the id of
  the record (added, saved), of the unit (shredded), of the scope's key (made, rotated, shredded) or
  of the grant (given, taken back). So what no entry names since is as it was.
- The ledger must lead from the tree that the memory is true of to the tree as it stands, hash by
  hash. One that was cut, set back or rewritten, or of another installation, empties the memory.
- The tree is read first and the rows after it: a row may be newer than the tree, and is then looked
  at once more; none can be older.
- What stands under a grant that was taken back, a key that was rotated or a unit that was destroyed
  is dropped before anything else is done.
- Inside a write nothing is remembered: what it wrote is not in the ledger yet, and may never be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections

from holdfast.apps.keyring.memory import Kept, Memory, memory_of
from holdfast.apps.keyring.models import Holding, RecordBody
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.rules import Actor, GrantId, UnitId
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.errors import AlteredLedgerError
from holdfast.apps.ledger.rules import Entry

from .units import chunks

BODIES = "bodies"


@contextmanager
def recalled(actor: Actor) -> Iterator[Kept | None]:
    """The actor's memory, true of this moment and held by this thread. None where nothing may be
    remembered: without a memory, inside a write, over a ledger that does not lead to its head."""
    memory = memory_of(actor)
    if memory is None or connections[BODIES].in_atomic_block:
        yield None
        return
    with memory.lock:
        yield _true_of_now(actor, memory)


def _true_of_now(actor: Actor, memory: Memory) -> Kept | None:
    kept = memory.kept  # once: others may put another in its place meanwhile
    try:
        _bring_up(actor, kept)
    except AlteredLedgerError:  # whoever reads says what is wrong
        memory.forget()
        return None
    return kept


def _bring_up(actor: Actor, kept: Kept) -> None:
    place, extent = installation(), ledger.extent()
    if kept.tree is None or kept.place != place:
        kept.begin(place, ledger.range_of(*extent))
        return
    if extent == (kept.tree.size, b"".join(kept.tree.peaks)):
        return
    try:
        tree, entries = ledger.grown_since(kept.tree)
    except AlteredLedgerError:
        kept.begin(place, ledger.range_of(*extent))
        return
    _drop_changed(actor, kept, entries)
    kept.tree, kept.worked_out = tree, {}


def _drop_changed(actor: Actor, kept: Kept, entries: Sequence[Entry]) -> None:
    """Drop what these entries end, and note what is to be read again."""
    named = {entry.subject for entry in entries}
    keys = _changed_keys(actor, kept, list(named))
    units = {subject for subject in named if subject in kept.scope_of_unit}
    ended = [opened for key in keys for opened in kept.under_key(key)]
    ended += [opened for unit in units for opened in kept.in_unit(unit)]
    for opened in ended:
        kept.drop(opened.grounds.id)
    if keys or _may_touch_keys(kept, entries):
        kept.keys = None
    if kept.is_filled:
        kept.stale.records.update(named)
        kept.stale.units.update(units)
        kept.stale.keys.update(keys)
    if ended:
        _let_go(actor, kept, keys, {opened.grounds.unit for opened in ended})


def _changed_keys(actor: Actor, kept: Kept, named: Sequence[str]) -> set[str]:
    """The keys of scopes that were given to the actor, taken from them, made, rotated, shredded."""
    found = {subject for subject in named if subject in kept.scope_of_key}
    found |= {kept.key_of_grant[subject] for subject in named if subject in kept.key_of_grant}
    held = Holding.objects.filter(member=actor.member)
    for some in chunks(named):
        for column in ("pk__in", "scope_key__in"):
            found.update(held.filter(**{column: some}).values_list("scope_key", flat=True))
    return found


def _may_touch_keys(kept: Kept, entries: Sequence[Entry]) -> bool:
    """Whether something came to a second revision that is no record: a grant of somebody else that
    was taken back makes the rotation of a key due that the actor holds."""
    left = {entry.subject for entry in entries if entry.revision > 1} - kept.records.keys()
    records = set[str]()
    for some in chunks(sorted(left)):
        records.update(RecordBody.objects.filter(pk__in=some).values_list("pk", flat=True))
    return bool(left - records)


def _let_go(actor: Actor, kept: Kept, keys: set[str], units: set[UnitId]) -> None:
    """Drop the opened keys of these units, and of the grants that ended."""
    for place in [place for place in list(actor.units) if place[0] in units]:
        actor.units.pop(place, None)
    grants = [grant for grant, key in kept.key_of_grant.items() if key in keys]
    for some in chunks(grants):
        live = set(Holding.objects.filter(pk__in=some).values_list("pk", flat=True))
        for ended in (GrantId(grant) for grant in some if grant not in live):
            actor.opened.pop(ended, None)
            actor.known.pop(ended, None)
            actor.boxed.discard(ended)
            kept.key_of_grant.pop(ended, None)
