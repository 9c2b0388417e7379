"""How agreements go together among pairs of two people, and what that takes from their weight.

Weights are added up as if names, places and dates agreed independently of each other among pairs of
two people. They do not: two strangers of one language or one valley share given name, father's name
and place far more often than the shares multiplied say, and on long lists such pairs outnumber the
true ones. So random pairs are taken as a mixture of kinds of strangers, within each of which
agreements are independent, and a pair's evidence is lowered by how much more often strangers show
its pattern than the weights allow for.

Invariants:
- Evidence is only ever lowered. A pattern that strangers show less often than allowed for keeps its
  weight: such a rarity is read off few pairs.
- The number of kinds is what the data call for (Schwarz's criterion); with one, nothing changes.
- Pairs of one person among the random ones are a kind of their own, held at the model's weights.

Source: Larsen and Rubin (2001, J. Am. Stat. Assoc. 96:32-41), mixtures of more than two classes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from holdfast.methods.linkage.comparisons import Comparison
from holdfast.methods.linkage.model import Model
from holdfast.methods.linkage.patterns import patterns_of

_MOST_KINDS = 6
_STARTS = 4  # expectation maximisation climbs the nearest hill; the highest of these is taken
_ROUNDS = 200
_CLOSE = 1e-7
_WORTH = 20.0  # pairs that the common shares count as in each kind
_LEAST_SHARE = 1e-9
_PAIRS_A_ROW = 30
_MOST_PAIRS = 600_000

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strangers:
    """Kinds of pairs of two people.

    `shares` has the share of each kind; `levels` (kinds x all levels of all comparisons, one after
    the other) the shares of the levels within it, which sum to one over each comparison.
    """

    comparisons: tuple[Comparison, ...]
    shares: Shares
    levels: Shares

    def lowered(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Scored pairs with their probability lowered where strangers often look like that."""
        patterns = patterns_of(pairs, self.comparisons)
        shown = _shown(patterns.levels, self.comparisons)
        apart = shown @ np.log(self.shares @ self.levels)
        together = np.logaddexp.reduce(_joint(shown, self.shares, self.levels), axis=1)
        excess = np.minimum(0.0, apart - together)[patterns.which]
        chances = np.clip(pairs["probability"].to_numpy(dtype=float), 1e-15, 1 - 1e-15)
        odds = np.log(chances) - np.log1p(-chances) + excess
        return pairs.assign(probability=1 / (1 + np.exp(-odds)))


def random_pairs(rows: int, generator: np.random.Generator) -> NDArray[np.int64]:
    """Distinct random pairs of rows (N x 2, left below right), more for more rows up to a limit."""
    wanted = min(_MOST_PAIRS, _PAIRS_A_ROW * rows)
    ends = generator.integers(0, rows, size=(wanted, 2))
    ends.sort(axis=1)
    return np.asarray(np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0))


def strangers_of(scored: pd.DataFrame, model: Model) -> Strangers:
    """The kinds of strangers among random pairs that were scored under `model`."""
    comparisons = tuple(c for c in model.comparisons if not c.is_fixed)
    sample = _sample(scored, comparisons, model.prior)
    free = len(sample.common) - len(comparisons)
    best, least = (np.ones(1), sample.common[None, :]), math.inf
    for kinds in range(1, _MOST_KINDS + 1):
        starts = range(_STARTS if kinds > 1 else 1)
        fits = [_fitted(sample, _started(sample, kinds, start)) for start in starts]
        found, fit = max(fits, key=lambda fitted: fitted[1])
        cost = -2 * fit + (kinds * (free + 1) - 1) * math.log(max(len(scored), 1))
        if cost >= least:
            break
        best, least = found, cost
    return Strangers(comparisons, *best)


@dataclass(frozen=True, slots=True)
class _Sample:
    """Patterns of random pairs: levels shown (patterns x levels of 0/1), counts, log likelihood as
    pairs of one person; the common shares; which levels are of one comparison (levels x comparisons
    of 0/1)."""

    shown: NDArray[np.float64]
    counts: NDArray[np.float64]
    same: NDArray[np.float64]
    common: Shares
    blocks: NDArray[np.float64]


_Mixture = tuple[Shares, Shares]


def _fitted(sample: _Sample, start: _Mixture) -> tuple[_Mixture, float]:
    """The mixture after expectation maximisation, and its log likelihood."""
    shares, levels = start
    fit = -math.inf
    for _ in range(_ROUNDS):
        joint = np.column_stack([_joint(sample.shown, shares, levels), sample.same])
        whole = np.logaddexp.reduce(joint, axis=1)
        before, fit = fit, float(sample.counts @ whole)
        if fit - before < _CLOSE * abs(fit):
            break
        belongs = np.exp(joint[:, :-1] - whole[:, None]) * sample.counts[:, None]
        counts = belongs.T @ sample.shown
        counts += _WORTH * _normed(counts.sum(axis=0, keepdims=True), sample.blocks)
        levels = _normed(counts, sample.blocks)
        shares = np.maximum(belongs.sum(axis=0), _LEAST_SHARE)
        shares /= shares.sum()
    return (shares, levels), fit


def _started(sample: _Sample, kinds: int, start: int) -> _Mixture:
    """Kinds that differ by chance, so that expectation maximisation can tell them apart."""
    generator = np.random.default_rng((kinds, start))
    jitter = generator.gamma(5.0, 0.2, size=(kinds, len(sample.common)))
    return np.full(kinds, 1 / kinds), _normed(sample.common * jitter, sample.blocks)


def _normed(counts: Shares, blocks: NDArray[np.float64]) -> Shares:
    """Shares that sum to one over the levels of each comparison."""
    kept = np.maximum(counts, _LEAST_SHARE)
    return np.asarray(kept / (kept @ blocks @ blocks.T))


def _joint(shown: NDArray[np.float64], shares: Shares, levels: Shares) -> NDArray[np.float64]:
    """log of share times likelihood, patterns x kinds; missing values say nothing."""
    return np.asarray(shown @ np.log(levels).T + np.log(shares))


def _shown(levels: NDArray[np.int64], comparisons: tuple[Comparison, ...]) -> NDArray[np.float64]:
    """Which levels each pattern shows, all comparisons side by side (patterns x levels of 0/1)."""
    numbers = [np.arange(len(c.levels)) for c in comparisons]
    parts = [levels[:, [at]] == number for at, number in enumerate(numbers)]
    return np.column_stack(parts).astype(np.float64)


def _sample(scored: pd.DataFrame, comparisons: tuple[Comparison, ...], prior: float) -> _Sample:
    patterns = patterns_of(scored, comparisons)
    shown = _shown(patterns.levels, comparisons)
    shares = np.array([level.m for c in comparisons for level in c.levels])
    sizes = [len(c.levels) for c in comparisons]
    return _Sample(
        shown=shown,
        counts=patterns.counts.astype(np.float64),
        same=shown @ np.log(shares) + math.log(prior),
        common=np.array([level.u for c in comparisons for level in c.levels]),
        blocks=np.repeat(np.eye(len(sizes)), sizes, axis=0),
    )
