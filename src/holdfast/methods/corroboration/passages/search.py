"""Words that stand in two or more places: within one report and across reports.

Invariants:
- The passages, their ids and their order depend on the reports alone, not on the order of input.
- An id is unique and comes from the text and span of the passage's first place, so it survives a
  rerun.
- Spans of one passage do not overlap.
- The time grows with the words, not with the pairs of reports.

A passage says that words are shared. It does not say who copied whom, nor that anybody did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.record import Passage, SpanInReport
from holdfast.methods.corroboration.spans import Span

from .corpus import Corpus, lay_out
from .fingerprint import Fingerprint, ReportText, fingerprint
from .grouping import Group, Stretch, group_regions
from .matches import find_matches, index_grams
from .nesting import without_nested
from .regions import MIN_WORDS, chained, find_regions

Progress = Callable[[int, int], None]
"""Called with the reports done and the reports in all."""


class _Place(NamedTuple):
    """A passage's place in one report."""

    report: str
    span: Span
    text_digest: str


def find_passages(
    texts: Sequence[ReportText], *, on_progress: Progress | None = None
) -> tuple[Passage, ...]:
    """The passages of about a dozen words or more that `texts` share, sorted by place.

    `similarity` is that of the least alike of the pairs found (equal words in order over the words
    of the longer side); `within_report` is true where one report holds the passage more than once.
    """
    fingerprints: list[Fingerprint] = []
    for done, text in enumerate(texts, start=1):
        fingerprints.append(fingerprint(text))
        if on_progress is not None:
            on_progress(done, len(texts))
    return join(fingerprints)


def join(fingerprints: Iterable[Fingerprint]) -> tuple[Passage, ...]:
    """As `find_passages`, of fingerprints made elsewhere, each report once."""
    corpus = lay_out(fingerprints)
    index = index_grams(corpus.words)
    matches, gram_count = find_matches(corpus, index), index.count
    del index  # several times as large as the words themselves
    chains = chained(corpus, matches)
    del matches
    regions = find_regions(corpus, chains, gram_count=gram_count)
    del chains
    groups = without_nested(group_regions(regions, wholes=_wholes(corpus)))
    starts = corpus.starts.tolist()  # bisect in a list: a lone look-up in an array costs ten
    located = sorted(
        ((_locate(corpus, group, starts=starts), group.similarity) for group in groups),
        key=lambda pair: pair[0],
    )
    earlier: Counter[_Place] = Counter()  # passages that begin at the same place
    passages: list[Passage] = []
    for places, similarity in located:
        passages.append(_passage(places, similarity=similarity, earlier=earlier[places[0]]))
        earlier[places[0]] += 1
    return tuple(passages)


def _wholes(corpus: Corpus) -> list[Stretch]:
    """The texts that stand in several reports."""
    stretches = zip(corpus.starts.tolist(), corpus.ends.tolist(), corpus.copies, strict=True)
    return [
        Stretch(start, end)
        for start, end, copies in stretches
        if len(copies) > 1 and end - start >= MIN_WORDS
    ]


def _passage(places: list[_Place], *, similarity: float, earlier: int) -> Passage:
    first = places[0]
    also = (earlier,) if earlier else ()
    return Passage(
        id=derived_id("p", first.text_digest, *first.span, *also),
        spans=tuple(SpanInReport(report=place.report, span=place.span) for place in places),
        similarity=similarity,
        within_report=len({place.report for place in places}) < len(places),
    )


def _locate(corpus: Corpus, group: Group, *, starts: list[int]) -> list[_Place]:
    """The group's places in every report that holds their text, sorted."""
    places: list[_Place] = []
    for stretch in group.places:
        text = bisect_right(starts, stretch.start) - 1
        first, last = stretch.start - starts[text], stretch.end - starts[text] - 1
        for copy in corpus.copies[text]:
            span = Span(int(copy.words.starts[first]), int(copy.words.ends[last]))
            places.append(_Place(copy.report, span, copy.text_digest))
    return sorted(places)
