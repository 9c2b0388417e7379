"""Chordal graphs on a few lists, with their cliques and separators.

A graph says which lists depend on each other directly. Chordal (decomposable) graphs are those
whose likelihood splits into cliques and separators (Lauritzen 1996, Graphical Models).

Invariants:
- Every chordal labelled graph once: 2, 8, 61, 822 for two to five lists (OEIS A058862).
- A graph with c cliques has c - 1 separators; an empty separator joins unconnected parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

Lists = frozenset[int]
MOST_LISTS = 5


@dataclass(frozen=True, slots=True)
class ChordalGraph:
    """The maximal cliques and the separators of a junction tree."""

    cliques: tuple[Lists, ...]
    separators: tuple[Lists, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every list depends on every other."""
        return len(self.cliques) == 1


@cache
def chordal_graphs(lists: int) -> tuple[ChordalGraph, ...]:
    """All chordal graphs on `lists` labelled lists (2 to 5). Raises ValueError beyond that."""
    if not 2 <= lists <= MOST_LISTS:
        raise ValueError("chordal graphs are enumerated for two to five lists")
    pairs = list(combinations(range(lists), 2))
    found = []
    for mask in range(1 << len(pairs)):
        edges = [pair for bit, pair in enumerate(pairs) if mask >> bit & 1]
        cliques = _cliques_by_elimination(lists, edges)
        if cliques is not None:
            found.append(_joined(cliques))
    return tuple(found)


def _cliques_by_elimination(lists: int, edges: list[tuple[int, int]]) -> tuple[Lists, ...] | None:
    """The maximal cliques, or None where no perfect elimination order exists (not chordal)."""
    near = {v: {a + b - v for a, b in edges if v in (a, b)} for v in range(lists)}
    left = set(range(lists))
    seen: list[Lists] = []
    while left:
        simplicial = next((v for v in left if _is_simplicial(v, near, left)), None)
        if simplicial is None:
            return None
        seen.append(frozenset(near[simplicial] & left | {simplicial}))
        left.remove(simplicial)
    return tuple(c for c in seen if not any(c < other for other in seen))


def _is_simplicial(vertex: int, near: dict[int, set[int]], left: set[int]) -> bool:
    return all(b in near[a] for a, b in combinations(near[vertex] & left, 2))


def _joined(cliques: tuple[Lists, ...]) -> ChordalGraph:
    """A junction tree as a maximum-weight spanning tree (Jensen and Jensen 1994)."""
    tree, rest, separators = [cliques[0]], list(cliques[1:]), []
    while rest:
        inside, outside = max(
            ((a, b) for a in tree for b in rest), key=lambda pair: len(pair[0] & pair[1])
        )
        separators.append(inside & outside)
        tree.append(outside)
        rest.remove(outside)
    return ChordalGraph(cliques, tuple(separators))
