"""A date of which perhaps only the year, or the year and the month, is known.

Invariants:
- A day is never known without its month.
- What is not known is not invented: `2017-03` has a first and a last possible day, and no day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_ISO = re.compile(r"(?P<about>~)?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day; `is_approximate` marks "around"."""

    year: int
    month: int | None = None
    day: int | None = None
    is_approximate: bool = False

    def __post_init__(self) -> None:
        """Refuse a day without a month and a date that no calendar has."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2017`, `2017-03`, `2017-03-20`, each perhaps after `~` for "around".

        Raises ValueError for anything else.
        """
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise ValueError("a date is written 2017, 2017-03 or 2017-03-20")
        parts = [int(found[name]) if found[name] else None for name in ("year", "month", "day")]
        year, month, day = parts
        assert year is not None
        return cls(year, month, day, is_approximate=bool(found["about"]))

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return ("~" if self.is_approximate else "") + "-".join(parts)

    def first_day(self) -> dt.date:
        """The earliest day this can mean (an "around" is not widened)."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> dt.date:
        """The latest day this can mean (an "around" is not widened)."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def may_equal(self, other: PartialDate) -> bool:
        """Whether some day fits both, leaving "around" out of account."""
        return self.first_day() <= other.last_day() and other.first_day() <= self.last_day()
