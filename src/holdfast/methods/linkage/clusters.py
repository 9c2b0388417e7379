"""From evidence between rows to clusters, and to draws of clusters.

Invariants:
- Every row is in exactly one cluster; a row that nothing links is a cluster of its own.
- Labels are numbers without meaning; `continuity` gives clusters their lasting identifiers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from holdfast.methods.linkage.evidence import CERTAIN, Evidence
from holdfast.methods.linkage.partitions import best_divisions, drawn_divisions

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Components:
    """Components by size: rows (components x size) and log odds of their pairs."""

    rows: dict[int, NDArray[np.int64]]
    log_odds: dict[int, NDArray[np.float64]]


def gathered(groups: Sequence[NDArray[np.int64]], evidence: Evidence) -> Components:
    """Components ordered by size, with the evidence of every inner pair."""
    by_size: dict[int, list[NDArray[np.int64]]] = {}
    for group in groups:
        by_size.setdefault(len(group), []).append(group)
    rows = {size: np.array(found) for size, found in sorted(by_size.items())}
    odds = {}
    for size, members in rows.items():
        first, second = np.triu_indices(size, 1)
        odds[size] = evidence.of(np.stack([members[:, first], members[:, second]], axis=-1))
    return Components(rows, odds)


def best_labels(components: Components, rows: int, *, threshold: float) -> NDArray[np.int64]:
    """The most probable cluster of every row, where a link needs odds above `threshold`'s.

    Decisions of people are above any threshold.
    """
    shift = math.log(threshold / (1 - threshold))
    labels = np.arange(rows, dtype=np.int64)
    for size, members in components.rows.items():
        odds = components.log_odds[size]
        moved = np.where(np.abs(odds) >= CERTAIN, odds, odds - shift)
        _put(labels, members, best_divisions(moved, size))
    return labels


def drawn_labels(
    components: Components,
    rows: int,
    moves: NDArray[np.float64],
    *,
    generator: np.random.Generator,
) -> Iterator[NDArray[np.int64]]:
    """Labels of every row, draw by draw, each from the posterior over divisions.

    Each draw adds its own of `moves` to the log odds of every pair.
    """
    drawn = {}
    for size, members in components.rows.items():
        parts = [
            drawn_divisions(
                components.log_odds[size][start : start + _AT_ONCE],
                size,
                moves,
                generator=generator,
            ).astype(np.int8)
            for start in range(0, len(members), _AT_ONCE)
        ]
        drawn[size] = np.concatenate(parts, axis=1)
    for number in range(len(moves)):
        labels = np.arange(rows, dtype=np.int64)
        for size, members in components.rows.items():
            _put(labels, members, drawn[size][number].astype(np.int64))
        yield labels


def _put(
    labels: NDArray[np.int64], members: NDArray[np.int64], division: NDArray[np.int64]
) -> None:
    """Label each row by the first row of its block."""
    size = members.shape[1]
    first = np.zeros_like(division)
    for block in range(size):
        inside = division == block
        has = inside.any(axis=1)
        at = inside.argmax(axis=1)
        where = np.where(inside & has[:, None])
        first[where] = at[where[0]]
    labels[members] = np.take_along_axis(members, first, axis=1)
