"""Figures that say the same gathered, and drawn with their open ends.

Invariants:
- Figures are gathered only when their bounds, what they count and the unit are all equal.
- A drawing has the words beside it; an open end stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from holdfast.methods.corroboration.record import Figure
from holdfast.rendering.charts import MOST_ROWS, Interval, interval_chart
from holdfast.rendering.tree import (
    Column,
    Content,
    Inline,
    Isolate,
    Strip,
    StripBar,
    Table,
)
from holdfast.rendering.tree import Figure as Picture

from .links import Links
from .quotations import report_words
from .shelf import Shelf
from .wording import bounds_words, counted

ROWS_AT_MOST = 120
_SHOWN_IN_A_CELL = 3
_REPORTS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures with the same bounds for the same thing."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        """Any of them: they differ only in where they stand."""
        return self.figures[0]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, each once."""
        return tuple(dict.fromkeys(figure.report for figure in self.figures))


def gathered(figures: Iterable[Figure]) -> dict[tuple[str, str], tuple[FigureGroup, ...]]:
    """Figures by what they count and its unit; in each the most told first."""
    things: dict[tuple[str, str], dict[tuple[object, ...], list[Figure]]] = {}
    for f in figures:
        bounds = (f.low, f.high, f.value, f.approximate)
        things.setdefault((f.counts, f.unit), {}).setdefault(bounds, []).append(f)
    groups = {
        thing: tuple(
            sorted(
                (FigureGroup(tuple(same)) for same in by_bounds.values()),
                key=lambda g: (-len(g.reports), bounds_words(g.first)),
            )
        )
        for thing, by_bounds in things.items()
    }
    return dict(
        sorted(groups.items(), key=lambda item: (-sum(len(g.figures) for g in item[1]), item[0]))
    )


def cell(groups: dict[tuple[str, str], tuple[FigureGroup, ...]]) -> Content:
    """The most told figures of the most told thing, as a strip and in words."""
    if not groups:
        return ("no figure",)
    (counts, _), leading = next(iter(groups.items()))
    shown = leading[:_SHOWN_IN_A_CELL]
    words = "; ".join(bounds_words(group.first) for group in shown)
    more = sum(map(len, groups.values())) - len(shown)
    rest = f"; {more} more" if more else ""
    drawing = strip(shown)
    return (*((drawing,) if drawing else ()), f"{counts}: {words}{rest}")


def strip(groups: Sequence[FigureGroup]) -> Strip | None:
    """The groups on one line from 0 to a little over the highest bound; None without a bound."""
    bounds = [
        bound
        for group in groups
        for bound in (group.first.low, group.first.high, group.first.value)
        if bound is not None
    ]
    if not bounds:
        return None
    scale = max(bounds) * 1.5 or 1.0
    return Strip(bars=tuple(_bar(group.first, scale) for group in groups))


def _bar(figure: Figure, scale: float) -> StripBar:
    point = figure.value if figure.low is None and figure.high is None else None
    low = point if point is not None else figure.low
    high = point if point is not None else figure.high
    return StripBar(
        start=max(0.0, low / scale) if low is not None else 0.0,
        end=min(1.0, max(0.0, high / scale)) if high is not None else 1.0,
        opens_left=low is None,
        opens_right=high is None,
    )


def chart(
    shelf: Shelf, links: Links, groups: Sequence[FigureGroup], *, name: str, title: str
) -> Picture | None:
    """The groups as an interval chart with its table; None where no figure has a bound."""
    groups = sorted(groups[:MOST_ROWS], key=_size) + list(groups[MOST_ROWS:])
    rows = [
        Interval(
            label=bounds_words(group.first),
            low=group.first.low,
            high=group.first.high,
            value=group.first.value,
            is_approximate=group.first.approximate,
            note=counted(len(group.reports), "report"),
        )
        for group in groups
        if (group.first.low, group.first.high, group.first.value) != (None, None, None)
    ]
    if not rows:
        return None
    table = _table(shelf, links, groups, title)
    rows = rows[:ROWS_AT_MOST]
    return interval_chart(rows, name=name, title=title, axis=groups[0].first.unit, table=table)


def _size(group: FigureGroup) -> float:
    known = (group.first.low, group.first.value, group.first.high)
    return next((bound for bound in known if bound is not None), 0.0)


def _table(shelf: Shelf, links: Links, groups: Sequence[FigureGroup], title: str) -> Table:
    return Table(
        caption=title,
        shows_caption=False,
        header=("Read as", "Words of the reports", "Reports", "Told by"),
        columns=(Column.TEXT, Column.TEXT, Column.NUMBER, Column.TEXT),
        rows=(
            *(_row(shelf, links, group) for group in groups[:ROWS_AT_MOST]),
            *_rest(len(groups) - ROWS_AT_MOST),
        ),
    )


def _row(shelf: Shelf, links: Links, group: FigureGroup) -> tuple[Content, ...]:
    return (
        (bounds_words(group.first),),
        _wordings(group),
        (str(len(group.reports)),),
        _tellers(shelf, links, group),
    )


def _rest(more: int) -> tuple[tuple[Content, ...], ...]:
    words = f"{more:,} more figures, told by fewer reports: see figures.csv"
    return (((words,), ("—",), ("—",), ("—",)),) if more > 0 else ()


def _wordings(group: FigureGroup) -> Content:
    different = list(dict.fromkeys(figure.text for figure in group.figures))
    out: list[Inline] = []
    for text in different[:_REPORTS_IN_A_ROW]:
        out += ["; ", Isolate(text=text)] if out else [Isolate(text=text)]
    return (*out, " …") if len(different) > _REPORTS_IN_A_ROW else tuple(out)


def _tellers(shelf: Shelf, links: Links, group: FigureGroup) -> Content:
    out: list[Inline] = []
    for name in group.reports[:_REPORTS_IN_A_ROW]:
        out += ["; "] if out else []
        out += report_words(shelf.reports[name], links.report(name))
    more = len(group.reports) - _REPORTS_IN_A_ROW
    return (*out, f" and {more:,} more") if more > 0 else tuple(out)
