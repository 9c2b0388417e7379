"""Pairs of places gathered into passages.

Invariants:
- Two stretches are the same place where they share at least `SAME_PLACE` of the longer one; a place
  keeps the bounds of the longest pair that named it, so bounds do not wander.
- A passage's places are of comparable length (`LENGTH_RATIO`), so that a paragraph and the reprint
  around it are two passages, and neighbours that overlap a little are not chained. A pair that
  would break this stays a passage of its own.
- Places of one passage do not overlap, and there are two or more of them, or one that stands in
  several reports.
- The outcome does not depend on the order in which regions are given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .regions import Region

SAME_PLACE = 0.75
LENGTH_RATIO = 0.6


class Stretch(NamedTuple):
    """Words `start:end` of the corpus, within one text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Its words."""
        return self.end - self.start


class Group(NamedTuple):
    """The places of one passage, sorted, and the lowest similarity among the pairs found."""

    places: tuple[Stretch, ...]
    similarity: float


def group_regions(regions: Iterable[Region], *, wholes: Iterable[Stretch] = ()) -> list[Group]:
    """The passages that `regions` make, sorted.

    `wholes` are texts that stand in several reports: each is a passage even where no region joins
    it to another text.
    """
    groups = _Groups()
    for whole in sorted(wholes, key=_longest_first):
        groups.stand_alone(whole)
    in_place_order = sorted(regions)
    for region in sorted(
        in_place_order, key=lambda one: -one.length
    ):  # stable: a tenth of the time
        one, other = Stretch(region.a, region.a_end), Stretch(region.b, region.b_end)
        groups.join(one, other, similarity=region.similarity)
    return sorted(groups)


def _longest_first(stretch: Stretch) -> tuple[int, Stretch]:
    return -stretch.length, stretch


class _Groups:
    """A union-find over places, with the bounds of each group kept at its root."""

    def __init__(self) -> None:
        self._places: list[Stretch] = []
        self._known: dict[Stretch, int] = {}
        self._cells: dict[int, dict[int, list[int]]] = defaultdict(dict)  # by size, then place
        self._parents: list[int] = []
        self._shortest: list[int] = []
        self._longest: list[int] = []
        self._similarity: list[float] = []
        self._alone: set[int] = set()
        self._apart: list[Group] = []

    def __iter__(self) -> Iterator[Group]:
        members: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._places)):
            members[self._root(place)].append(place)
        for root, places in members.items():
            stretches = _disjoint(self._places[place] for place in places)
            if len(stretches) > 1 or not self._alone.isdisjoint(places):
                yield Group(stretches, self._similarity[root])
        yield from self._apart

    def join(self, one: Stretch, other: Stretch, *, similarity: float) -> None:
        """Record that two stretches hold the same words."""
        first, second = self._root(self.place_of(one)), self._root(self.place_of(other))
        if first > second:
            first, second = second, first
        shortest = min(self._shortest[first], self._shortest[second])
        longest = max(self._longest[first], self._longest[second])
        if first != second and shortest < LENGTH_RATIO * longest:
            self._apart.append(Group((one, other), similarity))
            return
        self._parents[second] = first
        self._shortest[first], self._longest[first] = shortest, longest
        self._similarity[first] = min(similarity, self._similarity[first], self._similarity[second])

    def place_of(self, stretch: Stretch) -> int:
        """The number of the place that `stretch` is, new if there is none yet."""
        place = self._known.get(stretch)
        if place is None:
            place = self._known[stretch] = self._find(stretch)
        return place

    def stand_alone(self, stretch: Stretch) -> None:
        """Make a passage of one place, whether or not it is joined to others."""
        self._alone.add(self.place_of(stretch))

    def _find(self, stretch: Stretch) -> int:
        start, end = stretch
        level = (end - start).bit_length()
        slack = (end - start) // 3 + 1  # no place as good begins, ends or is longer by more
        for near in range(
            (end - start - slack).bit_length(), (end - start + slack).bit_length() + 1
        ):
            cells = self._cells[near]
            for cell in range((start - slack) >> near, ((start + slack) >> near) + 1):
                for place in cells.get(cell, ()):
                    if _is_same_place(self._places[place], stretch):
                        return place
        place = len(self._places)
        self._places.append(stretch)
        self._cells[level].setdefault(start >> level, []).append(place)
        self._parents.append(place)
        self._shortest.append(end - start)
        self._longest.append(end - start)
        self._similarity.append(1.0)
        return place

    def _root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place


def _is_same_place(one: Stretch, other: Stretch) -> bool:
    start, end = one
    other_start, other_end = other
    common = min(end, other_end) - max(start, other_start)
    return common >= SAME_PLACE * max(end - start, other_end - other_start)


def _disjoint(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches without those that overlap a longer one."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches):
        if kept and stretch.start < kept[-1].end:
            kept[-1] = min(kept[-1], stretch, key=_longest_first)
        else:
            kept.append(stretch)
    return tuple(kept)
