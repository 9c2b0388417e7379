"""Which statements are the same words again.

Invariants:
- Only words decide, never who is said to have spoken them.
- The first to be published leads; a leader has no leader of its own.
- Fewer than four words are never the same statement by their words alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from holdfast.methods.corroboration.passages import ShortQuotations, are_same_words, plain_words
from holdfast.methods.corroboration.record import Form, Passage
from holdfast.methods.corroboration.spans import Span

from .identities import Identities

_QUOTED = frozenset({Form.DIRECT, Form.MIXED})
_LEAST_WORDS = 4
_SHORT_WORDS = 16
_PLACES_A_GRAM = 8
_FARTHEST = 20_000  # characters before a passage at which a statement in it may begin
_LEAST_SHARE = 0.6  # of the shorter of two statements must lie in the shared passage
_LEAST_SHARE_OF_LONGER = 0.3


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement's words in their place. `order` is its place in time and folder."""

    report: str
    spans: tuple[Span, ...]
    form: Form
    text: str
    order: tuple[str, int]


def find_leaders(wordings: Sequence[Wording], passages: Iterable[Passage]) -> list[int]:
    """For each statement the index of the first with the same words, itself where it leads."""
    sets = Identities(len(wordings))
    _unite_short_words(wordings, sets)
    for left, right in _same_passage(wordings, passages):
        sets.unite(left, right)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(wordings)):
        groups[sets.find(index)].append(index)
    leader = {root: min(group, key=lambda i: wordings[i].order) for root, group in groups.items()}
    return [leader[sets.find(index)] for index in range(len(wordings))]


def _unite_short_words(wordings: Sequence[Wording], sets: Identities) -> None:
    """Unite short quotations that stand again, whole or in a longer one: no passage holds them."""
    quoted = [index for index, wording in enumerate(wordings) if wording.form in _QUOTED]
    words = {index: plain_words(wordings[index].text) for index in quoted}
    exact: dict[tuple[str, ...], int] = {}
    for index in quoted:
        if _LEAST_WORDS <= len(words[index]) <= _SHORT_WORDS:
            sets.unite(exact.setdefault(words[index], index), index)
    near = _Near(wordings, {index: words[index] for index in exact.values()})
    firsts: dict[tuple[str, ...], int] = {}  # the same words again are not compared again
    lone: set[int] = set()
    for index in quoted:
        first = firsts.setdefault(words[index], index)
        if first == index:
            if not _unite_with(near.to(index, words[index]), index, wordings, sets):
                lone.add(index)
        elif first not in lone:
            sets.unite(first, index)


def _unite_with(
    others: Iterable[int], index: int, wordings: Sequence[Wording], sets: Identities
) -> bool:
    """Unite `index` with those of `others` that are the same words. Returns whether any is."""
    has_same = False
    text, root = wordings[index].text, sets.find(index)
    for other in others:
        # Many were united through others before: whether their words are the same matters no more.
        if sets.find(other) == root:
            has_same = True
        elif are_same_words(wordings[other].text, text):
            has_same = sets.unite(other, index)
            root = sets.find(index)
    return has_same


class _Near:
    """Short quotations by their runs of words, each run by the first few that hold it."""

    __slots__ = ("_by_gram", "_indexes", "_short", "_wordings")

    def __init__(self, wordings: Sequence[Wording], words: Mapping[int, tuple[str, ...]]) -> None:
        self._wordings, self._indexes = wordings, list(words)
        self._short = ShortQuotations([wordings[index].text for index in words])
        self._by_gram: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, own in enumerate(words.values()):
            for gram in _grams(own):
                if len(self._by_gram[gram]) < _PLACES_A_GRAM:
                    self._by_gram[gram].append(number)

    def to(self, index: int, words: tuple[str, ...]) -> list[int]:
        """Those that share a run of words with the statement `index`, and enough words in all."""
        holding = map(self._by_gram.get, _grams(words))
        alike = sorted(set().union(*filter(None, holding)))
        near = self._short.near(self._wordings[index].text, among=np.array(alike, np.int32))
        return [self._indexes[number] for number in near]


def _grams(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The runs of `_LEAST_WORDS` words."""
    return zip(*(words[i:] for i in range(_LEAST_WORDS)), strict=False)


def _same_passage(
    wordings: Sequence[Wording], passages: Iterable[Passage]
) -> Iterator[tuple[int, int]]:
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        length = sum(end - start for start, end in wording.spans)
        entries[wording.report] += [(start, end, index, length) for start, end in wording.spans]
    by_report = {report: _Stretches(sorted(found)) for report, found in entries.items()}
    nothing = _Stretches([])
    for passage in passages:
        held = [
            (index, wordings[index].form, is_mostly_in)
            for place in passage.spans
            for index, is_mostly_in in by_report.get(place.report, nothing).held_in(place.span)
        ]
        yield from _pairs(held, wordings)


_Entry = tuple[int, int, int, int]  # start, end, the statement's index, the length of all of it


class _Stretches:
    """The stretches of one report's statements, in the order of the text."""

    __slots__ = ("_entries", "_reach")

    def __init__(self, entries: list[_Entry]) -> None:
        self._entries = entries
        longest = max((end - start for start, end, _, _ in entries), default=0)
        self._reach = min(longest, _FARTHEST)

    def held_in(self, span: Span) -> Iterator[tuple[int, bool]]:
        """Statements of which a part lies in `span`, and whether that is most of it."""
        begin, finish = span
        first = bisect_left(self._entries, (begin - self._reach,))
        for number in range(first, len(self._entries)):
            start, end, index, length = self._entries[number]
            if start >= finish:
                return
            shared = min(end, finish) - max(start, begin)
            if shared > 0 and shared >= _LEAST_SHARE_OF_LONGER * length:
                yield index, shared >= _LEAST_SHARE * length


def _pairs(
    held: list[tuple[int, Form, bool]], wordings: Sequence[Wording]
) -> Iterator[tuple[int, int]]:
    """Pairs of statements that stand in the same place of the shared passage."""
    firsts: list[tuple[int, bool, bool]] = []
    for index, form, is_mostly_in in held:
        is_outlets_own = form is Form.UNATTRIBUTED
        for first, is_first_outlets_own, is_first_mostly_in in firsts:
            if is_first_outlets_own is not is_outlets_own:
                continue
            if not (is_mostly_in or is_first_mostly_in):
                continue
            if are_same_words(wordings[first].text, wordings[index].text):
                yield first, index
                break
        else:
            firsts.append((index, is_outlets_own, is_mostly_in))
