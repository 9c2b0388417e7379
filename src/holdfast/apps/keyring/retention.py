"""How long each kind of thing is kept, and a preview of what would be destroyed.

Invariants:
- Pure: reads no store and destroys nothing. Whoever destroys shows the preview first.
- A kind without a rule is refused, never kept or destroyed by accident.
- The newest of each kind that must never run out is kept, however old it is.
- Ages are counted in ISO weeks: of copies from when they were made, of records from when they were
  saved last.

A kind of record says how long it is kept where it is declared, in its app's `records.py`:

    class Message(Sealable, frozen=True, kw_only=True):
        KIND = "intake.message"
        KEPT = Rule(weeks=26)

    class Assessment(Sealable, frozen=True, kw_only=True):
        KIND = "casework.assessment"
        KEPT = UntilShredded("the case cannot be understood without it")
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """How many weeks a kind is kept, and how many of the newest whatever their age."""

    weeks: int
    always_newest: int = 0


@dataclass(frozen=True, slots=True)
class UntilShredded:
    """Kept until its case or unit is destroyed by somebody, and why it has no age of its own."""

    because: str


@dataclass(frozen=True, slots=True)
class Aged:
    """Something with a kind, an opaque name, and the ISO week it is of."""

    kind: str
    name: str
    week: str


RULES: Mapping[str, Rule] = {
    "copy of bodies": Rule(weeks=26, always_newest=2),
    "copy of keys": Rule(weeks=1, always_newest=2),  # an older one can bring back what was shredded
}


def preview(things: Iterable[Aged], *, week: str, rules: Mapping[str, Rule] = RULES) -> list[Aged]:
    """What is past its age in this week, oldest first. Raises KeyError for a kind without a rule.

    Of one kind and one week, the name that sorts last counts as the newest.
    """
    by_kind: dict[str, list[Aged]] = {}
    for thing in things:
        by_kind.setdefault(thing.kind, []).append(thing)
    due = []
    for kind, group in by_kind.items():
        rule = rules[kind]
        newest_first = sorted(group, key=lambda thing: (thing.week, thing.name), reverse=True)
        older = newest_first[rule.always_newest :]
        due += [thing for thing in older if weeks_between(thing.week, week) > rule.weeks]
    return sorted(due, key=lambda thing: (thing.week, thing.kind, thing.name))


def weeks_between(earlier: str, later: str) -> int:
    """How many weeks lie between two ISO weeks. Raises ValueError for what is not one."""
    return (_monday(later) - _monday(earlier)).days // 7


def _monday(week: str) -> dt.date:
    year, _, number = week.partition("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)
