"""Passages that say nothing new, because a longer one holds each of their places.

Invariants:
- A passage is dropped only where one longer passage holds each of its places in a place of its own:
  a paragraph that also stands elsewhere, or twice in the longer passage, is kept.
- A place is held where `HELD` of its words lie in the longer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .grouping import Group, Stretch

HELD = 0.8
_BLOCK_BITS = 6  # places are looked up by blocks of 64 words


def without_nested(groups: Iterable[Group]) -> list[Group]:
    """The groups without those that lie within another one, sorted."""
    kept: list[Group] = []
    places_near: dict[int, list[tuple[int, Stretch]]] = defaultdict(list)
    for group in sorted(groups, key=lambda one: (-sum(p.length for p in one.places), one)):
        if _holders(group, places_near):
            continue
        for place in group.places:
            for block in range(place.start >> _BLOCK_BITS, (place.end >> _BLOCK_BITS) + 1):
                places_near[block].append((len(kept), place))
        kept.append(group)
    return sorted(kept)


def _holders(group: Group, places_near: dict[int, list[tuple[int, Stretch]]]) -> set[int]:
    """The kept groups that hold every place of `group`, each in another place."""
    holding: dict[int, set[Stretch]] | None = None
    for place in group.places:
        middle = (place.start + place.end) // 2
        near = _those_holding(place, places_near.get(middle >> _BLOCK_BITS, ()))
        if holding is None:
            holding = {number: {other} for number, other in near.items()}
        else:
            holding = {n: seen | {near[n]} for n, seen in holding.items() if n in near}
        if not holding:
            return set()
    return {n for n, seen in (holding or {}).items() if len(seen) == len(group.places)}


def _those_holding(place: Stretch, near: Iterable[tuple[int, Stretch]]) -> dict[int, Stretch]:
    """The kept groups near by that hold `place`, each with the place that does."""
    start, end = place
    needed = HELD * (end - start)
    holding: dict[int, Stretch] = {}
    for number, other in near:  # by far the most calls of the search: no function for each
        other_start, other_end = other
        is_near = other_end - start >= needed and end - other_start >= needed
        if is_near and other_end - other_start >= needed:  # all three: so many words in common
            holding[number] = other
    return holding
