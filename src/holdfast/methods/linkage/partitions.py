"""Who is who inside a component: the most probable division into people, and draws of divisions.

The posterior is P(division) proportional to the product of the odds of every pair that stands
together. It respects transitivity: A with B and B with C means A with C, and that third pair's
evidence counts too.

Invariants:
- Up to `MOST_ENUMERATED` rows every division is weighed (Bell numbers: 877 for seven rows), so the
  answer and the draws are exact. Larger ones are climbed greedily and sampled by Gibbs sweeps.
- The same evidence and generator give the same draws.

Not modelled: that pairs of one cluster share errors (the product counts them as independent, so
large clusters look surer than they are). Doubt of all weights at once comes in as a move of each
draw; it and the pairs that blocking never brought up are `doubt`'s.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

MOST_ENUMERATED = 7
_SWEEPS = 40
_MOST_CELLS = 1_000_000

Labels = NDArray[np.int64]
Odds = NDArray[np.float64]


@functools.lru_cache(maxsize=MOST_ENUMERATED + 1)
def divisions(size: int) -> Labels:
    """All divisions of `size` rows, one a row of labels (restricted growth strings)."""
    grown = [[0]]
    for _ in range(size - 1):
        grown = [[*labels, new] for labels in grown for new in range(max(labels) + 2)]
    return np.array(grown, dtype=np.int64)


@functools.lru_cache(maxsize=MOST_ENUMERATED + 1)
def _together(size: int) -> NDArray[np.float64]:
    """Which pairs stand together in which division (divisions x pairs)."""
    labels = divisions(size)
    first, second = np.triu_indices(size, 1)
    return np.asarray(labels[:, first] == labels[:, second], dtype=float)


def best_divisions(odds: Odds, size: int) -> Labels:
    """The most probable division of each component of one size (components x pairs of log odds).

    Returns labels, components x size. Of equals the one with fewest links is taken.
    """
    if size <= MOST_ENUMERATED:
        links = _together(size)
        scores = odds @ links.T - 1e-9 * links.sum(axis=1)
        return np.asarray(divisions(size)[scores.argmax(axis=1)])
    return np.array([_climbed(_square(row, size)) for row in odds])


def drawn_divisions(
    odds: Odds, size: int, moves: NDArray[np.float64], *, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Draws from the posterior: draws x components x size labels.

    There are as many draws as `moves`; each adds its own to the log odds of every pair.
    """
    if not len(moves):
        return np.zeros((0, len(odds), size), dtype=np.int64)
    if size <= MOST_ENUMERATED:
        links = _together(size)
        scores, number = odds @ links.T, links.sum(axis=1)
        chosen = np.stack([_picked(scores + move * number, generator) for move in moves])
        return np.asarray(divisions(size)[chosen])
    at_once = max(1, _MOST_CELLS // (len(moves) * size * size))
    walks = [
        _walked(np.array([_square(row, size) for row in odds[at : at + at_once]]), moves, generator)
        for at in range(0, len(odds), at_once)
    ]
    return np.concatenate(walks, axis=1)


def _picked(scores: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.int64]:
    """A column for each row, with probability proportional to exp of its score."""
    edges = np.cumsum(np.exp(scores - scores.max(axis=1, keepdims=True)), axis=1)
    points = generator.random(len(scores)) * edges[:, -1]
    return np.asarray((edges < points[:, None]).sum(axis=1))


def _square(row: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    made = np.zeros((size, size))
    first, second = np.triu_indices(size, 1)
    made[first, second] = made[second, first] = row
    return made


def _climbed(square: NDArray[np.float64]) -> Labels:
    """Clusters joined while joining the best two still gains; then rows moved while that gains."""
    labels: Labels = np.arange(len(square), dtype=np.int64)
    sums = square.copy()
    np.fill_diagonal(sums, -np.inf)
    while len(sums) > 1:
        at = int(sums.argmax())
        keep, gone = sorted(divmod(at, len(sums)))
        if sums[keep, gone] <= 0:
            break
        sums[keep] += sums[gone]
        sums[:, keep] = sums[keep]
        sums[keep, keep] = -np.inf
        sums = np.delete(np.delete(sums, gone, axis=0), gone, axis=1)
        labels[labels == gone] = keep
        labels[labels > gone] -= 1
    return _moved(square, labels)


def _moved(square: NDArray[np.float64], labels: Labels) -> Labels:
    for _ in range(len(labels)):
        before = labels.copy()
        for row in range(len(labels)):
            labels[row] = int(_gains(square, labels, row).argmax())
        if (labels == before).all():
            break
    return np.asarray(np.unique(labels, return_inverse=True)[1])


def _gains(square: NDArray[np.float64], labels: Labels, row: int) -> NDArray[np.float64]:
    """What it gains to put one row into each cluster; an unused label stands for being alone."""
    others = labels.copy()
    others[row] = len(labels)
    weighed = np.bincount(others, weights=square[row], minlength=len(labels) + 1)
    gains = weighed[: len(labels)].astype(np.float64)
    used = np.bincount(others, minlength=len(labels) + 1)[: len(labels)] > 0
    alone = int(np.flatnonzero(~used)[0])
    gains[~used] = -np.inf
    gains[alone] = 0.0
    return gains


def _walked(
    squares: NDArray[np.float64], moves: NDArray[np.float64], generator: np.random.Generator
) -> NDArray[np.int64]:
    """Gibbs sweeps, one chain a draw, side by side: each row leaves its cluster and chooses anew.

    `squares` is components x size x size; returns draws x components x size.
    """
    size = squares.shape[1]
    starts = np.array([_climbed(square) for square in squares])
    blocks = np.eye(size)[np.repeat(starts[:, None, :], len(moves), axis=1)]
    held = blocks.sum(axis=2)
    for _ in range(_SWEEPS):
        for row in range(size):
            own = blocks[:, :, row, :]
            held -= own
            own[...] = 0.0
            gains = np.matmul(squares[:, None, row, None, :], blocks)[:, :, 0, :]
            gains += moves[:, None] * held
            np.put_along_axis(own, _chosen(gains, held > 0, generator)[..., None], 1.0, axis=2)
            held += own
    return np.asarray(blocks.argmax(axis=3).swapaxes(0, 1))


def _chosen(
    gains: NDArray[np.float64], used: NDArray[np.bool_], generator: np.random.Generator
) -> NDArray[np.int64]:
    """A block for one row, by the posterior; the first unused block stands for being alone."""
    weighed = np.where(used, gains, -np.inf)
    np.put_along_axis(weighed, used.argmin(axis=2)[..., None], 0.0, axis=2)
    chances = np.exp(weighed - weighed.max(axis=2, keepdims=True))
    edges = np.cumsum(chances, axis=2)
    points = generator.random(edges.shape[:2]) * edges[..., -1]
    return np.asarray((edges <= points[..., None]).sum(axis=2))
