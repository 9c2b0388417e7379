"""The flags of a case as its queue, its page and its tasks show them, as pure functions.

Invariants: a flag that stands is shown wherever its case is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.flags import GRAVE, FlagKind

from .asked import SOON, CaseWarning, Due, Gravity, TaskKind
from .files import CaseFile


def standing_flags(file: CaseFile, now: dt.datetime) -> list[FlagKind]:
    """What is flagged now, each once, in the order of the kinds."""
    return kinds_of((stored.value for stored in file.all(Flag)), now)


def kinds_of(flags: Iterable[Flag], now: dt.datetime) -> list[FlagKind]:
    """The kinds of those that stand, each once, in the order of the kinds."""
    found = {flag.kind for flag in flags if flag.stands(now)}
    return [kind for kind in FlagKind if kind in found]


def of_flags(file: CaseFile, now: dt.datetime) -> Iterator[CaseWarning]:
    """Each flag that stands, with its why."""
    for flag in (stored.value for stored in file.all(Flag)):
        if flag.stands(now):
            gravity = Gravity.DANGER if flag.kind in GRAVE else Gravity.WARN
            yield CaseWarning(gravity, f"{str(flag.kind).capitalize()}.", flag.why)


def of_ending_flags(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """That a flag ends within a week: whoever relies on it sets it anew."""
    for flag in (stored.value for stored in file.all(Flag)):
        if flag.until is None or not flag.stands(now):
            continue
        ends_at = dt.datetime.combine(flag.until, dt.time(23, 59), tzinfo=dt.UTC)
        if ends_at - SOON <= now:
            yield Due(ends_at, TaskKind.FLAG, f"The flag ends: {flag.kind}")
