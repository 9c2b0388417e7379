"""Reports, figures, dates and places of the record, each carried over from its reading.

Invariants:
- Nothing is weighed or merged here; a span keeps its words.
- Words that stand again and again ("persons", a date) are kept once: of many reports there are
  millions of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Document, Reading
from holdfast.methods.corroboration.record import DateMention, Figure, PlaceMention, Report

from .scopes import scope_of


def report_of(document: Document, *, report_id: str) -> Report:
    """The record's line for one report."""
    return Report(
        id=report_id,
        path=document.path,
        sha256=document.sha256,
        characters=len(document.text),
        language=document.language,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        problems=document.problems,
    )


def figures_of(reading: Reading, *, report_id: str, statements: Mapping[int, str]) -> list[Figure]:
    """Every figure, with the statement that holds it, the shortest where several do.

    `statements` are the ids by the utterance's number.
    """
    return [
        Figure(
            id=derived_id("n", report_id, *found.span),
            report=report_id,
            statement=None if holder is None else statements[holder],
            span=found.span,
            text=intern(found.span.on_one_line(reading.document.text)),
            low=found.low,
            high=found.high,
            value=found.value,
            approximate=found.approximate,
            counts=intern(found.counts),
            unit=intern(found.unit),
        )
        for found, holder in zip(reading.figures, _holders(reading), strict=True)
    ]


def scopes_of(figures: Iterable[Figure], *, text: str) -> dict[str, str]:
    """By figure's id: the group that it counts, or everybody. `text` is that of their report."""
    return {figure.id: intern(scope_of(text, figure.span)) for figure in figures}


def _holders(reading: Reading) -> list[int | None]:
    """For each figure the number of the shortest utterance that holds it, the first of several.

    Figures are sorted and disjoint, so one walk through the text meets all their holders.
    """
    coming = sorted(
        (span.start, span.end, sum(end - start for start, end in utterance.spans), number)
        for number, utterance in enumerate(reading.utterances)
        for span in utterance.spans
    )
    holders: list[int | None] = []
    around: list[tuple[int, int, int, int]] = []
    at = 0
    for found in reading.figures:
        while at < len(coming) and coming[at][0] <= found.span.start:
            around.append(coming[at])
            at += 1
        around = [stretch for stretch in around if stretch[1] >= found.span.end]
        shortest = min(around, key=lambda stretch: stretch[2:], default=None)
        holders.append(None if shortest is None else shortest[3])
    return holders


def dates_of(reading: Reading, *, report_id: str) -> list[DateMention]:
    """Every date with its report."""
    return [
        DateMention(
            report=report_id,
            span=found.span,
            text=intern(found.span.on_one_line(reading.document.text)),
            date=None if found.date is None else intern(found.date),
            relative=found.relative,
        )
        for found in reading.dates
    ]


def places_of(reading: Reading, *, report_id: str) -> list[PlaceMention]:
    """Every place with its report."""
    return [
        PlaceMention(
            report=report_id,
            span=found.span,
            text=intern(found.span.on_one_line(reading.document.text)),
            **{f: getattr(found, f) for f in ("name", "country", "latitude", "longitude")},
        )
        for found in reading.places
    ]
