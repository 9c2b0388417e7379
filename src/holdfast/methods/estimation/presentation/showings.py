"""What the chains showed: every number, the refused ones marked as such.

Invariants:
- This is the one part of the page where a refused number may stand, and each says that it is.
- Every variation is drawn against the interval it varies.
- Numbers of strata carry no verdict and say so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from holdfast.methods.estimation.outcome import Interval, Method, Outcome
from holdfast.methods.estimation.report import EstimateEntry, Report, StratumEntry
from holdfast.methods.estimation.sensitivity import Change, SensitivityRow
from holdfast.methods.estimation.study import Study
from holdfast.methods.estimation.verdict import HIGHEST_RHAT, LEAST_ESS, Verdict
from holdfast.rendering.tree import (
    Block,
    Column,
    Content,
    Definition,
    Definitions,
    Isolate,
    Note,
    Paragraph,
    Section,
    Split,
    Table,
    Tag,
    Tone,
)

from .chains import density_figure, trace_figure
from .headline import reason_items
from .ranges import Ground, Range, ranges_figure
from .wording import METHODS, picture_changes, picture_names, span, whole

_NOT_QUOTED = (
    "Here stand all numbers, the refused ones too, for those who check the work. A refused number "
    "is hollow in every picture and marked in every table. It is not to be quoted."
)


def showings_section(study: Study, report: Report) -> Section:
    """Intervals of every method, exact reasons, what moves them, strata, chains."""
    parts = [_intervals(study), *_answers(study), *_moves(study), *_strata(report, study)]
    parts += _chains(study)
    return Section(
        heading=("What the chains showed",),
        blocks=(Note(content=(_NOT_QUOTED,)), *parts),
        anchor="shown",
    )


def _pairs(study: Study) -> list[tuple[Outcome, Verdict]]:
    return list(zip(study.outcomes, study.verdicts, strict=True))


# -------------------------------------------------------------------------------- every interval


def _intervals(study: Study) -> Section:
    rows = [_main_range(outcome, verdict) for outcome, verdict in _pairs(study)]
    table = Table(
        caption="Every method",
        shows_caption=False,
        header=("Method", "Verdict", "Middle", "95 % interval"),
        columns=(Column.TEXT, Column.TEXT, *(Column.NUMBER,) * 2),
        rows=tuple(_interval_row(outcome, verdict) for outcome, verdict in _pairs(study)),
    )
    title = "Every method on one axis; hollow and dashed: refused"
    figure = ranges_figure(
        rows, Ground(seen=study.table.seen), name="intervals", title=title, table=table
    )
    return Section(heading=("Every method on one axis",), blocks=(figure or table,))


def _main_range(outcome: Outcome, verdict: Verdict) -> Range:
    standing = verdict.standing.value if outcome.interval is not None else "no number"
    return _range(
        METHODS[outcome.method], outcome.interval, is_refused=not verdict.is_usable, note=standing
    )


def _range(label: str, interval: Interval | None, *, is_refused: bool, note: str) -> Range:
    if interval is None or not math.isfinite(interval.low) or not math.isfinite(interval.median):
        return Range(label=label, median=None, low=None, high=None, note=note)
    return Range(
        label=label,
        median=interval.median,
        low=interval.low,
        high=interval.high if math.isfinite(interval.high) else None,
        is_refused=is_refused,
        note=note,
    )


def _interval_row(outcome: Outcome, verdict: Verdict) -> tuple[Content, ...]:
    tone = Tone.OK if verdict.is_usable else Tone.WARN
    standing = Tag(text=verdict.standing.value, tone=tone)
    return ((METHODS[outcome.method],), (standing,), *_numbers(outcome.interval))


def _numbers(interval: Interval | None) -> tuple[Content, Content]:
    if interval is None:
        return ("none",), ("none",)
    return (whole(interval.median),), (span(interval.low, interval.high),)


# ---------------------------------------------------------------- exact reasons, several answers


def _answers(study: Study) -> list[Section]:
    reasons = reason_items(study, lambda doubt: doubt.sentence)
    blocks: list[Block] = [reasons] if reasons else []
    if any(len(outcome.modes) > 1 for outcome in study.outcomes):
        words = "Several answers of one method; the share is that of its draws which lie there."
        blocks += [Paragraph(content=(words,)), _modes(study)]
    return [Section(heading=("The reasons, exactly",), blocks=tuple(blocks))] if blocks else []


def _modes(study: Study) -> Table:
    rows: list[tuple[Content, ...]] = [
        ((f"{METHODS[outcome.method]}, {mode.name}",), (_share(mode.share),), (whole(mode.median),),
         (span(mode.low, mode.high),))
        for outcome in study.outcomes
        if len(outcome.modes) > 1
        for mode in outcome.modes
    ]  # fmt: skip
    return Table(
        caption="Several answers",
        shows_caption=False,
        header=("Answer", "Share", "Middle", "95 % interval"),
        columns=(Column.TEXT, *(Column.NUMBER,) * 3),
        rows=tuple(rows),
    )


def _share(share: float) -> str:
    return f"{share:.0%}" if share > 0.0 else "another model or plain run"


# ------------------------------------------------------------------------------ what moves them


def _moves(study: Study) -> list[Section]:
    parts: list[Block] = []
    for outcome, verdict in _pairs(study):
        rows = [row for row in study.sensitivity if row.method is outcome.method]
        if rows and outcome.interval is not None:
            parts.append(_moved(study, _main_range(outcome, verdict), outcome.method, rows))
    if not parts:
        words = "No variation was run: the methods gave nothing to vary, or were not asked to."
        parts = [Paragraph(content=(words,))]
    return [Section(heading=("What moves each number",), blocks=tuple(parts))]


def _moved(study: Study, main: Range, method: Method, rows: Sequence[SensitivityRow]) -> Block:
    short = picture_changes(study.table.lists)
    drawn = [
        _range(
            short.get(row.change, row.change), row.interval,
            is_refused=main.is_refused, note="" if row.interval else "no number",
        )
        for row in rows
    ]  # fmt: skip
    mark = " (refused: not to be quoted)" if main.is_refused else ""
    title = f"{METHODS[method]}{mark}: each variation against the interval itself (band and dashes)"
    table = _moved_table(main, rows)
    ground = Ground(seen=study.table.seen, against=main)
    figure = ranges_figure(drawn, ground, name=f"moves-{method}", title=title, table=table)
    return Section(heading=(f"{METHODS[method]}{mark}",), blocks=(figure or table,))


def _moved_table(main: Range, rows: Sequence[SensitivityRow]) -> Table:
    first: tuple[Content, ...] = (
        ("the interval itself",), (main.note,), (whole(main.median),),
        (span(main.low, main.high),), ("—",),
    )  # fmt: skip
    varied: list[tuple[Content, ...]] = [
        (_change(row), (row.kind.value,), *_numbers(row.interval), (row.note or "—",))
        for row in rows
    ]
    return Table(
        caption="What moves it",
        shows_caption=False,
        header=("Changed", "Kind", "Middle", "95 % interval", "Note"),
        columns=(Column.TEXT, Column.TEXT, *(Column.NUMBER,) * 2, Column.TEXT),
        rows=(first, *varied),
    )


def _change(row: SensitivityRow) -> Content:
    return (Isolate(text=row.change),) if row.kind is Change.LISTS else (row.change,)


# -------------------------------------------------------------------------------------- strata


def _strata(report: Report, study: Study) -> list[Section]:
    if not report.strata:
        return []
    words = (
        "Each stratum by latent classes, alone and partly pooled with the others. No verdict is "
        "passed on single strata, so these numbers are not to be quoted either."
    )
    names = picture_names([entry.name for entry in report.strata], noun="stratum")
    rows = [
        Range(label=f"{names[entry.name]}, {way}", median=found.median, low=found.low,
              high=found.high, is_refused=True, note="no verdict")
        for entry in report.strata
        for way, found in (("alone", entry.alone), ("pooled", entry.pooled))
    ]  # fmt: skip
    table = _strata_table(report.strata)
    figure = ranges_figure(
        rows, Ground(seen=study.table.seen), name="strata", title="Strata, alone and partly pooled",
        table=table,
    )  # fmt: skip
    return [
        Section(heading=("Each stratum",), blocks=(Paragraph(content=(words,)), figure or table))
    ]


def _strata_table(strata: Sequence[StratumEntry]) -> Table:
    rows: list[tuple[Content, ...]] = [
        ((Isolate(text=entry.name),), (f"{entry.seen:,}",), (_in_short(entry.alone),),
         (_in_short(entry.pooled),), (f"{entry.rhat:.3f}",))
        for entry in strata
    ]  # fmt: skip
    header = ("Stratum", "Seen", "Alone", "Partly pooled", "R-hat")
    return Table(
        caption="Strata",
        shows_caption=False,
        header=header,
        columns=(Column.TEXT, *(Column.NUMBER,) * 4),
        rows=tuple(rows),
    )


def _in_short(found: EstimateEntry) -> str:
    return f"{whole(found.median)} ({span(found.low, found.high)})"


# -------------------------------------------------------------------------------------- chains


def _chains(study: Study) -> list[Section]:
    return [
        _chain_section(outcome, verdict)
        for outcome, verdict in _pairs(study)
        if outcome.method is Method.LATENT_CLASS and outcome.draws.size
    ]


def _chain_section(outcome: Outcome, verdict: Verdict) -> Section:
    density = density_figure(outcome.draws, outcome.traces, is_refused=not verdict.is_usable)
    blocks: list[Block] = [Split(main=(density,), aside=_convergence(outcome))]
    blocks += [trace_figure(outcome.traces)] if outcome.traces is not None else []
    return Section(heading=("The chains of the latent classes",), blocks=tuple(blocks))


def _convergence(outcome: Outcome) -> tuple[Block, ...]:
    found = outcome.convergence
    if found is None:
        return (Paragraph(content=("Nothing is known of their convergence.",)),)
    limit = f"at least {LEAST_ESS:.0f}"
    items = (
        _definition("R-hat", f"{found.rhat:.4f} (at most {HIGHEST_RHAT})"),
        _definition("Effective draws, centre", f"{found.ess_bulk:,.0f} ({limit})"),
        _definition("Effective draws, ends", f"{found.ess_tail:,.0f} ({limit})"),
        _definition("Chains", f"{found.chains:,}"),
        _definition("Draws of each", f"{found.draws:,}"),
    )
    words = (
        "Chains that have settled wander over the same ground and look alike. R-hat compares them: "
        "1 is perfect agreement. Effective draws say how many independent ones theirs are worth."
    )
    return (Definitions(items=items), Paragraph(content=(words,), tone=Tone.QUIET))


def _definition(term: str, said: str) -> Definition:
    return Definition(term=term, content=(said,))
