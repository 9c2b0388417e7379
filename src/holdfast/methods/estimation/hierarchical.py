"""Hierarchical log-linear models on J lists, and their design matrices.

A model is the set of interactions it holds beside the main effects; with an interaction it holds
every part of it (Bishop, Fienberg and Holland 1975, Discrete
Multivariate Analysis).

Invariants:
- The cell of people on no list is no row of a design: it is what is estimated.
- The J-way interaction is in no model: with it the unseen cell is not identified.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Term = tuple[int, ...]
Model = frozenset[Term]

MOST_ENUMERATED = 5


def histories(lists: int) -> NDArray[np.int8]:
    """All 2**J - 1 histories but the all-zero one, first list the highest bit."""
    rows = np.arange(1, 1 << lists)
    shifts = np.arange(lists - 1, -1, -1)
    return ((rows[:, None] >> shifts) & 1).astype(np.int8)


def column(cells: NDArray[np.int8], term: Term) -> NDArray[np.float64]:
    """1 where a history is on every list of `term` (of no lists: the constant)."""
    return np.asarray(cells[:, list(term)].all(axis=1), dtype=np.float64)


def main_effects(lists: int) -> tuple[Term, ...]:
    """The constant and one term a list: what every model holds."""
    return ((), *((j,) for j in range(lists)))


def design(lists: int, model: Model) -> NDArray[np.float64]:
    """The design matrix: constant, main effects, then the interactions by size and order."""
    cells = histories(lists)
    terms = (*main_effects(lists), *sorted(model, key=lambda t: (len(t), t)))
    return np.column_stack([column(cells, term) for term in terms])


@cache
def hierarchical_models(lists: int) -> tuple[Model, ...]:
    """Every hierarchical model with all main effects: 1, 8, 113, 6,893 for two to five lists.

    Raises ValueError beyond five lists, where there are millions.
    """
    if lists > MOST_ENUMERATED:
        raise ValueError("hierarchical models are enumerated for up to five lists")
    return tuple(_grown(frozenset(), 2, lists))


def _grown(model: Model, size: int, lists: int) -> list[Model]:
    """`model` with every choice of terms of `size` and more that it can hold."""
    if size >= lists:
        return [model]
    free = [t for t in combinations(range(lists), size) if can_hold(model, t)]
    out: list[Model] = []
    for mask in range(1 << len(free)):
        chosen = model | {t for i, t in enumerate(free) if mask >> i & 1}
        out.extend(_grown(chosen, size + 1, lists) if mask or size == 2 else [chosen])
    return out


def can_hold(model: Model, term: Term) -> bool:
    """Whether the model holds every part of `term` with one list fewer."""
    return len(term) == 2 or all(part in model for part in combinations(term, len(term) - 1))


def name_of(model: Model, lists: tuple[str, ...]) -> list[str]:
    """The generators in words: the largest terms, and lists that stand alone."""
    largest = [t for t in model if not any(set(t) < set(other) for other in model)]
    covered = {j for term in largest for j in term}
    alone = [(j,) for j in range(len(lists)) if j not in covered]
    return [" ".join(lists[j] for j in term) for term in sorted((*largest, *alone))]
