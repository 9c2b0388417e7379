"""Reports, figures, dates and places of the record, each carried over from its reading.

Invariant: nothing is weighed or merged here; a span keeps its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Reading, Utterance
from holdfast.methods.corroboration.record import DateMention, Figure, PlaceMention, Report

from .scopes import scope_of
from .statements import statement_id


def reports_of(readings: Sequence[Reading], report_ids: Sequence[str]) -> list[Report]:
    """The reports of the record, in the order of the readings."""
    return [
        Report(
            id=report_ids[index],
            path=reading.document.path,
            sha256=reading.document.sha256,
            characters=len(reading.document.text),
            language=reading.document.language,
            title=reading.document.title,
            outlet=reading.document.outlet,
            published=reading.document.published,
            problems=reading.document.problems,
        )
        for index, reading in enumerate(readings)
    ]


def figures_of(readings: Sequence[Reading], report_ids: Sequence[str]) -> list[Figure]:
    """Every figure, with the statement that holds it, the shortest where several do."""
    figures = []
    for report, reading in zip(report_ids, readings, strict=True):
        for found, holder in zip(reading.figures, _holders(reading), strict=True):
            figures.append(
                Figure(
                    id=derived_id("n", report, *found.span),
                    report=report,
                    statement=None if holder is None else statement_id(report, holder),
                    span=found.span,
                    text=found.span.on_one_line(reading.document.text),
                    low=found.low,
                    high=found.high,
                    value=found.value,
                    approximate=found.approximate,
                    counts=found.counts,
                    unit=found.unit,
                )
            )
    return figures


def scopes_of(figures: Sequence[Figure], readings: Sequence[Reading]) -> dict[str, str]:
    """By figure's id: the group that it counts, or everybody. `figures` are those of `readings`."""
    texts = (reading.document.text for reading in readings for _ in reading.figures)
    return {
        figure.id: scope_of(text, figure.span) for figure, text in zip(figures, texts, strict=True)
    }


def _holders(reading: Reading) -> list[Utterance | None]:
    """For each figure the shortest utterance that holds it, the first of several.

    Figures are sorted and disjoint, so one walk through the text meets all their holders.
    """
    coming = sorted(
        (span.start, span.end, sum(end - start for start, end in utterance.spans), number)
        for number, utterance in enumerate(reading.utterances)
        for span in utterance.spans
    )
    holders: list[Utterance | None] = []
    around: list[tuple[int, int, int, int]] = []
    at = 0
    for found in reading.figures:
        while at < len(coming) and coming[at][0] <= found.span.start:
            around.append(coming[at])
            at += 1
        around = [stretch for stretch in around if stretch[1] >= found.span.end]
        shortest = min(around, key=lambda stretch: stretch[2:], default=None)
        holders.append(None if shortest is None else reading.utterances[shortest[3]])
    return holders


def dates_of(readings: Sequence[Reading], report_ids: Sequence[str]) -> list[DateMention]:
    """Every date with its report."""
    return [
        DateMention(
            report=report,
            span=found.span,
            text=found.span.on_one_line(reading.document.text),
            date=found.date,
            relative=found.relative,
        )
        for report, reading in zip(report_ids, readings, strict=True)
        for found in reading.dates
    ]


def places_of(readings: Sequence[Reading], report_ids: Sequence[str]) -> list[PlaceMention]:
    """Every place with its report."""
    return [
        PlaceMention(
            report=report,
            span=found.span,
            text=found.span.on_one_line(reading.document.text),
            **{f: getattr(found, f) for f in ("name", "country", "latitude", "longitude")},
        )
        for report, reading in zip(report_ids, readings, strict=True)
        for found in reading.places
    ]
