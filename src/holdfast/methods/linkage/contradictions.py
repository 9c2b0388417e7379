"""Clusters that contradict themselves, named for a person to look at.

Invariants:
- Nothing is taken apart: a contradiction is reported, not mended.
- A report holds cluster, kind and rows; never a name or a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from holdfast.methods.linkage.comparisons import Comparison
from holdfast.methods.linkage.evidence import RowPair
from holdfast.methods.linkage.patterns import level_numbers

_KINDS: Mapping[str, tuple[tuple[int, ...], str]] = {
    "born": ((1, 5, 6), "different dates of birth"),
    "father": ((3,), "different fathers"),
    "sex": ((1,), "different sexes"),
    "event": ((4,), "dates of the event more than a year apart"),
    "list": ((0,), "two rows of one list"),
}


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two rows of one cluster that cannot easily both be right."""

    label: int
    kind: str
    left: int
    right: int


def contradictions_in(
    scored: pd.DataFrame,
    labels: NDArray[np.int64],
    comparisons: tuple[Comparison, ...],
    decisions: Mapping[RowPair, bool],
) -> list[Contradiction]:
    """Every contradiction between two rows of one cluster, by cluster and kind.

    `scored` has left, right and the `gamma_...` of each comparison for every pair inside a cluster.
    """
    left, right = scored["left"].to_numpy(), scored["right"].to_numpy()
    inside = scored[labels[left] == labels[right]]
    found = [
        Contradiction(int(labels[a]), "people judged these rows to be two persons", a, b)
        for (a, b), is_same in decisions.items()
        if not is_same and labels[a] == labels[b]
    ]
    for comparison in comparisons:
        if comparison.name not in _KINDS:
            continue
        numbers, kind = _KINDS[comparison.name]
        level = level_numbers(inside, comparison)
        rows = inside[np.isin(level, numbers)]
        found += [
            Contradiction(int(labels[a]), kind, int(a), int(b))
            for a, b in zip(rows["left"], rows["right"], strict=True)
        ]
    return sorted(found)
