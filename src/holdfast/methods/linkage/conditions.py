"""Conditions on two rows, each readable by DuckDB, by Spark and by Python alike.

Invariants:
- `sql()` and `holds()` of one condition say the same for every pair of rows; the tests hold them
  together on random rows.
- A condition on a missing value does not hold. `Missing` alone is true of missing values.
- Days are whole numbers (proleptic Gregorian ordinals); points are unit vectors.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rapidfuzz.distance import DamerauLevenshtein

Cells = Mapping[str, Any]

EARTH_KM = 6371.0088


class Condition(Protocol):
    """Something that two rows fulfil or not."""

    def sql(self) -> str:
        """The condition for Splink, over `column_l` and `column_r`."""
        ...

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether the condition is fulfilled by two rows."""
        ...


@dataclass(frozen=True, slots=True)
class Missing:
    """One of the rows does not say."""

    column: str

    def sql(self) -> str:
        """The condition for Splink."""
        return f"({self.column}_l IS NULL OR {self.column}_r IS NULL)"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether either value is missing."""
        return left[self.column] is None or right[self.column] is None


@dataclass(frozen=True, slots=True)
class Same:
    """Both rows say the same."""

    column: str

    def sql(self) -> str:
        """The condition for Splink."""
        return f"{self.column}_l = {self.column}_r"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both values are given and equal."""
        return left[self.column] is not None and left[self.column] == right[self.column]


@dataclass(frozen=True, slots=True)
class Across:
    """What one row says in one column, the other says in another, in either direction."""

    first: str
    second: str

    def sql(self) -> str:
        """The condition for Splink."""
        a, b = self.first, self.second
        return f"({a}_l = {b}_r OR {b}_l = {a}_r)"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether a value of the first column equals one of the second in the other row."""
        return any(
            one[self.first] is not None and one[self.first] == other[self.second]
            for one, other in ((left, right), (right, left))
        )


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two columns changed places from one row to the other."""

    first: str
    second: str

    def sql(self) -> str:
        """The condition for Splink."""
        a, b = self.first, self.second
        return f"({a}_l = {b}_r AND {b}_l = {a}_r)"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both values are given and stand crosswise."""
        crossed = (left[self.first], left[self.second]) == (right[self.second], right[self.first])
        return crossed and None not in (left[self.first], left[self.second])


def _long_enough(left: Cells, right: Cells, column: str, shortest: int) -> tuple[str, str] | None:
    """Both values, where both are given and none is shorter than `shortest` letters."""
    one, other = left[column], right[column]
    if one is None or other is None or min(len(one), len(other)) < shortest:
        return None
    return one, other


@dataclass(frozen=True, slots=True)
class Edits:
    """The values differ by at most `most` letters, and the shorter has `shortest` or more."""

    column: str
    most: int
    shortest: int

    def sql(self) -> str:
        """The condition for Splink."""
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"(least(length({left}), length({right})) >= {self.shortest}"
            f" AND abs(length({left}) - length({right})) <= {self.most}"
            f" AND damerau_levenshtein({left}, {right}) <= {self.most})"
        )

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both values are given, long enough and close."""
        pair = _long_enough(left, right, self.column, self.shortest)
        if pair is None:
            return False
        return DamerauLevenshtein.distance(*pair, score_cutoff=self.most) <= self.most


@dataclass(frozen=True, slots=True)
class Begins:
    """One value is how the other begins, and has `shortest` letters or more."""

    column: str
    shortest: int

    def sql(self) -> str:
        """The condition for Splink."""
        left, right = f"{self.column}_l", f"{self.column}_r"
        return (
            f"(least(length({left}), length({right})) >= {self.shortest}"
            f" AND (left({left}, length({right})) = {right}"
            f" OR left({right}, length({left})) = {left}))"
        )

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both values are given, long enough, and one begins the other."""
        pair = _long_enough(left, right, self.column, self.shortest)
        return pair is not None and (pair[0].startswith(pair[1]) or pair[1].startswith(pair[0]))


@dataclass(frozen=True, slots=True)
class Gap:
    """Two spans of days lie at most `days` apart; zero or less means that they share a day."""

    first: str
    last: str
    days: int

    def sql(self) -> str:
        """The condition for Splink."""
        a, b = self.first, self.last
        return f"({a}_l - {b}_r <= {self.days} AND {a}_r - {b}_l <= {self.days})"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both spans are given and near enough."""
        if left[self.first] is None or right[self.first] is None:
            return False
        apart = max(left[self.first] - right[self.last], right[self.first] - left[self.last])
        return bool(apart <= self.days)


@dataclass(frozen=True, slots=True)
class Narrow:
    """Both spans of days are at most `days` wide."""

    first: str
    last: str
    days: int

    def sql(self) -> str:
        """The condition for Splink."""
        a, b = self.first, self.last
        return f"({b}_l - {a}_l <= {self.days} AND {b}_r - {a}_r <= {self.days})"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both spans are given and narrow."""
        return all(
            row[self.first] is not None and row[self.last] - row[self.first] <= self.days
            for row in (left, right)
        )


@dataclass(frozen=True, slots=True)
class TwoOfThree:
    """Two of three columns agree and all are given."""

    columns: tuple[str, str, str]

    def sql(self) -> str:
        """The condition for Splink."""
        agreed = " + ".join(f"CAST({c}_l = {c}_r AS INTEGER)" for c in self.columns)
        return f"({agreed}) >= 2"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether at least two agree; a missing one makes it false, as in SQL."""
        if any(row[c] is None for row in (left, right) for c in self.columns):
            return False
        return sum(bool(left[c] == right[c]) for c in self.columns) >= 2


@dataclass(frozen=True, slots=True)
class WithinKm:
    """Two points on the globe lie within `km` of each other (by the chord, exact on a sphere)."""

    x: str
    y: str
    z: str
    km: float

    def _chord_squared(self) -> float:
        return (2 * math.sin(self.km / EARTH_KM / 2)) ** 2

    def sql(self) -> str:
        """The condition for Splink."""
        terms = " + ".join(f"({c}_l - {c}_r) * ({c}_l - {c}_r)" for c in (self.x, self.y, self.z))
        return f"{terms} <= {self._chord_squared()!r}"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether both points are given and near enough."""
        if left[self.x] is None or right[self.x] is None:
            return False
        apart = ((left[c] - right[c]) * (left[c] - right[c]) for c in (self.x, self.y, self.z))
        return bool(sum(apart) <= self._chord_squared())


@dataclass(frozen=True, slots=True)
class All:
    """Every one of several conditions holds."""

    parts: tuple[Condition, ...]

    def sql(self) -> str:
        """The condition for Splink."""
        return "(" + " AND ".join(part.sql() for part in self.parts) + ")"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether all hold."""
        return all(part.holds(left, right) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of several conditions holds."""

    parts: tuple[Condition, ...]

    def sql(self) -> str:
        """The condition for Splink."""
        return "(" + " OR ".join(part.sql() for part in self.parts) + ")"

    def holds(self, left: Cells, right: Cells) -> bool:
        """Whether any holds."""
        return any(part.holds(left, right) for part in self.parts)
