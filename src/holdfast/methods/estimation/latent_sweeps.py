"""Whole sweeps of the latent class sampler, and how it is tuned.

Invariants:
- Adaptation ends with `warm_up`: afterwards step and mass stand still, so the kernel is Markov.
- A chain depends on its own Generator and its own arrays alone.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import compiled
from .latent_density import Bits, Floats, gradient, log_unseen
from .latent_moves import draw_alpha, draw_unseen, impute_and_redraw, relabel, travel


@compiled
def _shrink(rng: np.random.Generator) -> float:
    """A random factor for the step: mostly 0.3 to 1, now and then down to 0.03.

    The step is tuned where the chain mostly is; the small ones carry it out of stiffer corners.
    """
    reach = 3.5 if rng.random() < 0.2 else 1.2
    return math.exp(-reach * rng.random())


@compiled
def curvature(cells: Bits, counts: Floats, point: Floats, prior: Floats, out: Floats) -> None:
    """Add to `out` the root of the complete-data information of each coordinate at `point`."""
    rows, classes = point.shape
    work = np.empty((rows + 3, classes))
    slope = np.empty((rows, classes))
    gradient(cells, counts, point, prior, slope, work)
    held = work[rows + 2]
    later = held[classes - 1]
    for k in range(classes - 1, -1, -1):
        for j in range(rows - 1):
            rate = work[j, k] / (1.0 + work[j, k])
            out[j, k] += math.sqrt(held[k] * rate * (1.0 - rate) + 0.5)
        if k < classes - 1:
            taken = work[rows, k]
            out[rows - 1, k] += math.sqrt((held[k] + later) * taken * (1.0 - taken) + 0.5)
            later += held[k]


@compiled
def advance(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    prior: Floats,
    mass: Floats,
    tuning: Floats,
    out: Floats,
) -> None:
    """Fill `out` (draws x 4: N, log p_0, alpha, occupied classes), changing `point` in place.

    `tuning` is (step, most leapfrogs, sweeps a draw, alpha); its alpha is written back.
    """
    weights = np.empty(point.shape[1])
    seen = counts.sum()
    alpha = tuning[3]
    for draw in range(out.shape[0]):
        for _ in range(int(tuning[2])):
            alpha = sweep(rng, cells, counts, point, prior, mass, tuning, alpha)
        out[draw, 0] = seen + draw_unseen(rng, seen, point, weights)
        out[draw, 1] = log_unseen(point, weights)
        out[draw, 2] = alpha
        out[draw, 3] = (weights > math.log(0.01)).sum()
    tuning[3] = alpha


@compiled
def sweep(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    prior: Floats,
    mass: Floats,
    tuning: Floats,
    alpha: float,
) -> float:
    """The three moves once; returns the new alpha."""
    alpha = impute_and_redraw(rng, cells, counts, point, alpha, prior)
    relabel(rng, point, alpha)
    step = tuning[0] * _shrink(rng)
    steps = 1 + int(rng.random() * tuning[1])
    travel(rng, cells, counts, point, prior, mass, step, steps)
    weights = np.empty(point.shape[1])
    return draw_alpha(rng, point, prior, weights)


@compiled
def warm_up(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    prior: Floats,
    mass: Floats,
    tuning: Floats,
    sweeps: int,
) -> None:
    """Settle `point`, then fit `mass` (from average curvature) and the step (to 0.75 accepted).

    Adaptation ends here: afterwards both stand still, so the kernel is Markov again. The step
    follows Robbins and Monro (1951) as in Andrieu and Thoms (2008, Stat. Comput. 18, alg. 4).
    """
    weights = np.empty(point.shape[1])
    total = np.zeros(mass.shape)
    alpha = tuning[3]
    log_step = math.log(0.5)
    seen_points = 0
    for turn in range(sweeps):
        alpha = impute_and_redraw(rng, cells, counts, point, alpha, prior)
        relabel(rng, point, alpha)
        if turn * 8 >= sweeps and turn * 4 < sweeps * 3:
            curvature(cells, counts, point, prior, total)
            seen_points += 1
        if turn * 4 == sweeps or turn * 2 == sweeps or turn * 4 == sweeps * 3:
            mass[:] = (total / max(seen_points, 1)) ** 2
            mass[-1, -1] = 1.0
        if turn * 4 > sweeps:
            step = math.exp(log_step) * _shrink(rng)
            steps = 1 + int(rng.random() * tuning[1])
            taken = travel(rng, cells, counts, point, prior, mass, step, steps)
            gain = 2.0 / math.sqrt(16.0 + (turn * 4 - sweeps) / 4.0)
            log_step = min(max(log_step + gain * (taken - 0.75), -7.0), 0.4)
            alpha = draw_alpha(rng, point, prior, weights)
    tuning[0] = math.exp(log_step)
    tuning[3] = alpha


@compiled
def scout(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    prior: Floats,
    sweeps: int,
    out: Floats,
) -> None:
    """Fill `out` with N after each `sweeps` plain sweeps of data augmentation, no other move."""
    weights = np.empty(point.shape[1])
    alpha = 1.0
    for draw in range(out.shape[0]):
        for _ in range(sweeps):
            alpha = impute_and_redraw(rng, cells, counts, point, alpha, prior)
        out[draw] = counts.sum() + draw_unseen(rng, counts.sum(), point, weights)
