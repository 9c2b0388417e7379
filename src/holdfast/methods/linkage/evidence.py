"""Scored pairs as evidence between rows, with people's decisions put over it.

Invariants:
- A decision outweighs every score: `same` binds, `different` parts.
- Evidence is log odds (natural) that two rows are one person; pairs that were never scored carry
  `UNSCORED`, which is strongly against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

CERTAIN = 60.0
UNSCORED = -12.0

RowPair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pairs of rows (N x 2, left below right, sorted) and their log odds."""

    pairs: NDArray[np.int64]
    log_odds: NDArray[np.float64]

    def of(self, wanted: NDArray[np.int64]) -> NDArray[np.float64]:
        """Log odds of these pairs (... x 2, left below right); `UNSCORED` where there are none."""
        if not len(self.pairs):
            return np.full(wanted.shape[:-1], UNSCORED)
        span = int(max(self.pairs.max(), wanted.max(initial=0))) + 1
        known, asked = _codes(self.pairs, span), _codes(wanted, span)
        at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        return np.where(known[at] == asked, self.log_odds[at], UNSCORED)


def evidence_of(scored: pd.DataFrame, decisions: Mapping[RowPair, bool]) -> Evidence:
    """Evidence from scored pairs (left, right, probability) and decisions (True is one person)."""
    chances = np.clip(scored["probability"].to_numpy(dtype=float), 1e-15, 1 - 1e-15)
    odds = np.clip(np.log(chances / (1 - chances)), -CERTAIN / 2, CERTAIN / 2)
    pairs = scored[["left", "right"]].to_numpy(dtype=np.int64)
    judged = np.array(list(decisions), dtype=np.int64).reshape(-1, 2)
    said = np.array([CERTAIN if is_same else -CERTAIN for is_same in decisions.values()])
    both, values = np.concatenate([judged, pairs]), np.concatenate([said, odds])
    span = int(both.max(initial=0)) + 1
    first = np.unique(_codes(both, span), return_index=True)[1]  # a decision stands before a score
    return Evidence(both[first], values[first])


def unscored(wanted: NDArray[np.int64], scored: pd.DataFrame) -> NDArray[np.int64]:
    """Those of the wanted pairs (N x 2, left below right) that are not among scored ones."""
    pairs = scored[["left", "right"]].to_numpy(dtype=np.int64)
    span = int(max(pairs.max(initial=0), wanted.max(initial=0))) + 1
    return np.asarray(wanted[~np.isin(_codes(wanted, span), _codes(pairs, span))])


def _codes(pairs: NDArray[np.int64], span: int) -> NDArray[np.int64]:
    return np.asarray(pairs[..., 0] * span + pairs[..., 1])
