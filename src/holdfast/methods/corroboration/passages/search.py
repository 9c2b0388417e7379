"""Words that stand in two or more places: within one report and across reports.

Invariants:
- The passages, their ids and their order depend on the reports alone, not on the order of input.
- An id comes from the text and span of the passage's first place, so it survives a rerun.
- Spans of one passage do not overlap.
- The time grows with the words, not with the pairs of reports.

A passage says that words are shared. It does not say who copied whom, nor that anybody did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.record import Passage, SpanInReport
from holdfast.methods.corroboration.spans import Span

from .corpus import Corpus, lay_out
from .fingerprint import Fingerprint, ReportText, fingerprint
from .grouping import Group, Stretch, group_regions
from .matches import find_matches, index_grams
from .nesting import without_nested
from .regions import MIN_WORDS, find_regions

Progress = Callable[[int, int], None]
"""Called with the reports done and the reports in all."""


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
    regions = find_regions(corpus, find_matches(corpus, index), index.count)
    groups = without_nested(group_regions(regions, wholes=_wholes(corpus)))
    passages = (_passage(corpus, group) for group in groups)
    return tuple(
        sorted(passages, key=lambda one: (_key(one.spans[0]), _key(one.spans[-1]), one.id))
    )


def _wholes(corpus: Corpus) -> list[Stretch]:
    """The texts that stand in several reports."""
    stretches = zip(corpus.starts.tolist(), corpus.ends.tolist(), corpus.copies, strict=True)
    return [
        Stretch(start, end)
        for start, end, copies in stretches
        if len(copies) > 1 and end - start >= MIN_WORDS
    ]


def _passage(corpus: Corpus, group: Group) -> Passage:
    named = [pair for place in group.places for pair in _spans(corpus, place)]
    named.sort(key=lambda pair: _key(pair[1]))
    digest, first = named[0]
    spans = tuple(span for _, span in named)
    return Passage(
        id=derived_id("p", digest, first.span.start, first.span.end),
        spans=spans,
        similarity=group.similarity,
        within_report=len({span.report for span in spans}) < len(spans),
    )


def _spans(corpus: Corpus, place: Stretch) -> list[tuple[str, SpanInReport]]:
    """The place in every report that holds its text, each with that text's digest."""
    text = int(corpus.starts.searchsorted(place.start, side="right")) - 1
    first, last = place.start - corpus.starts[text], place.end - corpus.starts[text] - 1
    return [
        (
            copy.text_digest,
            SpanInReport(
                report=copy.report,
                span=Span(int(copy.words.starts[first]), int(copy.words.ends[last])),
            ),
        )
        for copy in corpus.copies[text]
    ]


def _key(place: SpanInReport) -> tuple[str, Span]:
    return place.report, place.span
