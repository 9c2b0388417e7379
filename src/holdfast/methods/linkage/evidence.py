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

    def lookup(self) -> dict[RowPair, float]:
        """Log odds by pair."""
        keys = zip(self.pairs[:, 0].tolist(), self.pairs[:, 1].tolist(), strict=True)
        return dict(zip(keys, self.log_odds.tolist(), strict=True))


def evidence_of(scored: pd.DataFrame, decisions: Mapping[RowPair, bool]) -> Evidence:
    """Evidence from scored pairs (left, right, probability) and decisions (True is one person)."""
    chances = np.clip(scored["probability"].to_numpy(dtype=float), 1e-15, 1 - 1e-15)
    known = dict(
        zip(
            zip(scored["left"].tolist(), scored["right"].tolist(), strict=True),
            np.clip(np.log(chances / (1 - chances)), -CERTAIN / 2, CERTAIN / 2).tolist(),
            strict=True,
        )
    )
    for pair, is_same in decisions.items():
        known[pair] = CERTAIN if is_same else -CERTAIN
    ordered = sorted(known)
    pairs = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return Evidence(pairs, np.array([known[pair] for pair in ordered], dtype=float))
