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
    total = len(frontier.a)
    best = np.zeros((3, total), np.int64)  # words on a, words on b, points
    rows = np.flatnonzero(frontier.room_a > 0)
    start = np.where(_DRIFT >= 0, -_DRIFT, _OUT).astype(np.int32)
    scores = np.repeat(start[None, :], len(rows), axis=0)
    taken = 0
    while len(rows):
        taken += 1
        active = frontier.part(rows)
        scores = _next_row(words, active, scores, taken=taken, step=step)
        drift = scores.argmax(axis=1)
        points = scores[np.arange(len(rows)), drift]
        better = points > best[2, rows]
        best[0, rows[better]] = taken
        best[1, rows[better]] = taken + drift[better] - BAND
        best[2, rows[better]] = points[better]
        alive = (points >= best[2, rows] - PATIENCE) & (active.room_a > taken)
        rows, scores = rows[alive], scores[alive]
    return best[0], best[1], best[2]


def _next_row(
    words: NDArray[np.uint32], active: Frontier, scores: Scores, *, taken: int, step: int
) -> Scores:
    """Scores after `taken` words of a; column d stands for `taken + d - BAND` words of b."""
    used_b = taken + _DRIFT
    word_a = words.take(active.a + step * (taken - 1), mode="clip")
    word_b = words.take(active.b[:, None] + step * (used_b - 1), mode="clip")
    row: Scores = scores + np.where(word_a[:, None] == word_b, 1, -1).astype(np.int32)
    row[:, used_b < 1] = _OUT
    np.maximum(row[:, :-1], scores[:, 1:] - 1, out=row[:, :-1])  # a word of a dropped in b
    rising = np.arange(_DIAGONALS, dtype=np.int32)
    row = np.maximum.accumulate(row + rising, axis=1) - rising  # words inserted in b
    row[(used_b > active.room_b[:, None]) | (active.room_a < taken)[:, None]] = _OUT
    return row
