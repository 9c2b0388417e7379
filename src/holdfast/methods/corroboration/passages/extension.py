"""Growing a pair of places over small edits: a banded alignment of many pairs at once.

Invariants:
- One point for each equal word, one off for each word changed, inserted or dropped; a pair stops
  growing where it has fallen `PATIENCE` below its best, and is cut back to that best.
- The two sides never drift more than `BAND` words apart, and never leave their room.
- Pairs do not influence each other.

Source: Zhang, Berman, Wiehe and Miller, "Post-processing long pairwise alignments",
Bioinformatics 15 (1999), for the rule that gives up (X-drop).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Positions

BAND = 4
PATIENCE = 4
_DIAGONALS = 2 * BAND + 1
_DRIFT = np.arange(-BAND, BAND + 1)
_OUT = np.int32(-(1 << 20))  # a cell outside the room
_CHUNK = 100_000  # pairs grown together: bounds the memory
_CROWDED = 0.8  # of the pairs must still grow; else those that do not are left behind

Scores = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """Words taken on each side, and the points gained by them."""

    a: Positions
    b: Positions
    points: Positions


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Where pairs start to grow: the next word on each side and how many there are to take."""

    a: Positions
    b: Positions
    room_a: Positions
    room_b: Positions

    def part(self, rows: slice | NDArray[np.int64]) -> Frontier:
        """The frontier of some of the pairs."""
        return Frontier(self.a[rows], self.b[rows], self.room_a[rows], self.room_b[rows])


def grow(words: NDArray[np.uint32], frontier: Frontier, *, step: int) -> Growth:
    """Grow each pair forwards (`step` 1) or backwards (`step` -1) as far as it gains."""
    parts = [
        _grow_chunk(words, frontier.part(slice(start, start + _CHUNK)), step=step)
        for start in range(0, max(1, len(frontier.a)), _CHUNK)
    ]
    a, b, points = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Growth(a, b, points)


def _grow_chunk(
    words: NDArray[np.uint32], frontier: Frontier, *, step: int
) -> tuple[Positions, Positions, Positions]:
    best = np.zeros((3, len(frontier.a)), np.int64)  # words on a, words on b, points
    rows = np.flatnonzero(frontier.room_a > 0)
    active, alive = frontier.part(rows), np.ones(len(rows), np.bool_)
    leading = np.zeros(len(rows), np.int32)
    start = np.where(_DRIFT >= 0, -_DRIFT, _OUT).astype(np.int32)
    scores = np.repeat(start[:, None], len(rows), axis=1)
    taken = 0
    while alive.any():
        taken += 1
        scores = _next_scores(words, active, scores, taken=taken, step=step)
        points, drift = _highest(scores)
        better = np.flatnonzero(alive & (points > leading))
        leading[better] = points[better]
        best[0, rows[better]] = taken
        best[1, rows[better]] = taken + drift[better]
        best[2, rows[better]] = points[better]
        alive &= (points >= leading - PATIENCE) & (active.room_a > taken)
        if np.count_nonzero(alive) < _CROWDED * len(alive):
            kept = np.flatnonzero(alive)
            rows, active, leading = rows[kept], active.part(kept), leading[kept]
            scores, alive = scores[:, kept], alive[kept]
    return best[0], best[1], best[2]


def _next_scores(
    words: NDArray[np.uint32], active: Frontier, scores: Scores, *, taken: int, step: int
) -> Scores:
    """Scores after `taken` words of a; row d stands for `taken + d - BAND` words of b.

    One row a diagonal: numpy walks along many pairs at once, not along nine cells.
    """
    word_a = words.take(active.a + step * (taken - 1), mode="clip")
    next_b = active.b + step * (taken - 1)
    out = scores - 1
    for d, drift in enumerate(_DRIFT.tolist()):
        used_b = taken + drift
        row = out[d]
        if used_b < 1:
            row[:] = _OUT
        else:
            equal = words.take(next_b + step * drift, mode="clip") == word_a
            row += equal.view(np.int8) * np.int8(2)
        if d + 1 < _DIAGONALS:
            np.maximum(row, scores[d + 1] - 1, out=row)  # a word of a dropped in b
        if d:
            np.maximum(row, out[d - 1] - 1, out=row)  # words inserted in b
    for d, drift in enumerate(_DRIFT.tolist()):
        out[d, active.room_b < taken + drift] = _OUT
    return out


def _highest(scores: Scores) -> tuple[Scores, Scores]:
    """The best score of each pair and its drift, the least where several are as good."""
    best = scores[0] << 4  # the score and, below it, what makes the least drift the highest
    for d in range(1, _DIAGONALS):
        np.maximum(best, (scores[d] << 4) - d, out=best)
    d = -best & 15
    return (best + d) >> 4, d - BAND
