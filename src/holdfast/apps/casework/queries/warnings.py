"""What must be seen before anybody acts in a case: each capability says it in its own words.

Invariants: what warns is a pure function of one case's records and of the moment; a warning names
nobody and shows no number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .files import CaseFile


class Gravity(StrEnum):
    """How a warning is shown."""

    DANGER = "danger"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """One sentence at the top of a case, and what to do about it."""

    gravity: Gravity
    says: str
    more: str = ""


Warns = Callable[[CaseFile, dt.datetime], Iterator[CaseWarning]]
WARNING: tuple[Warns, ...] = ()


def warnings_in(file: CaseFile, now: dt.datetime) -> list[CaseWarning]:
    """All that warns in a case: dangers first, each in the order of the capabilities."""
    found = [warning for warns in WARNING for warning in warns(file, now)]
    return sorted(found, key=lambda warning: list(Gravity).index(warning.gravity))
