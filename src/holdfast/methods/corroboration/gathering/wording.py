"""Which statements are the same words again.

Invariants:
- Only words decide, never who is said to have spoken them.
- The first to be published leads; a leader has no leader of its own.
- Fewer than four words are never the same statement by their words alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    for left, right in _same_short_words(wordings):
        sets.unite(left, right)
    for left, right in _same_passage(wordings, passages):
        sets.unite(left, right)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(wordings)):
        groups[sets.find(index)].append(index)
    leader = {root: min(group, key=lambda i: wordings[i].order) for root, group in groups.items()}
    return [leader[sets.find(index)] for index in range(len(wordings))]


def _same_short_words(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Short quotations that stand again, whole or in a longer one: no passage holds them."""
    quoted = [index for index, wording in enumerate(wordings) if wording.form in _QUOTED]
    words = {index: plain_words(wordings[index].text) for index in quoted}
    exact: dict[tuple[str, ...], int] = {}
    for index in quoted:
        if _LEAST_WORDS <= len(words[index]) <= _SHORT_WORDS:
            first = exact.setdefault(words[index], index)
            if first != index:
                yield first, index
    places = list(exact.values())
    short = ShortQuotations([wordings[index].text for index in places])
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, index in enumerate(places):
        for gram in _grams(words[index]):
            if len(grams[gram]) < _PLACES_A_GRAM:
                grams[gram].append(number)
    known: dict[tuple[str, ...], list[int]] = {}  # the same words again are not compared again
    for index in quoted:
        if words[index] not in known:
            alike = {number for gram in _grams(words[index]) for number in grams.get(gram, ())}
            text = wordings[index].text
            near = short.near(text, among=np.array(sorted(alike), np.int32))
            known[words[index]] = [
                places[number]
                for number in near
                if are_same_words(wordings[places[number]].text, text)
            ]
        for other in known[words[index]]:
            if other != index:
                yield other, index


def _grams(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[i : i + _LEAST_WORDS] for i in range(len(words) - _LEAST_WORDS + 1))


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
            (index, wordings[index].form)
            for place in passage.spans
            for index in by_report.get(place.report, nothing).held_in(place.span)
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

    def held_in(self, span: Span) -> Iterator[int]:
        """Statements of which a good part lies in `span`."""
        begin, finish = span
        first = bisect_left(self._entries, (begin - self._reach,))
        for number in range(first, len(self._entries)):
            start, end, index, length = self._entries[number]
            if start >= finish:
                return
            shared = min(end, finish) - max(start, begin)
            if shared > 0 and shared >= _LEAST_SHARE * length:
                yield index


def _pairs(held: list[tuple[int, Form]], wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pairs of statements that stand in the same place of the shared passage."""
    firsts: list[tuple[int, bool]] = []
    for index, form in held:
        is_outlets_own = form is Form.UNATTRIBUTED
        for first, is_first_outlets_own in firsts:
            if is_first_outlets_own is not is_outlets_own:
                continue
            if are_same_words(wordings[first].text, wordings[index].text):
                yield first, index
                break
        else:
            firsts.append((index, is_outlets_own))
