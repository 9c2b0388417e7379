"""The moves of the latent class sampler. Each leaves the same posterior as it found.

1. `impute_and_redraw`: the data-augmentation sweep of Manrique-Vallier (2016, section 4) over the
   observed cells: allot each cell to classes, draw the unseen NegBin(n, 1 - p_0), allot them, draw
   lambda, V and alpha.
2. `relabel`: swap the labels of two classes, accepted on the prior of the weights alone
   (Papaspiliopoulos and Roberts 2008, Biometrika 95:169-186, sec. 4: the likelihood stays).
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
def _shrink(rng: np.random.Generator) -> float:
    """A random factor for the step: mostly 0.3 to 1, now and then down to 0.03.

    The step is tuned where the chain mostly is; the small ones carry it out of stiffer corners.
    """
    reach = 3.5 if rng.random() < 0.2 else 1.2
    return math.exp(-reach * rng.random())


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
