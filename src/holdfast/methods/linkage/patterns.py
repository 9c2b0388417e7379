"""Which levels a pair of rows reached, and the patterns that many pairs share.

Invariants:
- A level counts from 0 for the best; -1 is a missing value.
- Work on patterns is done once for each, so millions of pairs cost what their few thousand patterns
  cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from holdfast.methods.linkage.comparisons import Comparison


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct patterns (patterns x comparisons of levels), each pair's pattern, and counts."""

    levels: NDArray[np.int64]
    which: NDArray[np.int64]
    counts: NDArray[np.int64]


def level_numbers(scored: pd.DataFrame, comparison: Comparison) -> NDArray[np.int64]:
    """The level of each pair in one comparison, from Splink's `gamma_...` (which counts down)."""
    gamma = scored[f"gamma_{comparison.name}"].to_numpy(dtype=np.int64)
    return np.where(gamma < 0, -1, len(comparison.levels) - 1 - gamma)


def patterns_of(scored: pd.DataFrame, comparisons: Sequence[Comparison]) -> Patterns:
    """The patterns of scored pairs over these comparisons."""
    code = np.zeros(len(scored), dtype=np.int64)
    for comparison in comparisons:
        code = code * (len(comparison.levels) + 1) + level_numbers(scored, comparison) + 1
    distinct, which, counts = np.unique(code, return_inverse=True, return_counts=True)
    levels = np.zeros((len(distinct), len(comparisons)), dtype=np.int64)
    for at in range(len(comparisons) - 1, -1, -1):
        distinct, levels[:, at] = np.divmod(distinct, len(comparisons[at].levels) + 1)
    return Patterns(levels - 1, which.reshape(-1), counts)
