"""Maximum likelihood in Poisson log-linear models, and whether it exists.

The likelihood may have no maximum when cells are empty: some parameters run to minus infinity
(Haberman 1974; Fienberg and Rinaldo 2012, Annals of Statistics 40:996-1023). The maximum then
lives on a face of the marginal cone: cells that can only be fitted by zero leave, and what is left
is fitted as usual (the extended estimate). The number unseen still exists when the constant is
determined by the cells that stay; where it is not, there is no estimate, whatever an iteration
that stopped somewhere prints.

Invariants:
- `facial_set` is decided by one linear program, not by looking at diverging parameters.
- `fit_exactly` never returns a number for the unseen that the data do not determine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from .compiled import compiled

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model. `unseen` is None where the data do not determine it.

    `is_interior` says whether the ordinary maximum exists (no cell had to leave).
    """

    deviance: float
    parameters: int
    unseen: float | None
    means: Floats
    is_interior: bool


@compiled
def deviance_of(counts: Floats, means: Floats) -> float:
    """Twice the log-likelihood lost against the saturated model."""
    total = 0.0
    for i in range(counts.shape[0]):
        if counts[i] > 0.0:
            total += counts[i] * math.log(counts[i] / means[i])
        total -= counts[i] - means[i]
    return 2.0 * total


@compiled
def reweighted_fit(columns: Floats, counts: Floats, most_rounds: int) -> tuple[float, Floats]:
    """Deviance and coefficients by iteratively reweighted least squares (McCullagh and Nelder).

    On a face it creeps towards the supremum: the deviance is right to about 1e-8, the diverging
    coefficients mean nothing. A ridge in the twelfth digit keeps the equations
    solvable.
    """
    rows, width = columns.shape
    means = np.maximum(counts, 0.5)
    linear = np.log(means)
    best = np.zeros(width)
    before = np.inf
    for _ in range(most_rounds):
        system = np.zeros((width, width))
        right = np.zeros(width)
        for i in range(rows):
            target = means[i] * linear[i] + counts[i] - means[i]
            for a in range(width):
                if columns[i, a] != 0.0:
                    right[a] += target
                    for b in range(width):
                        system[a, b] += means[i] * columns[i, b]
        for a in range(width):
            system[a, a] += 1e-10 + 1e-12 * system[a, a]
        best[:] = np.linalg.solve(system, right)
        linear = np.minimum(np.maximum(columns @ best, -30.0), 30.0)
        means = np.exp(linear)
        after = deviance_of(counts, means)
        if abs(before - after) < 1e-9 * (1.0 + abs(after)):
            break
        before = after
    return deviance_of(counts, means), best


@compiled
def fit_members(
    columns: Floats, members: Flags, counts: Floats, most_rounds: int
) -> tuple[Floats, Floats]:
    """Deviance and constant of each model; `members[m]` says which columns model m has."""
    deviances = np.empty(members.shape[0])
    constants = np.empty(members.shape[0])
    for m in range(members.shape[0]):
        picked = np.flatnonzero(members[m])
        own = np.empty((columns.shape[0], picked.shape[0]))
        for a in range(picked.shape[0]):
            own[:, a] = columns[:, picked[a]]
        deviances[m], best = reweighted_fit(own, counts, most_rounds)
        constants[m] = best[0]
    return deviances, constants


def facial_set(columns: Floats, counts: Floats) -> Flags:
    """Which cells can have a mean above zero at the supremum of the likelihood.

    One linear program: find d with columns @ d = 0 on the cells that were seen and <= 0 elsewhere
    that is negative on as many cells as possible; those leave (Fienberg and Rinaldo 2012).
    """
    stays = np.ones(len(counts), dtype=np.bool_)
    empty = counts == 0.0
    if not empty.any():
        return stays
    seen, bare = columns[~empty], columns[empty]
    width, bounded = columns.shape[1], int(empty.sum())
    answer = linprog(
        np.concatenate([np.zeros(width), -np.ones(bounded)]),
        A_ub=np.hstack([bare, np.eye(bounded)]),
        b_ub=np.zeros(bounded),
        A_eq=np.hstack([seen, np.zeros((len(seen), bounded))]),
        b_eq=np.zeros(len(seen)),
        bounds=[(None, None)] * width + [(0.0, 1.0)] * bounded,
        method="highs",
    )
    stays[empty] = answer.x[width:] < 0.5
    return stays


def fit_exactly(columns: Floats, counts: Floats) -> Fit:
    """The (extended) maximum likelihood fit; the first column must be the constant.

    The unseen is exp(constant), given only where the constant lies in the row space of the cells
    that stay.
    """
    stays = facial_set(columns, counts)
    face, there = columns[stays], counts[stays]
    free = _independent(face)
    deviance, best = reweighted_fit(np.ascontiguousarray(face[:, free]), there, 100)
    means = np.zeros(len(counts))
    means[stays] = np.exp(face[:, free] @ best)
    target = np.zeros(columns.shape[1])
    target[0] = 1.0
    is_determined = np.linalg.matrix_rank(np.vstack([face, target])) == len(free)
    unseen = None
    if is_determined:
        weights = np.linalg.lstsq(face.T, target, rcond=None)[0]
        unseen = float(np.exp(weights @ np.log(means[stays])))
    return Fit(deviance, columns.shape[1], unseen, means, bool(stays.all()))


def _independent(columns: Floats) -> list[int]:
    """Indices of the first columns that span the column space."""
    kept: list[int] = []
    for i in range(columns.shape[1]):
        if np.linalg.matrix_rank(columns[:, [*kept, i]]) == len(kept) + 1:
            kept.append(i)
    return kept
