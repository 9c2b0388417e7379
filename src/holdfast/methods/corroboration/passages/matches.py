"""Runs of equal words that stand in two places, found through one index of word k-grams.

Invariants:
- A match is maximal: the words before and after it differ, or it would overlap itself.
- The work is linear in the words: each k-gram is paired with its next few occurrences only, and a
  run of equal k-grams is followed once. A text that stands in n reports is linked through about
  `NEIGHBOURS` x n pairs, not n^2.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Positions

GRAM_WORDS = 4
"""Words in a k-gram. Two edits in twelve words leave at least one run of four."""

NEIGHBOURS = 8
"""Later occurrences that each occurrence of a k-gram is paired with."""

_NEIGHBOURS_OF_COMMON = 2
_COMMON = 64
_RARE = NEIGHBOURS + 1
_LONG_ENOUGH_IF_COMMON = 6
_RUNS_AT_ONCE = 100_000  # bounds the memory
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: odd, spreads neighbouring numbers


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """`words[a:a+length] == words[b:b+length]` with `a < b`, sorted by a, then b."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    length: NDArray[np.int32]

    def part(self, rows: slice) -> Matches:
        """Some of them."""
        return Matches(self.a[rows], self.b[rows], self.length[rows])


@dataclass(frozen=True, slots=True, eq=False)
class GramIndex:
    """K-grams that occur more than once.

    `order` lists their positions, equal ones together and by position; `group` numbers equal ones
    along `order`; `rank` is the place in `order` of each position, or -1; `count` says how often
    the k-gram at each position occurs.
    """

    order: NDArray[np.int32]
    group: NDArray[np.int32]
    rank: NDArray[np.int32]
    count: NDArray[np.int32]


def index_grams(words: NDArray[np.uint32]) -> GramIndex:
    """The index of all k-grams of `words`: one sort, about 40 bytes a word at its height."""
    order, is_first = _sorted_grams(words)
    group = np.cumsum(is_first, dtype=np.int32) - 1
    sizes = np.bincount(group).astype(np.int32)
    count = np.ones(len(words), np.int32)
    count[order] = sizes[group]
    repeated = sizes[group] > 1
    order, group = order[repeated], group[repeated]
    rank = np.full(len(words), -1, np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return GramIndex(order=order, group=group, rank=rank, count=count)


def find_matches(corpus: Corpus, index: GramIndex) -> Matches:
    """The maximal runs of at least `GRAM_WORDS` equal words between two places of the corpus.

    A run of fewer than six words counts only where one of its k-grams is rare.
    """
    rare = np.zeros(len(corpus.words) + 1, np.int32)
    np.cumsum(index.count <= _RARE, out=rare[1:])
    pairs = _Pairs(index)
    parts = [_Found(np.empty(0, np.int64), np.empty(0, np.int32))]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:  # numpy lets threads run
        for distance in range(1, NEIGHBOURS + 1):
            runs = _pieces(*pairs.first_of_runs(distance))
            parts += pool.map(lambda run: _matches_of(corpus.words, *run, rare=rare), runs)
            parts = [_each_once(parts)]
    (found,) = parts
    return Matches((found.pair >> 32).astype(np.int32), found.pair.astype(np.int32), found.length)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Matches on their way: a and, in the lower half, b as one number."""

    pair: NDArray[np.int64]
    length: NDArray[np.int32]


def _pieces(
    here: NDArray[np.int32], there: NDArray[np.int32]
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    for start in range(0, len(here), _RUNS_AT_ONCE):
        yield here[start : start + _RUNS_AT_ONCE], there[start : start + _RUNS_AT_ONCE]


def _each_once(parts: list[_Found]) -> _Found:
    """All of them, sorted, each once. Empties `parts`: there are millions, here at their most."""
    pair = np.concatenate([part.pair for part in parts])
    length = np.concatenate([part.length for part in parts])
    parts.clear()
    order = np.argsort(pair)  # equal ones are of equal length: either may stay
    pair = pair[order]
    is_first = np.ones(len(pair), np.bool_)
    is_first[1:] = pair[1:] != pair[:-1]
    length = length[order[is_first]]
    del order
    return _Found(pair[is_first], length)


def _sorted_grams(words: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The places of all k-grams, equal ones together and by place; which is the first of its kind.

    A gram's hash gives up its lowest bits to its place, so that one sort of plain numbers does: a
    tenth of the time that sorting places by hash takes. What is left, 40 bits among 16 million
    words, may be the same for two grams: neighbours are held against each other word by word.
    """
    grams = _hash_grams(words)
    below = np.uint64(len(grams).bit_length())
    grams >>= below
    grams <<= below
    grams |= np.arange(len(grams), dtype=np.uint64)
    grams.sort()
    order = (grams & ((np.uint64(1) << below) - np.uint64(1))).astype(np.int32)
    grams >>= below
    is_first = np.ones(len(order), np.bool_)
    np.not_equal(grams[1:], grams[:-1], out=is_first[1:])
    differs = np.zeros(max(0, len(order) - 1), np.bool_)
    for place in range(GRAM_WORDS):
        word = words[place:].take(order)
        differs |= word[1:] != word[:-1]
    is_first[1:] |= differs
    return order, is_first


def _hash_grams(words: NDArray[np.uint32]) -> NDArray[np.uint64]:
    total = max(0, len(words) - GRAM_WORDS + 1)
    grams = np.zeros(total, np.uint64)
    for place in range(GRAM_WORDS):
        grams ^= words[place : place + total]
        grams *= _MIX
        grams ^= grams >> np.uint64(29)
    return grams


def _matches_of(
    words: NDArray[np.uint32],
    here: NDArray[np.int32],
    there: NDArray[np.int32],
    *,
    rare: NDArray[np.int32],
) -> _Found:
    """The matches around pairs of equal k-grams that count; `rare` adds up the rare k-grams."""
    a, b = here.astype(np.int64), there.astype(np.int64)
    before = _equal_run(words, a - 1, b - 1, step=-1)
    after = _equal_run(words, a + GRAM_WORDS, b + GRAM_WORDS, step=1)
    a, b = a - before, b - before
    length = np.minimum(before + GRAM_WORDS + after, b - a)  # never into its own copy
    rare_grams = rare[np.maximum(a, a + length - GRAM_WORDS + 1)] - rare[a]
    kept = (length >= GRAM_WORDS) & ((length >= _LONG_ENOUGH_IF_COMMON) | (rare_grams > 0))
    return _Found((a[kept] << 32) | b[kept], length[kept].astype(np.int32))


class _Pairs:
    """Pairs of equal k-grams, a number of places apart along the index.

    What is known of the k-gram one word before each is looked up once for all distances.
    """

    __slots__ = ("_group", "_group_before", "_is_common", "_order", "_rank_before", "_reach_before")

    def __init__(self, index: GramIndex) -> None:
        before = index.order - 1
        self._order, self._group = index.order, index.group
        self._is_common = index.count[index.order] > _COMMON
        self._rank_before = index.rank[before]
        self._group_before = index.group[self._rank_before]
        self._group_before[self._rank_before < 0] = -1
        is_common = index.count[before] > _COMMON
        self._reach_before = np.where(is_common, _NEIGHBOURS_OF_COMMON, NEIGHBOURS).astype(np.int8)

    def first_of_runs(self, distance: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Equal k-grams `distance` apart in the index, without those that continue a run.

        A pair continues a run where the k-grams one word before are a pair of the index as well.
        """
        here, there = slice(None, -distance), slice(distance, None)
        is_first = self._group[here] == self._group[there]
        if distance > _NEIGHBOURS_OF_COMMON:
            is_first &= ~self._is_common[here]
        apart = self._rank_before[there] - self._rank_before[here]
        continues = (apart > 0) & (apart <= self._reach_before[here])
        continues &= self._group_before[here] == self._group_before[there]
        continues &= self._group_before[here] >= 0
        is_first &= ~continues
        return self._order[here][is_first], self._order[there][is_first]


def _equal_run(words: NDArray[np.uint32], a: Positions, b: Positions, *, step: int) -> Positions:
    """How many words are equal from a and b on, in the direction of `step`."""
    run = np.zeros(len(a), np.int64)
    active = np.arange(len(a))
    width = 1
    while len(active):
        offsets = run[active, None] + np.arange(width)
        left = words.take(a[active, None] + step * offsets, mode="clip")
        right = words.take(b[active, None] + step * offsets, mode="clip")
        equal = left == right
        is_whole = equal.all(axis=1)
        run[active] += np.where(is_whole, width, equal.argmin(axis=1))
        active = active[is_whole]
        width = min(2 * width, 16)
    return run
