"""The capture table: how many people stand on which lists.

Invariants:
- Histories are distinct, none is all-zero, and each count is a whole number above zero.
- Histories are sorted, so equal data give equal tables and equal results.
- A table that cannot exist (fewer than two lists, nobody on any) is refused when it is made; one
  that exists but cannot carry an estimate is not: that is the verdict's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from holdfast.kernel.errors import HoldfastError

MOST_LISTS = 20
MOST_COUNT = 10**8

History = tuple[int, ...]


class TableError(HoldfastError):
    """The capture table cannot be what its file says."""

    code = "estimation.table"


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """People by capture history: `histories[i]` is 0/1 a list, `counts[i]` how many have it.

    `remarks` are sentences about what was done while reading (rows summed, cells left out).
    """

    lists: tuple[str, ...]
    histories: tuple[History, ...]
    counts: tuple[int, ...]
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold the invariants. Raises TableError."""
        _check_lists(self.lists)
        for history, count in zip(self.histories, self.counts, strict=True):
            _check_row(history, count, width=len(self.lists))
        if len(set(self.histories)) != len(self.histories):
            raise TableError("A capture history stands in the table twice.")
        if not self.histories:
            raise TableError(
                "Nobody is on any list: every count is zero.",
                hint="Check that the counts were exported.",
            )

    @property
    def seen(self) -> int:
        """How many people are on at least one list."""
        return sum(self.counts)

    @property
    def width(self) -> int:
        """How many lists there are."""
        return len(self.lists)

    def cells(self) -> NDArray[np.uint8]:
        """The histories as an array, C x J of 0/1."""
        return np.array(self.histories, dtype=np.uint8)

    def sizes(self) -> NDArray[np.float64]:
        """The counts as an array of C floats (whole up to 2**53)."""
        return np.array(self.counts, dtype=np.float64)

    def list_sizes(self) -> dict[str, int]:
        """How many people each list holds."""
        totals = self.cells().astype(np.int64).T @ np.array(self.counts, dtype=np.int64)
        return {name: int(total) for name, total in zip(self.lists, totals, strict=True)}

    def full(self) -> NDArray[np.float64]:
        """Counts of all 2**J histories, first list the highest bit; the unseen cell holds zero."""
        out = np.zeros(1 << self.width)
        for history, count in zip(self.histories, self.counts, strict=True):
            out[int("".join(map(str, history)), 2)] = count
        return out

    def overlap(self) -> int:
        """How many people are on two lists or more."""
        return sum(c for h, c in zip(self.histories, self.counts, strict=True) if sum(h) > 1)

    def pair_overlap(self, first: str, second: str) -> int:
        """How many people are on both lists."""
        i, j = self.lists.index(first), self.lists.index(second)
        return sum(c for h, c in zip(self.histories, self.counts, strict=True) if h[i] and h[j])

    def pairs_without_overlap(self) -> tuple[tuple[str, str], ...]:
        """Pairs of lists that share nobody."""
        return tuple(p for p in combinations(self.lists, 2) if self.pair_overlap(*p) == 0)

    def contained_lists(self) -> tuple[tuple[str, str], ...]:
        """Pairs (inner, outer) where everybody on the inner list is on the outer too."""
        sizes = self.list_sizes()
        ordered = [(a, b) for a in self.lists for b in self.lists if a != b]
        return tuple((a, b) for a, b in ordered if sizes[a] and self.pair_overlap(a, b) == sizes[a])

    def without(self, name: str) -> CaptureTable:
        """The table when one list had never been kept: those only on it are then unseen."""
        kept = [i for i, other in enumerate(self.lists) if other != name]
        return self._project(tuple(self.lists[i] for i in kept), [[i] for i in kept])

    def merged(self, first: str, second: str) -> CaptureTable:
        """The table with two lists read as one."""
        joined = f"{first}+{second}"
        groups = [
            [self.lists.index(first), self.lists.index(second)] if name == first else [i]
            for i, name in enumerate(self.lists)
            if name != second
        ]
        names = tuple(joined if n == first else n for n in self.lists if n != second)
        return self._project(names, groups)

    def _project(self, names: tuple[str, ...], groups: Sequence[Sequence[int]]) -> CaptureTable:
        sums: dict[History, int] = {}
        for history, count in zip(self.histories, self.counts, strict=True):
            new = tuple(int(any(history[i] for i in group)) for group in groups)
            if any(new):
                sums[new] = sums.get(new, 0) + count
        return table_of(names, sums)


def table_of(
    lists: Iterable[str], counts: Mapping[History, int], *, remarks: tuple[str, ...] = ()
) -> CaptureTable:
    """A table from a mapping of history to count; empty cells are left out, the rest sorted.

    Raises TableError where the invariants fail.
    """
    kept = {history: count for history, count in counts.items() if count != 0}
    ordered = sorted(kept, reverse=True)
    return CaptureTable(tuple(lists), tuple(ordered), tuple(kept[h] for h in ordered), remarks)


def sum_of(tables: Iterable[CaptureTable]) -> CaptureTable:
    """The table of all people of several tables of the same lists. Raises TableError."""
    together = list(tables)
    if len({table.lists for table in together}) != 1:
        raise TableError("The tables do not name the same lists.")
    sums: dict[History, int] = {}
    for table in together:
        for history, count in zip(table.histories, table.counts, strict=True):
            sums[history] = sums.get(history, 0) + count
    return table_of(together[0].lists, sums, remarks=together[0].remarks)


def _check_lists(lists: tuple[str, ...]) -> None:
    if len(lists) < 2:
        raise TableError(
            "There is one list only, or none. What no list holds cannot be learned from one list.",
            hint="Give at least two lists of the same people, place and time.",
        )
    if len(lists) > MOST_LISTS:
        raise TableError(
            f"There are {len(lists)} lists; the limit is {MOST_LISTS}.",
            hint="Merge lists that were collected in the same way.",
        )
    if len(set(lists)) != len(lists):
        raise TableError("Two lists have the same name.", hint="Rename one of the columns.")


def _check_row(history: History, count: int, *, width: int) -> None:
    if len(history) != width or any(mark not in {0, 1} for mark in history):
        raise TableError("A capture history holds something other than 0 or 1 for each list.")
    if not any(history):
        raise TableError("The people on no list cannot be counted in the table.")
    if not 0 < count <= MOST_COUNT:
        raise TableError("A count is not a whole number between 1 and 10^8.")
