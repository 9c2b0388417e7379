"""Two places that hold nearly the same words.

Invariants:
- A region's two sides lie each within one text; within one text they do not overlap.
- Every region returned holds at least `MIN_WORDS` words on its longer side, `MIN_EQUAL` of them
  equal and in order, and is alike to at least `MIN_SIMILARITY`.
- Words that stand in very many places weigh less, so that a stock phrase alone makes no region.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from .corpus import Corpus, Positions
from .extension import BAND, Frontier, grow
from .matches import Matches

MIN_WORDS = 11  # about a dozen: a dash or an apostrophe may cost a word
MIN_EQUAL = 9
MIN_SIMILARITY = 0.65
COMMON_PLACES = 64
"""A k-gram weighs 1 up to this many places and `sqrt(COMMON_PLACES / places)` beyond."""
MIN_WEIGHT = 7.0
_BRIDGE = 6  # differing words between two matches of one chain
_MATCHES_AT_ONCE = 500_000  # chained in one step, whole texts each: bounds the memory
_PAIRS_AT_ONCE = 50_000  # grown in one step: bounds the memory
_WORDS_AT_ONCE = 1 << 20  # compared in one step: the same
_NONE = np.empty((4, 0), np.int32)


class Region(NamedTuple):
    """`words[a:a_end]` and `words[b:b_end]` of the corpus, and how alike they are (0 to 1)."""

    a: int
    a_end: int
    b: int
    b_end: int
    similarity: float

    @property
    def length(self) -> int:
        """Words on the longer side."""
        return max(self.a_end - self.a, self.b_end - self.b)


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Many pairs of stretches: `a:a_end` and `b:b_end`."""

    a: Positions
    a_end: Positions
    b: Positions
    b_end: Positions

    def part(self, rows: NDArray[np.bool_] | Positions) -> Sides:
        """Some of the pairs."""
        return Sides(self.a[rows], self.a_end[rows], self.b[rows], self.b_end[rows])

    def lengths(self) -> Positions:
        """Words on the longer side of each."""
        longer: Positions = np.maximum(self.a_end - self.a, self.b_end - self.b)
        return longer


def find_regions(
    corpus: Corpus, chains: NDArray[np.int32], *, gram_count: NDArray[np.int32]
) -> list[Region]:
    """The regions that `chains` grow to, sorted.

    `gram_count` says for each word of the corpus how often the k-gram at it occurs.
    """
    if not chains.shape[1]:
        return []
    so_far = _weights(gram_count)
    parts = (chains[:, i : i + _PAIRS_AT_ONCE] for i in range(0, chains.shape[1], _PAIRS_AT_ONCE))
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:  # numpy lets threads run
        grown = list(pool.map(lambda part: _worthy(corpus, part, so_far), parts))
    sides = _merged(corpus, _together(grown))
    is_equal = _are_equal(corpus.words, sides)
    equal = sides.part(is_equal & (sides.lengths() >= MIN_EQUAL))
    measured = (_measure(corpus.words, row) for row in _rows(sides.part(~is_equal)))
    regions = [Region(*row, 1.0) for row in _rows(equal)]
    return sorted([*regions, *(region for region in measured if region is not None)])


def chained(corpus: Corpus, matches: Matches) -> NDArray[np.int32]:
    """Matches of the same two texts that follow each other closely, as one pair of stretches.

    The rows are those of `Sides`, in half its width: there may be millions.
    """
    texts = corpus.text_at(matches.a[_MATCHES_AT_ONCE::_MATCHES_AT_ONCE])
    cuts = np.unique(np.searchsorted(matches.a, corpus.starts[texts])).tolist()
    parts = [matches.part(slice(*cut)) for cut in pairwise([0, *cuts, len(matches.a)])]
    return np.concatenate([_chained(corpus, part) for part in parts if len(part.a)] or [_NONE], 1)


def _chained(corpus: Corpus, matches: Matches) -> NDArray[np.int32]:
    pair = corpus.text_at(matches.a)
    pair *= len(corpus.starts)
    pair += corpus.text_at(matches.b)
    order = np.argsort(pair, kind="stable")  # matches are sorted by a, then b
    pair = pair[order]
    follows = pair[1:] == pair[:-1]
    del pair
    a, b, length = matches.a[order], matches.b[order], matches.length[order]
    a_end, b_end = a + length, b + length
    del order, length
    gap_a, gap_b = a[1:] - a_end[:-1], b[1:] - b_end[:-1]
    follows &= np.abs(gap_a - gap_b) <= BAND
    for gap in (gap_a, gap_b):
        follows &= (gap >= -BAND) & (gap <= _BRIDGE)
    first = np.flatnonzero(np.concatenate(([True], ~follows)))
    last = np.append(first[1:], len(a)) - 1
    return np.stack((a[first], a_end[last], b[first], b_end[last]))


def _without_overlap(corpus: Corpus, sides: Sides) -> Sides:
    """The same pairs; where both stretches lie in one text, the first ends before the second."""
    excess = np.maximum(0, sides.a_end - sides.b)
    excess[corpus.text_at(sides.a) != corpus.text_at(sides.b)] = 0
    cut = Sides(sides.a, sides.a_end - excess, sides.b, sides.b_end - excess)
    return cut.part((cut.a < cut.a_end) & (cut.b < cut.b_end))


def _grown(corpus: Corpus, sides: Sides) -> Sides:
    """Each pair grown over small edits, forwards and then backwards."""
    text_a, text_b = corpus.text_at(sides.a), corpus.text_at(sides.b)
    is_within = text_a == text_b
    limit = np.where(is_within, sides.b, corpus.ends[text_a])
    forwards = grow(
        corpus.words,
        Frontier(sides.a_end, sides.b_end, limit - sides.a_end, corpus.ends[text_b] - sides.b_end),
        step=1,
    )
    a_end, b_end = sides.a_end + forwards.a, sides.b_end + forwards.b
    limit = np.where(is_within, a_end, corpus.starts[text_b])
    backwards = grow(
        corpus.words,
        Frontier(sides.a - 1, sides.b - 1, sides.a - corpus.starts[text_a], sides.b - limit),
        step=-1,
    )
    return Sides(sides.a - backwards.a, a_end, sides.b - backwards.b, b_end)


def _weights(gram_count: NDArray[np.int32]) -> NDArray[np.float64]:
    """What the words before each place weigh, each by the places its k-gram stands in."""
    weight = COMMON_PLACES / gram_count
    np.sqrt(np.minimum(1.0, weight, out=weight), out=weight)
    so_far = np.zeros(len(weight) + 1)
    np.cumsum(weight, out=so_far[1:])
    return so_far


def _worthy(corpus: Corpus, chains: NDArray[np.int32], so_far: NDArray[np.float64]) -> Sides:
    """The pairs grown, without those that are too short or only stock phrases."""
    sides = _grown(corpus, _without_overlap(corpus, Sides(*chains.astype(np.int64))))
    weights = so_far[sides.a_end] - so_far[sides.a]
    return sides.part((sides.lengths() >= MIN_WORDS) & (weights >= MIN_WEIGHT))


def _together(parts: Sequence[Sides]) -> Sides:
    columns = ((part.a, part.a_end, part.b, part.b_end) for part in parts)
    return Sides(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def _merged(corpus: Corpus, sides: Sides) -> Sides:
    """Pairs of the same two texts that overlap on both sides at about one shift, as one pair."""
    if not len(sides.a):
        return sides
    pair = corpus.text_at(sides.a) * len(corpus.starts) + corpus.text_at(sides.b)
    order = np.lexsort((sides.b, sides.a, pair))
    sides, pair = sides.part(order), pair[order]
    is_as_before = np.concatenate(([False], pair[1:] == pair[:-1]))
    is_alone = ~is_as_before & ~np.append(is_as_before[1:], False)  # most are: they take no loop
    alone, others = sides.part(is_alone), sides.part(~is_alone)
    merged = np.array(_united(others, pair[~is_alone]), np.int64).reshape(-1, 4)
    columns = np.concatenate((np.array(_rows(alone), np.int64).reshape(-1, 4), merged)).T
    return _without_overlap(corpus, Sides(*columns))


def _united(sides: Sides, pair: Positions) -> list[list[int]]:
    """The pairs of stretches, each with those that are the same; sorted by `pair`, a and b."""
    longer_b = (sides.b_end - sides.b) - (sides.a_end - sides.a)
    slack = 2 * BAND + int(longer_b.max(initial=0))
    done: list[list[int]] = []
    open_ones: list[list[int]] = []
    before = -1
    for row, texts in zip(_rows(sides), pair.tolist(), strict=True):
        one = list(row)
        # In one long text thousands would stay open: those too far back for `_is_same_stretch`,
        # whatever comes after, are done with.
        still_open: list[list[int]] = []
        for other in open_ones:
            is_open = texts == before and _reach(other) + slack > one[0]
            (still_open if is_open else done).append(other)
        open_ones, before = still_open, texts
        for other in reversed(open_ones):
            if _is_same_stretch(other, one):
                other[1], other[3] = max(other[1], one[1]), max(other[3], one[3])
                other[2] = min(other[2], one[2])
                break
        else:
            open_ones.append(one)
    return done + open_ones


def _reach(one: list[int]) -> int:
    """Where on side a the words end that lie beside side b."""
    return one[0] + one[3] - one[2]


def _is_same_stretch(one: list[int], other: list[int]) -> bool:
    overlaps = other[0] < one[1] and other[2] < one[3] and one[2] < other[3]
    shift = (one[2] - one[0]) - (other[2] - other[0])
    end_shift = (one[3] - one[1]) - (other[2] - other[0])
    return overlaps and min(abs(shift), abs(end_shift)) <= 2 * BAND


def _rows(sides: Sides) -> list[tuple[int, int, int, int]]:
    columns = (sides.a.tolist(), sides.a_end.tolist(), sides.b.tolist(), sides.b_end.tolist())
    return list(zip(*columns, strict=True))


def _are_equal(words: NDArray[np.uint32], sides: Sides) -> NDArray[np.bool_]:
    """Whether the two stretches of each pair are the same words throughout."""
    out: NDArray[np.bool_] = sides.a_end - sides.a == sides.b_end - sides.b
    rows = np.flatnonzero(out)
    lengths = (sides.a_end - sides.a)[rows]
    chunks = np.flatnonzero(np.diff(np.cumsum(lengths) // _WORDS_AT_ONCE)) + 1
    for part in np.split(np.arange(len(rows)), chunks):
        if not len(part):
            continue
        first = np.cumsum(lengths[part]) - lengths[part]
        place = np.arange(int(lengths[part].sum())) - np.repeat(first, lengths[part])
        left = words[np.repeat(sides.a[rows[part]], lengths[part]) + place]
        right = words[np.repeat(sides.b[rows[part]], lengths[part]) + place]
        out[rows[part]] = np.logical_and.reduceat(left == right, first)
    return out


def _measure(words: NDArray[np.uint32], row: tuple[int, int, int, int]) -> Region | None:
    """The region with its similarity, the equal words over the longer side; None if too little."""
    a, a_end, b, b_end = row
    left, right = words[a:a_end].tolist(), words[b:b_end].tolist()
    equal = (len(left) + len(right) - Indel.distance(left, right)) // 2
    similarity = equal / max(len(left), len(right))
    if equal < MIN_EQUAL or similarity < MIN_SIMILARITY:
        return None
    return Region(a, a_end, b, b_end, round(similarity, 4))
