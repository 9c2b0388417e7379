"""How good the links are, from pairs that people judged.

Invariants:
- Within a band of probability, the pairs judged are taken as a random sample of the band: review
  shows them in an order that depends on nothing but their keys and the seed.
- Figures are about pairs that blocking brought up; the loss by blocking stands beside them.
- A figure has an interval or is not given.

Wilson's interval: Wilson (1927), for one proportion. Precision and recall over several bands: draws
from Beta(y + 1/2, n + 1/2) for each band (Jeffreys), weighted by how many pairs the bands hold.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BANDS = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)
_Z = 1.959963984540054
_DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs of one band of probability: how many there are, were judged, and were one person."""

    low: float
    high: float
    pairs: int
    judged: int
    same: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Bands, and precision and recall at a threshold where enough was judged."""

    bands: tuple[Band, ...]
    precision: Interval | None
    recall: Interval | None


def measured_quality(
    probabilities: NDArray[np.float64],
    judged: Mapping[int, bool],
    *,
    threshold: float,
    generator: np.random.Generator,
) -> Quality:
    """Quality from all scored pairs and those judged (position of the pair -> is one person)."""
    edges = sorted({*BANDS, threshold})
    numbers = np.clip(np.searchsorted(edges, probabilities, side="right") - 1, 0, len(edges) - 2)
    bands = []
    for number, (low, high) in enumerate(itertools.pairwise(edges)):
        answers = [same for at, same in judged.items() if numbers[at] == number]
        pairs = int((numbers == number).sum())
        bands.append(Band(low, high, pairs, len(answers), sum(answers)))
    precision, recall = _precision_and_recall(bands, threshold, generator)
    return Quality(tuple(bands), precision, recall)


def _precision_and_recall(
    bands: Sequence[Band], threshold: float, generator: np.random.Generator
) -> tuple[Interval | None, Interval | None]:
    """Precision where every band above the threshold was judged; recall where all bands were."""
    above = [band for band in bands if band.pairs and band.low >= threshold]
    below = [band for band in bands if band.pairs and band.low < threshold]
    if not above or any(band.judged == 0 for band in above):
        return None, None
    links, total = _drawn(above, generator)
    if any(band.judged == 0 for band in below):
        return _interval(links), None
    rest, other = _drawn(below, generator)
    found, missed = links * total, rest * other
    return _interval(links), _interval(found / np.maximum(found + missed, 1e-12))


def _drawn(
    bands: Sequence[Band], generator: np.random.Generator
) -> tuple[NDArray[np.float64], int]:
    """Draws of the share of one person over several bands, and how many pairs these hold."""
    total = sum(band.pairs for band in bands)
    if not total:
        return np.zeros(_DRAWS), 0
    shares = np.zeros(_DRAWS)
    for band in bands:
        drawn = generator.beta(band.same + 0.5, band.judged - band.same + 0.5, size=_DRAWS)
        shares += drawn * band.pairs / total
    return shares, total


def _interval(draws: NDArray[np.float64]) -> Interval:
    low, middle, high = np.quantile(draws, (0.025, 0.5, 0.975))
    return Interval(float(middle), float(low), float(high))


def wilson(successes: int, trials: int) -> Interval:
    """A proportion with Wilson's 95 % interval; of no trials, anything from 0 to 1."""
    if trials == 0:
        return Interval(math.nan, 0.0, 1.0)
    share = successes / trials
    centre = (share + _Z**2 / (2 * trials)) / (1 + _Z**2 / trials)
    spread = share * (1 - share) / trials + _Z**2 / (4 * trials**2)
    half = _Z * math.sqrt(spread) / (1 + _Z**2 / trials)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))
