"""Whether draws can be trusted: R-hat, effective sample size, modes.

Definitions follow Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), Bayesian Analysis
16:667-718: rank-normalised split R-hat (the larger of bulk and folded), bulk and tail effective
sample size with Geyer's initial monotone sequence.

Invariants:
- Arrays are chains x draws. Constant draws have R-hat 1 and as many effective draws as draws.
- Modes are found on log N; their shares add up to one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks
from scipy.special import ndtri
from scipy.stats import rankdata

Floats = NDArray[np.float64]

_GRID = 2048
_LEAST_SHARE = 0.02
_DEEPEST_VALLEY = 0.7


@dataclass(frozen=True, slots=True)
class Convergence:
    """How far the chains agree, and how many independent draws theirs are worth."""

    rhat: float
    ess_bulk: float
    ess_tail: float
    chains: int
    draws: int


@dataclass(frozen=True, slots=True)
class Mode:
    """A hill of the posterior: its peak, the interval of its own draws, and its share of all."""

    peak: float
    low: float
    median: float
    high: float
    share: float

    @property
    def name(self) -> str:
        """The mode in words: `near 49,000`, to two significant digits."""
        return mode_name(self.peak)


def mode_name(peak: float) -> str:
    """`near 49,000`: a number of people to two significant digits, in words."""
    digits = max(0, math.floor(math.log10(max(peak, 1.0))) - 1)
    return f"near {round(peak, -digits):,.0f}"


def convergence(draws: Floats) -> Convergence:
    """R-hat and effective sample sizes of `draws` (chains x draws, at least 4 draws a chain)."""
    return Convergence(
        rhat=rhat(draws),
        ess_bulk=bulk_ess(draws),
        ess_tail=tail_ess(draws),
        chains=draws.shape[0],
        draws=draws.shape[1],
    )


def rhat(draws: Floats) -> float:
    """Rank-normalised split R-hat: the larger of that of the draws and of their distance from
    the median (Vehtari et al. 2021).
    """
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_plain_rhat(_normal_scores(halves)), _plain_rhat(_normal_scores(folded)))


def bulk_ess(draws: Floats) -> float:
    """Effective draws for the centre: on normal scores of the split chains."""
    return _ess(_normal_scores(_split(draws)))


def tail_ess(draws: Floats) -> float:
    """Effective draws for the 5 % and 95 % quantiles, the smaller."""
    halves = _split(draws)
    ends = np.quantile(halves, [0.05, 0.95])
    return min(_ess((halves <= end).astype(np.float64)) for end in ends)


def find_modes(draws: Floats, *, ess: float, level: float = 0.95) -> tuple[Mode, ...]:
    """The hills of the pooled posterior of N, highest share first.

    A kernel estimate on log N (Silverman's bandwidth for `ess` draws); two hills are one unless
    the valley between them is under 0.7 of the lower; a hill under 2 % of the draws is not named.
    """
    pooled = np.log(np.sort(draws.ravel()))
    cuts = [-np.inf, *_valleys(pooled, ess=ess), np.inf]
    parts = [pooled[(pooled > a) & (pooled <= b)] for a, b in pairwise(cuts)]
    modes = [_mode(np.exp(part), len(pooled), level) for part in parts if len(part)]
    return tuple(sorted(modes, key=lambda mode: -mode.share))


def _mode(part: Floats, total: int, level: float) -> Mode:
    low, median, high = np.quantile(part, [0.5 - level / 2, 0.5, 0.5 + level / 2])
    heights, edges = np.histogram(np.log(part), bins=max(8, min(60, len(part) // 20)))
    top = int(heights.argmax())
    peak = float(np.exp((edges[top] + edges[top + 1]) / 2))
    return Mode(peak, float(low), float(median), float(high), len(part) / total)


def _valleys(pooled: Floats, *, ess: float) -> list[float]:
    spread = min(float(pooled.std()), float(np.subtract(*np.quantile(pooled, [0.75, 0.25]))) / 1.34)
    if spread <= 0.0:
        return []
    width = 0.9 * spread * max(ess, 50.0) ** -0.2
    grid = np.linspace(pooled[0] - 3 * width, pooled[-1] + 3 * width, _GRID)
    density = _smoothed(pooled, grid, width)
    peaks, _ = find_peaks(density)
    while len(peaks) > 1:
        lows = [int(a + density[a:b].argmin()) for a, b in pairwise(peaks)]
        bounds = [0, *np.searchsorted(pooled, grid[lows]), len(pooled)]
        shares = np.diff(bounds) / len(pooled)
        depths = [
            density[low] / min(density[a], density[b])
            for low, a, b in zip(lows, peaks, peaks[1:], strict=False)
        ]
        if shares.min() < _LEAST_SHARE:
            peaks = np.delete(peaks, int(shares.argmin()))
        elif max(depths) > _DEEPEST_VALLEY:
            worst = int(np.argmax(depths))
            lower = worst if density[peaks[worst]] < density[peaks[worst + 1]] else worst + 1
            peaks = np.delete(peaks, lower)
        else:
            return [float(grid[low]) for low in lows]
    return []


def _smoothed(pooled: Floats, grid: Floats, width: float) -> Floats:
    step = grid[1] - grid[0]
    heights, _ = np.histogram(pooled, bins=_GRID, range=(grid[0] - step / 2, grid[-1] + step / 2))
    reach = np.arange(-int(5 * width / step) - 1, int(5 * width / step) + 2) * step
    kernel = np.exp(-0.5 * (reach / width) ** 2)
    smooth = np.convolve(heights, kernel / kernel.sum(), mode="full")
    start = (len(kernel) - 1) // 2
    return np.asarray(smooth[start : start + _GRID], dtype=np.float64)


def _split(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]])


def _normal_scores(draws: Floats) -> Floats:
    ranks = rankdata(draws).reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)), dtype=np.float64)


def _plain_rhat(chains: Floats) -> float:
    length = chains.shape[1]
    within = chains.var(axis=1, ddof=1).mean()
    if within == 0.0:
        return 1.0 if np.ptp(chains) == 0.0 else float("inf")
    between = chains.mean(axis=1).var(ddof=1)
    return float(np.sqrt((length - 1) / length + between / within))


def _ess(chains: Floats) -> float:
    count, length = chains.shape
    if np.ptp(chains) == 0.0:
        return float(count * length)
    covariance = _autocovariance(chains)
    within = covariance[:, 0].mean() * length / (length - 1)
    total = within * (length - 1) / length + chains.mean(axis=1).var(ddof=1)
    correlation = 1.0 - (within - covariance.mean(axis=0)) / total
    correlation[0] = 1.0
    even = length // 2 * 2
    pairs = correlation[0:even:2] + correlation[1:even:2]
    negative = np.flatnonzero(pairs < 0.0)
    kept = np.minimum.accumulate(pairs[: negative[0] if len(negative) else len(pairs)])
    spread = max(-1.0 + 2.0 * float(kept.sum()), 1.0 / np.log10(count * length))
    return float(count * length / spread)


def _autocovariance(chains: Floats) -> Floats:
    length = chains.shape[1]
    centred = chains - chains.mean(axis=1, keepdims=True)
    waves = np.fft.rfft(centred, n=2 * length, axis=1)
    power = np.fft.irfft(waves * np.conj(waves), axis=1)[:, :length]
    return np.asarray(power / length, dtype=np.float64)
