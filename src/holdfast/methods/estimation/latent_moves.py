"""The moves of the latent class sampler. Each leaves the same posterior as it found.

1. `impute_and_redraw`: the data-augmentation sweep of Manrique-Vallier (2016) over the
   observed cells: allot each cell to classes, draw the unseen NegBin(n, 1 - p_0), allot them, draw
   lambda, V and alpha.
2. `relabel`: swap the labels of two classes, accepted on the prior of the weights alone
   (Papaspiliopoulos and Roberts 2008, Biometrika 95:169-186: the likelihood stays).
3. `travel`: Hamiltonian dynamics (Neal 2011, Handbook of MCMC, ch. 5) on the posterior with N,
   classes and alpha summed out, accepted on the exact log density. This is what mixes: moving p_0
   does not have to wait for the imputed unseen.

Invariants:
- No cap on the unseen: counts are floats; past 1e15, where a float cannot hold every integer, the
  Poisson and the binomial are drawn by their normal limits (relative error under 1e-7).
- All randomness comes from the chain's own Generator.
"""

from __future__ import annotations

import math

import numpy as np

from .compiled import compiled
from .latent_density import (
    Bits,
    Floats,
    gradient,
    log_density,
    log_missed_by_class,
    log_seen,
    log_sum,
    log_unseen,
    log_weights,
)

_EXACT = 1e15  # below it a float holds every integer


@compiled
def log_gamma_draw(rng: np.random.Generator, shape: float) -> float:
    """The log of a Gamma(shape, 1) draw, also where the draw itself would underflow."""
    if shape < 1.0:
        return math.log(rng.standard_gamma(shape + 1.0)) - rng.standard_exponential() / shape
    return math.log(rng.standard_gamma(shape))


@compiled
def draw_unseen(rng: np.random.Generator, seen: float, point: Floats, weights: Floats) -> float:
    """A draw of the number on no list given the point: NegBin(n, 1 - p_0), as Gamma-Poisson."""
    odds = math.exp(log_unseen(point, weights) - log_seen(point, weights))
    mean = rng.standard_gamma(seen) * odds
    if mean < _EXACT:
        return float(rng.poisson(mean))
    return mean + math.sqrt(mean) * rng.standard_normal()


@compiled
def _draw_share(rng: np.random.Generator, count: float, share: float) -> float:
    if share >= 1.0:
        return count
    if share <= 0.0:
        return 0.0
    if count < _EXACT:
        return float(rng.binomial(np.int64(count), share))
    spread = math.sqrt(count * share * (1.0 - share))
    return min(max(count * share + spread * rng.standard_normal(), 0.0), count)


@compiled
def _allot(rng: np.random.Generator, count: float, logs: Floats, out: Floats) -> None:
    """Split `count` among classes in proportion to exp(logs), into `out` (a multinomial draw)."""
    classes = logs.shape[0]
    highest = logs.max()
    total = 0.0
    for k in range(classes):
        out[k] = math.exp(logs[k] - highest)
        total += out[k]
    left = count
    for k in range(classes):
        weight = out[k]
        taken = left
        if k < classes - 1 and left > 0.0:
            taken = _draw_share(rng, left, weight / total if total > 0.0 else 0.0)
        out[k] = taken
        left -= taken
        total -= weight


@compiled
def _impute(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    caught: Floats,
    held: Floats,
) -> None:
    lists, classes = cells.shape[1], point.shape[1]
    base = np.empty(classes)
    logs = np.empty(classes)
    part = np.empty(classes)
    unseen = draw_unseen(rng, counts.sum(), point, base)
    for k in range(classes):
        base[k] += log_missed_by_class(point, k)
    _allot(rng, unseen, base, held)
    caught[:] = 0.0
    for c in range(cells.shape[0]):
        if counts[c] == 0.0:
            continue
        for k in range(classes):
            logs[k] = base[k]
            for j in range(lists):
                if cells[c, j]:
                    logs[k] += point[j, k]
        _allot(rng, counts[c], logs, part)
        for k in range(classes):
            held[k] += part[k]
            for j in range(lists):
                if cells[c, j]:
                    caught[j, k] += part[k]


@compiled
def draw_alpha(rng: np.random.Generator, point: Floats, prior: Floats, weights: Floats) -> float:
    """alpha given the weights: Gamma(a + K - 1, b - log pi_K)."""
    rest = log_weights(point, weights)
    return float(rng.standard_gamma(prior[0] + point.shape[1] - 1) / (prior[1] - rest))


@compiled
def impute_and_redraw(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    alpha: float,
    prior: Floats,
) -> float:
    """One sweep of data augmentation; changes `point` in place and returns the new alpha."""
    lists, classes = cells.shape[1], point.shape[1]
    caught = np.empty((lists, classes))
    held = np.empty(classes)
    _impute(rng, cells, counts, point, caught, held)
    later = held.sum()
    for k in range(classes):
        later = max(later - held[k], 0.0)
        for j in range(lists):
            point[j, k] = log_gamma_draw(rng, prior[2] + caught[j, k]) - log_gamma_draw(
                rng, prior[3] + max(held[k] - caught[j, k], 0.0)
            )
        if k < classes - 1:
            point[lists, k] = log_gamma_draw(rng, 1.0 + held[k]) - log_gamma_draw(
                rng, alpha + later
            )
    return draw_alpha(rng, point, prior, held)


@compiled
def _log_stick_prior(weights: Floats, alpha: float) -> float:
    """log p(pi | alpha) = (alpha - 1) log pi_K - sum_{1<k<K} log(remaining stick) + constant."""
    classes = weights.shape[0]
    rest = float(weights[classes - 1])
    total = (alpha - 1.0) * rest
    for k in range(classes - 2, 0, -1):
        rest = log_sum(rest, weights[k])
        total -= rest
    return total


@compiled
def relabel(rng: np.random.Generator, point: Floats, alpha: float) -> None:
    """Propose K swaps of two class labels; weights travel with their class."""
    lists, classes = point.shape[0] - 1, point.shape[1]
    weights = np.empty(classes)
    log_weights(point, weights)
    present = _log_stick_prior(weights, alpha)
    has_moved = False
    for _ in range(classes):
        k, other = int(rng.random() * classes), int(rng.random() * classes)
        weights[k], weights[other] = weights[other], weights[k]
        proposed = _log_stick_prior(weights, alpha)
        if k != other and math.log(rng.random()) < proposed - present:
            present = proposed
            has_moved = True
            for j in range(lists):
                point[j, k], point[j, other] = point[j, other], point[j, k]
        else:
            weights[k], weights[other] = weights[other], weights[k]
    if has_moved:
        rest = weights[classes - 1]
        for k in range(classes - 2, -1, -1):
            point[lists, k] = weights[k] - rest
            rest = log_sum(rest, weights[k])


@compiled
def _kick(speed: Floats, slope: Floats, step: float) -> None:
    for j in range(speed.shape[0]):
        for k in range(speed.shape[1]):
            speed[j, k] += 0.5 * step * slope[j, k]


@compiled
def _kick_and_drift(there: Floats, speed: Floats, slope: Floats, mass: Floats, step: float) -> None:
    for j in range(speed.shape[0]):
        for k in range(speed.shape[1]):
            speed[j, k] += 0.5 * step * slope[j, k]
            there[j, k] += step * speed[j, k] / mass[j, k]


@compiled
def travel(
    rng: np.random.Generator,
    cells: Bits,
    counts: Floats,
    point: Floats,
    prior: Floats,
    mass: Floats,
    step: float,
    steps: int,
) -> float:
    """One Hamiltonian trajectory of `steps` leapfrogs; returns the probability of acceptance."""
    rows, classes = point.shape
    work = np.empty((rows + 3, classes))
    slope = np.empty((rows, classes))
    there = point.copy()
    speed = np.empty((rows, classes))
    before = log_density(cells, counts, point, prior, work[0])
    for j in range(rows):
        for k in range(classes):
            speed[j, k] = rng.standard_normal() * math.sqrt(mass[j, k])
    speed[rows - 1, classes - 1] = 0.0
    before -= 0.5 * (speed * speed / mass).sum()
    gradient(cells, counts, there, prior, slope, work)
    for _ in range(steps):
        _kick_and_drift(there, speed, slope, mass, step)
        gradient(cells, counts, there, prior, slope, work)
        _kick(speed, slope, step)
    after = log_density(cells, counts, there, prior, work[0])
    after -= 0.5 * (speed * speed / mass).sum()
    if not math.isfinite(after):
        return 0.0
    if math.log(rng.random()) < after - before:
        point[:] = there
    return min(1.0, math.exp(min(after - before, 0.0)))
