"""What the pages show of findings, in the words that the record uses too.

Invariants:
- Reports are hollow dots, origins are solid ones, and the words say the same.
- An open end of a figure stays open, in words and in the drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from holdfast.apps.review.queries.findings import FindingRow, FindingView, ShownStatement
from holdfast.apps.review.rules import Standing, StatementVerdict, Verdict
from holdfast.methods.corroboration.presentation.intervals import FigureGroup, gathered
from holdfast.methods.corroboration.presentation.wording import (
    FORMS,
    MODALITIES,
    STATEMENT_KINDS,
    against_words,
    bounds_words,
    counted,
    date_words,
    origin_dots,
    origins_words,
    reach_words,
    report_dots,
)
from holdfast.methods.corroboration.record import Figure, Origins, Report, SourceKind
from holdfast.rendering.charts import MOST_ROWS, Interval, interval_chart
from holdfast.rendering.tree import Figure as Picture

_SHOWN_FIGURES = 3


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A finding in the list."""

    id: str
    title: str
    solid: str
    hollow: str
    reach: str
    machine: str
    figures: str
    against: str
    tone: str
    judgement: str


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """A statement with its chain, notes and judgement."""

    id: str
    text: str
    is_readable: bool
    chain: tuple[str, ...]
    notes: str
    tone: str
    judgement: str
    may_link: bool


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One claim of how many, and who tells it."""

    bounds: str
    words: str
    reports: str


@dataclass(frozen=True, slots=True)
class ShownThing:
    """All figures of one thing; `place` names its drawing, empty where none can be drawn."""

    counts: str
    place: str
    rows: tuple[ShownFigure, ...]


def shown_row(row: FindingRow) -> ShownRow:
    """A finding as the list shows it."""
    tone, judgement = judgement_words(row.judgement)
    return ShownRow(
        row.id,
        row.title,
        origin_dots(row.origins),
        report_dots(row.reports),
        reach_words(row.reports, row.origins),
        "" if row.person is None else origins_words(row.machine),
        _figure_words(row.figures),
        against_words(row.against),
        tone,
        judgement,
    )


def shown_quotation(shown: ShownStatement) -> ShownQuotation:
    """A statement as a finding's page shows it."""
    tone, judgement = statement_words(shown.judgement)
    chain = [_named(source.name, source) for source in shown.chain]
    if shown.statement.origin is None:
        chain.insert(0, _("nobody named"))
    return ShownQuotation(
        shown.id,
        shown.text,
        shown.is_readable,
        tuple(chain),
        " · ".join(_notes(shown)),
        tone,
        judgement,
        may_link=shown.testimony is None,
    )


def judgement_words(judged: Standing) -> tuple[str, str]:
    """Tone and words of where people's judgement of a finding stands."""
    words: dict[object, tuple[str, str]] = {
        Verdict.HOLDS: ("ok", _("holds")),
        Verdict.DOES_NOT_HOLD: ("danger", _("does not hold")),
        Verdict.OPEN: ("warn", _("open")),
    }
    return _judged(judged, words)


def statement_words(judged: Standing) -> tuple[str, str]:
    """Tone and words of where people's judgement of a statement stands."""
    words: dict[object, tuple[str, str]] = {
        StatementVerdict.BELONGS: ("ok", _("belongs here")),
        StatementVerdict.OTHER_EVENT: ("warn", _("about another event, not counted")),
        StatementVerdict.MISATTRIBUTED: ("warn", _("misattributed, not counted")),
        StatementVerdict.NOT_SAID: ("warn", _("does not say this, not counted")),
    }
    return _judged(judged, words)


def count_words(origins: Origins) -> str:
    """How many origins, with their bounds."""
    return origins_words(origins)


def things(view: FindingView) -> list[ShownThing]:
    """The figures of a finding by what they count."""
    groups = gathered(view.row.figures)
    return [
        ShownThing(
            f"{counts}, {unit}" if unit else counts,
            str(place) if _drawable(found) else "",
            tuple(_shown_figure(group, view.reports) for group in found[:MOST_ROWS]),
        )
        for place, ((counts, unit), found) in enumerate(groups.items(), 1)
    ]


def drawing(view: FindingView, place: str) -> Picture | None:
    """The drawing of the figures at this place of `things`; None where there is none."""
    groups = list(gathered(view.row.figures).items())
    if not place.isdecimal() or not 1 <= int(place) <= len(groups):
        return None
    (counts, unit), found = groups[int(place) - 1]
    rows = [_interval(group) for group in _drawable(found)]
    return interval_chart(rows, name="figures", title=counts, axis=unit) if rows else None


def _judged(judged: Standing, words: Mapping[object, tuple[str, str]]) -> tuple[str, str]:
    if judged.people == 0:
        return "", ""
    if judged.differ:
        return "danger", str(_("reviewers differ"))
    tone, said = words[judged.verdict]
    by = _("two reviewers") if judged.has_second else _("one reviewer, no second yet")
    return tone, f"{said} ({by})"


def _notes(shown: ShownStatement) -> list[str]:
    statement = shown.statement
    if shown.testimony is not None:
        return [str(_("testimony, first hand"))]
    notes = [STATEMENT_KINDS[statement.kind], FORMS[statement.form], MODALITIES[statement.modality]]
    if shown.chain and statement.origin is not None:
        near = {SourceKind.WITNESS: _("first hand"), SourceKind.ORGANISATION: _("collected")}
        notes.append(str(near.get(shown.chain[0].kind, "")))
    notes.append(_report_words(shown.report))
    if shown.others:
        notes.append(str(_("same words in %(n)s") % {"n": counted(shown.others, "more report")}))
    return [note for note in notes if note]


def _report_words(report: Report | None) -> str:
    if report is None:
        return ""
    name, date = report.outlet or report.title or report.id, date_words(report.published)
    return f"{name}, {date}" if date else name


def _named(name: str, source: object) -> str:
    if getattr(source, "pseudonym", False):
        return str(_("%(name)s (name changed)") % {"name": name})
    if getattr(source, "anonymous", False):
        return str(_("%(name)s (not named)") % {"name": name})
    return name


def _figure_words(figures: Sequence[Figure]) -> str:
    groups = gathered(figures)
    if not groups:
        return ""
    (counts, _unit), leading = next(iter(groups.items()))
    shown = "; ".join(bounds_words(group.first) for group in leading[:_SHOWN_FIGURES])
    more = sum(map(len, groups.values())) - len(leading[:_SHOWN_FIGURES])
    rest = f"; {more} more" if more else ""
    return f"{counts}: {shown}{rest}"


def _shown_figure(group: FigureGroup, reports: Mapping[str, Report]) -> ShownFigure:
    told = [_report_words(reports[name]) for name in group.reports[:4] if name in reports]
    words = list(dict.fromkeys(figure.text for figure in group.figures))[:4]
    return ShownFigure(bounds_words(group.first), "; ".join(words), "; ".join(told))


def _drawable(groups: Sequence[FigureGroup]) -> list[FigureGroup]:
    nothing = (None, None, None)
    return [g for g in groups if (g.first.low, g.first.high, g.first.value) != nothing][:MOST_ROWS]


def _interval(group: FigureGroup) -> Interval:
    figure = group.first
    return Interval(
        label=bounds_words(figure),
        low=figure.low,
        high=figure.high,
        value=figure.value,
        is_approximate=figure.approximate,
        note=counted(len(group.reports), "report"),
    )
