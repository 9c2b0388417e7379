"""Which records are past their age, by kind and week.

Invariants:
- Only what the actor can open is looked at; answers are counts, kinds, weeks and opaque ids.
- What is destroyed is a unit, with its key. So a unit is due when every record in it is past the
  age of its kind; where one is not, all of it is kept, and the rest is told as waiting.
- A record whose kind or age this release does not know is kept, and told.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

from django.apps import apps

from holdfast.apps.keyring.models import FileBody
from holdfast.apps.keyring.records import Sealable, kind_and_week, known_kinds
from holdfast.apps.keyring.retention import Rule, weeks_between
from holdfast.apps.keyring.rules import Actor, UnitId
from holdfast.kernel.clock import Clock, iso_week, utc_now

from .bodies import open_records
from .units import chunks

Kept = Mapping[str, type[Sealable]]


class Aged(NamedTuple):
    """A record with its kind and the week it was saved in."""

    record: str
    revision: int
    kind: str
    week: str


@dataclass(frozen=True, slots=True)
class ExpiredUnit:
    """A unit in which everything is past its age: each record and the revision that was seen."""

    unit: UnitId
    seen: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be destroyed: how many records of each week and kind, in which units, with how
    many files; and how many records past their age are kept beside others, or are of no known kind.

    `now` is the week that the clock says, `newest` that of the record that was saved last: where
    they are far apart, the clock may be wrong, and with it every age.
    """

    now: str
    newest: str
    counts: Mapping[tuple[str, str], int]
    units: tuple[ExpiredUnit, ...]
    files: int
    waiting: int
    unknown: int


def kinds_of_this_release() -> Kept:
    """Every kind of record of every app that is installed, by its name."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.records"):
            importlib.import_module(f"{app.name}.records")
    return known_kinds()


def expired(actor: Actor, *, clock: Clock = utc_now) -> Preview:
    """What is past its age this week, of all that the actor can open.

    Raises as `bodies.read` does, at the first record that does not open.
    """
    kinds, now = kinds_of_this_release(), iso_week(clock())
    by_unit: dict[UnitId, list[Aged]] = {}
    for opened in open_records(actor):
        row = opened.grounds
        aged = Aged(row.id, row.revision, *kind_and_week(opened.plaintext))
        by_unit.setdefault(row.unit, []).append(aged)
    counts, units, waiting, unknown = Counter[tuple[str, str]](), [], 0, 0
    for unit, records in by_unit.items():
        due = [record for record in records if _is_due(record, kinds, now)]
        unknown += sum(record.kind not in kinds for record in records)
        if len(due) < len(records):
            waiting += len(due)
            continue
        counts.update((record.week, record.kind) for record in records)
        units.append(ExpiredUnit(unit, frozenset((r.record, r.revision) for r in records)))
    return Preview(
        now=now,
        newest=max((r.week for records in by_unit.values() for r in records), default=""),
        counts=dict(sorted(counts.items())),
        units=tuple(units),
        files=_files_in(units),
        waiting=waiting,
        unknown=unknown,
    )


def _is_due(record: Aged, kinds: Kept, now: str) -> bool:
    kept = kinds[record.kind].KEPT if record.kind in kinds else None
    if not isinstance(kept, Rule) or not record.week:
        return False
    return weeks_between(record.week, now) > kept.weeks


def _files_in(units: list[ExpiredUnit]) -> int:
    return sum(_count(some) for some in chunks([expired.unit for expired in units]))


def _count(units: object) -> int:
    return int(FileBody.objects.filter(unit__in=units).count())
