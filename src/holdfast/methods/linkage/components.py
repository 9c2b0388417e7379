"""Rows that could be linked to each other at all, in groups that can be judged one by one.

Invariants:
- Two rows in different components are never linked.
- No component is larger than `MOST_TOGETHER`: in one that is, weak evidence is left out step by
  step until it falls apart; decisions of people are never left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from holdfast.methods.linkage.evidence import Evidence

MOST_TOGETHER = 60
_FLOORS = (-3.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.5, 6.0, 8.0, 10.0, 15.0, 25.0, 29.0)


def components_of(evidence: Evidence, rows: int) -> list[NDArray[np.int64]]:
    """Groups of two rows or more, each sorted, in the order of their first rows."""
    groups: list[NDArray[np.int64]] = []
    waiting = [(0, np.arange(rows, dtype=np.int64))]
    while waiting:
        step, members = waiting.pop()
        for group in _connected(evidence, members, rows, floor=_FLOORS[step]):
            if len(group) > MOST_TOGETHER and step + 1 < len(_FLOORS):
                waiting.append((step + 1, group))
            else:
                groups.append(group)
    return sorted(groups, key=lambda group: int(group[0]))


def _connected(
    evidence: Evidence, members: NDArray[np.int64], rows: int, *, floor: float
) -> list[NDArray[np.int64]]:
    inside = np.zeros(rows, dtype=bool)
    inside[members] = True
    kept = (evidence.log_odds >= floor) & inside[evidence.pairs].all(axis=1)
    pairs = evidence.pairs[kept]
    graph = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), (rows, rows))
    labels = connected_components(graph, directed=False)[1]
    touched = np.unique(pairs)
    order = touched[np.argsort(labels[touched], kind="stable")]
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return [np.sort(group) for group in np.split(order, cuts) if len(group) > 1]


def inner_pairs(groups: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Every pair of rows inside a group (N x 2, left below right)."""
    parts = [group[np.column_stack(np.triu_indices(len(group), 1))] for group in groups]
    return np.concatenate(parts) if parts else np.zeros((0, 2), dtype=np.int64)
