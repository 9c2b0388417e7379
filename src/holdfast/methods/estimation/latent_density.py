"""The latent class posterior with everything summed out that can be, and its gradient.

Model (Manrique-Vallier 2016, Biometrics 72:1246-1254): a person of class k is on list
j with probability lambda_jk ~ Beta(c, d), in the paper Beta(1, 1); class weights are
pi_k = V_k prod_{l<k} (1 - V_l) with V_k ~ Beta(1, alpha), V_K = 1; alpha ~ Gamma(a, b); p(N)
proportional to 1/N.

Summing over N under 1/N leaves the multinomial of the seen given that they were seen
(Fienberg, Johnson and Junker 1999, J. R. Stat. Soc. A 162:383-405, give the same conditional form):

    p(theta | data)  ~  p(theta) prod_x (p_x / (1 - p_0)) ** n_x

and alpha leaves Gamma(a + K - 1) / (b - sum_k log(1 - V_k)) ** (a + K - 1).

Invariants:
- A point is a (J + 1) x K array: rows 0..J-1 logit lambda_jk, row J logit V_k (last column idle).
- `log_density` works in logarithms throughout: no class, cell or unseen mass underflows.
- `gradient` is only a guide for proposals: whatever it rounds, the accepting step is exact.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled

Floats = NDArray[np.float64]
Bits = NDArray[np.uint8]


@compiled
def log1m_exp(x: float) -> float:
    """log(1 - exp(x)) for x < 0, without cancellation (Maechler 2012)."""
    if x > -0.6931471805599453:
        return math.log(-math.expm1(x))
    return math.log1p(-math.exp(x))


@compiled
def softplus(x: float) -> float:
    """log(1 + exp(x))."""
    if x > 0.0:
        return x + math.log1p(math.exp(-x))
    return math.log1p(math.exp(x))


@compiled
def log_sum(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    if a < b:
        a, b = b, a
    if b == -np.inf:
        return a
    return a + math.log1p(math.exp(b - a))


@compiled
def log_missed_by_class(point: Floats, k: int) -> float:
    """log prod_j (1 - lambda_jk): class k's probability of being on no list."""
    total = 0.0
    for j in range(point.shape[0] - 1):
        total -= softplus(point[j, k])
    return total


@compiled
def log_weights(point: Floats, out: Floats) -> float:
    """Write log pi into `out`; returns log pi_K, the sum of all log(1 - V_k)."""
    last = point.shape[1] - 1
    rest = 0.0
    for k in range(last):
        passed = softplus(point[-1, k])
        out[k] = rest + point[-1, k] - passed
        rest -= passed
    out[last] = rest
    return rest


@compiled
def log_unseen(point: Floats, weights: Floats) -> float:
    """log p_0: the probability of being on no list, classes summed out."""
    log_weights(point, weights)
    total = -np.inf
    for k in range(point.shape[1]):
        total = log_sum(total, weights[k] + log_missed_by_class(point, k))
    return total


@compiled
def log_seen(point: Floats, weights: Floats) -> float:
    """log(1 - p_0), summed over classes so that it keeps its digits when p_0 is near one."""
    log_weights(point, weights)
    total = -np.inf
    for k in range(point.shape[1]):
        total = log_sum(total, weights[k] + log1m_exp(log_missed_by_class(point, k)))
    return total


@compiled
def _log_cells(cells: Bits, counts: Floats, point: Floats, base: Floats) -> float:
    total = 0.0
    for c in range(cells.shape[0]):
        if counts[c] == 0.0:
            continue
        highest = -np.inf
        scaled = 0.0
        for k in range(point.shape[1]):
            term = base[k]
            for j in range(cells.shape[1]):
                if cells[c, j]:
                    term += point[j, k]
            if term > highest:
                scaled = scaled * math.exp(highest - term) + 1.0
                highest = term
            else:
                scaled += math.exp(term - highest)
        total += counts[c] * (highest + math.log(scaled))
    return total


@compiled
def log_density(cells: Bits, counts: Floats, point: Floats, prior: Floats, base: Floats) -> float:
    """The log posterior density of a point in logit coordinates, up to a constant.

    `cells` is C x J of 0/1, `counts` C; `prior` is (a, b) of alpha and (c, d) of lambda; `base` is
    room for K floats.
    """
    lists, classes = point.shape[0] - 1, point.shape[1]
    rest = log_weights(point, base)
    total = -float(prior[0] + classes - 1) * math.log(prior[1] - rest)
    seen = -np.inf
    for k in range(classes):
        if k < classes - 1:
            total += point[lists, k] - softplus(point[lists, k])
        missed = 0.0
        for j in range(lists):
            shift = softplus(point[j, k])
            missed -= shift
            total += prior[2] * point[j, k] - (prior[2] + prior[3]) * shift
        seen = log_sum(seen, base[k] + log1m_exp(missed))
        base[k] += missed
    total -= float(counts.sum()) * seen
    return total + _log_cells(cells, counts, point, base)


@compiled
def _expand(point: Floats, work: Floats) -> float:
    """Odds into rows 0..J-1 of `work`, pi times all-missed into row J, V into row J+1."""
    lists, classes = point.shape[0] - 1, point.shape[1]
    rest, log_rest = 1.0, 0.0
    for k in range(classes - 1):
        shrunk = math.exp(-abs(point[lists, k]))
        near = 1.0 / (1.0 + shrunk)
        taken = near if point[lists, k] > 0.0 else shrunk * near
        work[lists, k] = rest * taken
        work[lists + 1, k] = taken
        rest *= shrunk * near if point[lists, k] > 0.0 else near
        log_rest += math.log(near) - max(point[lists, k], 0.0)
    work[lists, classes - 1] = rest
    work[lists + 1, classes - 1] = 1.0
    for j in range(lists):
        for k in range(classes):
            odds = math.exp(point[j, k])
            work[j, k] = odds
            work[lists, k] /= 1.0 + odds
    return log_rest


@compiled
def _shares(cells: Bits, counts: Floats, work: Floats, slope: Floats, held: Floats) -> None:
    """Expected members of each class among the seen (`held`), and those on each list (`slope`)."""
    lists, classes = cells.shape[1], work.shape[1]
    part = work[lists + 2]
    for c in range(cells.shape[0]):
        for k in range(classes):
            part[k] = work[lists, k]
        for j in range(lists):
            if cells[c, j]:
                for k in range(classes):
                    part[k] *= work[j, k]
        total = 0.0
        for k in range(classes):
            total += part[k]
        scale = counts[c] / total
        for k in range(classes):
            part[k] *= scale
            held[k] += part[k]
        for j in range(lists):
            if cells[c, j]:
                for k in range(classes):
                    slope[j, k] += part[k]


@compiled
def gradient(
    cells: Bits, counts: Floats, point: Floats, prior: Floats, slope: Floats, work: Floats
) -> None:
    """Write the gradient of `log_density` into `slope`.

    It has the form of an EM step: expected counts with the unseen imputed, less their fitted
    values. `work` is (J + 4) x K; its last row leaves with the expected members of each class.
    """
    lists, classes = point.shape[0] - 1, point.shape[1]
    log_rest = _expand(point, work)
    held = work[lists + 3]
    held[:] = 0.0
    slope[:] = 0.0
    unseen = 0.0
    for k in range(classes):
        unseen += work[lists, k]
    _shares(cells, counts, work, slope, held)
    per_unseen = counts.sum() / max(1.0 - unseen, 1e-12)
    for k in range(classes):
        held[k] += work[lists, k] * per_unseen
    for j in range(lists):
        for k in range(classes):
            rate = work[j, k] / (1.0 + work[j, k])
            slope[j, k] += prior[2] - (held[k] + prior[2] + prior[3]) * rate
    alpha = (prior[0] + classes - 1) / (prior[1] - log_rest)
    later = held[classes - 1]
    for k in range(classes - 2, -1, -1):
        taken = work[lists + 1, k]
        slope[lists, k] = (held[k] + 1.0) * (1.0 - taken) - (later + alpha) * taken
        later += held[k]
