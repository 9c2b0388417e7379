"""What the draws of who-is-who must doubt beside each pair: all weights at once, and pairs unseen.

Invariants:
- Every draw moves the evidence of all pairs by one and the same amount. Weights that are wrong are
  wrong for all pairs together; doubt pair by pair would cancel out in any count.
- Pairs that people judged say how much to move; where nobody judged, it is Normal around none.
- Every draw puts back together as many people as blocking is thought to have torn, as though a torn
  row were like the rows that were linked.
- The spreads below were measured on invented populations whose truth is known
  (`benchmarks/draws.py`), not derived.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from holdfast.methods.linkage.tables import History

SPREAD = 0.5  # of the move, in natural log odds
_LOSS_FACTOR = 1.6  # true loss over estimated loss: the estimate takes errors as independent
_LOSS_SPREAD = 0.5  # of the logarithm of that factor
_GRID = np.linspace(-4.0, 4.0, 801)


def drawn_moves(
    judged: Sequence[tuple[float, bool]], draws: int, *, generator: np.random.Generator
) -> NDArray[np.float64]:
    """How much each draw moves the log odds of every pair, from the posterior of the move.

    `judged` has the probability of each pair that people settled, and whether it is one person. The
    likelihood is logistic regression with the log odds as offset; the prior is Normal(0, SPREAD).
    """
    logs = -0.5 * (_GRID / SPREAD) ** 2
    for chance, is_same in judged:
        clipped = min(max(chance, 1e-9), 1 - 1e-9)
        odds = np.log(clipped / (1 - clipped)) + _GRID
        logs -= np.logaddexp(0, -odds if is_same else odds)
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    step = _GRID[1] - _GRID[0]
    moves = generator.choice(_GRID, size=draws, p=chances)
    return np.asarray(moves + generator.uniform(-step / 2, step / 2, size=draws))


def with_missed_links(
    table: dict[History, int], loss: float | None, *, generator: np.random.Generator
) -> dict[History, int]:
    """A capture table in which as many people as were torn are whole again.

    `loss` is the estimated share of pairs of one person that were never looked at; None changes
    nothing. A row torn from a history is one that stands alone now; it goes back to a person with
    the rest of that history.
    """
    whole = [(history, count) for history, count in table.items() if sum(history) > 1]
    if not loss or not whole:
        return table
    share = min(0.5, loss * float(generator.lognormal(np.log(_LOSS_FACTOR), _LOSS_SPREAD)))
    pairs = sum(count * sum(history) * (sum(history) - 1) / 2 for history, count in whole)
    tears = [(history, at) for history, _ in whole for at, on in enumerate(history) if on]
    weights = np.array([table[history] for history, _ in tears], dtype=float)
    weights /= weights.sum()
    regained = float(weights @ np.array([sum(history) - 1 for history, _ in tears]))
    wanted = generator.poisson(pairs * share / (1 - share) / regained)
    mended = dict(table)
    for (history, at), times in zip(tears, generator.multinomial(wanted, weights), strict=True):
        _mend(mended, history, at, int(times))
    return dict(sorted(((h, n) for h, n in mended.items() if n), reverse=True))


def _mend(table: dict[History, int], history: History, at: int, times: int) -> None:
    """Join rows alone on list `at` with people who have the rest of the history, in place."""
    alone = tuple(int(place == at) for place in range(len(history)))
    rest = tuple(int(on and place != at) for place, on in enumerate(history))
    possible = min(times, table.get(alone, 0), table.get(rest, 0))
    if possible > 0:
        table[alone] -= possible
        table[rest] -= possible
        table[history] += possible
