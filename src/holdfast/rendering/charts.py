"""Charts as PNG in two schemes, each with its alt text and its table.

Invariants:
- The same rows give the same bytes: Agg, the font that comes with matplotlib, no date and no
  version in the file, no setting of the machine.
- An open end is drawn open: it fades and ends in an arrow, and never in a point.
- Nothing is told by colour alone, and the table says all that the picture says.
- Labels are our own short words; a text of a report belongs in the table, not in the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from .canvas import DARK, LIGHT, Scheme, dress, in_fixed_style, new_canvas, png
from .tree import Column, Content, Figure, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_INCHES_WIDE = 8.0
MOST_ROWS = 24


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an interval chart; None is an end that the words leave open.

    `value` is the point the words name, if they name one; `note` stands at the row's end.
    """

    label: str
    low: float | None
    high: float | None
    value: float | None = None
    is_approximate: bool = False
    note: str = ""


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a dots chart: reports, and the origins they rest on with least and most."""

    label: str
    reports: int
    origins: int
    least: int
    most: int


def interval_chart(
    rows: Sequence[Interval], *, name: str, title: str, axis: str, table: Table | None = None
) -> Figure:
    """The rows as intervals on one axis, at most `MOST_ROWS` of them; the table holds all.

    `name` becomes the file name, `axis` says what is counted. The axis is logarithmic where the
    figures span more than a factor of 50. Raises ValueError without a row or without any bound.
    """
    drawn = tuple(rows[:MOST_ROWS])
    bounds = [b for row in drawn for b in (row.low, row.high, row.value) if b is not None]
    if not bounds:
        raise ValueError("an interval chart needs at least one bound")
    if len(rows) > len(drawn):
        title = f"{title} (the first {len(drawn)} of {len(rows)}; the table has all)"
    return Figure(
        name=name,
        light=_draw_intervals(drawn, bounds, axis, LIGHT),
        dark=_draw_intervals(drawn, bounds, axis, DARK),
        alt=_interval_alt(drawn, title),
        caption=title,
        table=table or _interval_table(rows, title),
    )


def dots_chart(rows: Sequence[Count], *, name: str, title: str) -> Figure:
    """The rows as hollow dots for reports and solid ones for origins, with least and most.

    Raises ValueError without a row.
    """
    if not rows:
        raise ValueError("a dots chart needs at least one row")
    drawn = tuple(rows[:MOST_ROWS])
    said = (f"{r.label}: {r.reports} reports, {r.origins} origins" for r in drawn)
    return Figure(
        name=name,
        light=_draw_dots(drawn, LIGHT),
        dark=_draw_dots(drawn, DARK),
        alt=f"Dots chart. {title}. " + "; ".join(said) + ".",
        caption=title,
        table=_dots_table(rows, title),
    )


# --------------------------------------------------------------------------------------- in words


def _interval_alt(rows: Sequence[Interval], title: str) -> str:
    said = "; ".join(f"{row.label}{f' ({row.note})' if row.note else ''}" for row in rows)
    return f"Interval chart. {title}. {said}."


def _interval_table(rows: Sequence[Interval], title: str) -> Table:
    return Table(
        caption=title,
        shows_caption=False,
        header=("Figure", "At least", "At most", "Told by"),
        columns=(Column.TEXT, Column.NUMBER, Column.NUMBER, Column.TEXT),
        rows=tuple(
            ((row.label,), _bound(row.low), _bound(row.high), (row.note or "—",)) for row in rows
        ),
    )


def _bound(value: float | None) -> Content:
    return ("open" if value is None else f"{value:,.10g}",)


def _dots_table(rows: Sequence[Count], title: str) -> Table:
    return Table(
        caption=title,
        shows_caption=False,
        header=("Finding", "Reports", "Origins", "Least", "Most"),
        columns=(Column.TEXT, *(Column.NUMBER,) * 4),
        rows=tuple(
            ((r.label,), (str(r.reports),), (str(r.origins),), (str(r.least),), (str(r.most),))
            for r in rows
        ),
    )


# ---------------------------------------------------------------------------------------- drawing


def _canvas(labels: Sequence[str], scheme: Scheme) -> tuple[Canvas, Axes]:
    rows = len(labels)
    height = 0.72 + 0.38 * rows
    left = min(0.42, 0.03 + 0.0125 * max(map(len, labels)))
    canvas = new_canvas(_INCHES_WIDE, height, scheme)
    axes = canvas.add_axes((left, 0.55 / height, 0.84 - left, 1 - 0.65 / height))
    dress(axes, scheme)
    axes.tick_params(axis="y", labelsize=10, labelcolor=scheme.ink)
    axes.set_ylim(rows - 0.4, -0.6)
    return canvas, axes


@in_fixed_style
def _draw_intervals(
    rows: Sequence[Interval], bounds: list[float], axis: str, scheme: Scheme
) -> bytes:
    canvas, axes = _canvas([row.label for row in rows], scheme)
    left, right = _scale(axes, bounds)
    axes.set_xlabel(axis, color=scheme.quiet, fontsize=9)
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    axes.grid(axis="x", color=scheme.line, linewidth=0.6)
    axes.set_axisbelow(True)
    for place, row in enumerate(rows):
        _draw_interval(axes, place, row, (left, right), scheme)
        axes.annotate(
            row.note, (1.03, place), xycoords=("axes fraction", "data"), va="center",
            fontsize=9, color=scheme.quiet, annotation_clip=False,
        )  # fmt: skip
    return png(canvas)


def _scale(axes: Axes, bounds: list[float]) -> tuple[float, float]:
    """Set the axis and give its two ends, with room beyond the outermost bounds."""
    from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator  # noqa: PLC0415

    low, high = min(bounds), max(bounds)
    if low > 0 and high / low > 50:
        axes.set_xscale("log")
        left, right = low / 2, high * 3
        axes.xaxis.set_major_locator(LogLocator(subs=(1.0,), numticks=8))
        axes.xaxis.set_minor_locator(LogLocator(subs=(), numticks=1))
    else:
        left, right = 0.0, max(high * 1.35, high + 1)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.set_xlim(left, right)
    return left, right


def _draw_interval(
    axes: Axes, place: int, row: Interval, ends: tuple[float, float], scheme: Scheme
) -> None:
    left, right = ends
    low = left if row.low is None else row.low
    high = right if row.high is None else row.high
    if row.low is None and row.high is None:
        low = high = row.value or left
    if row.high is None and row.low is not None:
        _fade(axes, place, (low, right), scheme)
    elif row.low is None and row.high is not None:
        _fade(axes, place, (high, left), scheme)
    else:
        axes.plot([low, high], [place, place], color=scheme.accent, linewidth=5, alpha=0.4,
                  solid_capstyle="butt")  # fmt: skip
    for end, known in ((low, row.low), (high, row.high)):
        if known is not None and low != high:
            axes.plot([end, end], [place - 0.22, place + 0.22], color=scheme.accent, linewidth=2.4)
    point = row.value if row.value is not None else low if low == high else None
    if point is not None:
        face = scheme.sheet if row.is_approximate else scheme.accent
        axes.plot([point], [place], "D" if row.is_approximate else "o", color=scheme.accent,
                  markerfacecolor=face, markersize=8, markeredgewidth=2)  # fmt: skip


def _fade(axes: Axes, place: int, ends: tuple[float, float], scheme: Scheme) -> None:
    """An open end: from `ends[0]` towards the border `ends[1]`, ever fainter, with an arrow."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415

    steps = 24
    start, stop = (axes.transData.transform((end, place))[0] for end in ends)
    inverse = axes.transData.inverted()
    xs = [
        float(inverse.transform((start + (stop - start) * i / steps, 0))[0])
        for i in range(steps + 1)
    ]
    pieces = [[(xs[i], place), (xs[i + 1], place)] for i in range(steps)]
    fading = [0.4 * (1 - i / steps) for i in range(steps)]
    axes.add_collection(
        LineCollection(pieces, colors=scheme.accent, alpha=fading, linewidths=5, capstyle="butt"),
        autolim=False,
    )
    sign = ">" if stop > start else "<"
    axes.plot([xs[-1]], [place], sign, color=scheme.accent, markersize=7, clip_on=False)


@in_fixed_style
def _draw_dots(rows: Sequence[Count], scheme: Scheme) -> bytes:
    canvas, axes = _canvas([row.label for row in rows], scheme)
    widest = max(max(row.reports, row.most) for row in rows)
    axes.set_xlim(-0.5, max(widest, 8) + 0.5)
    axes.set_xlabel("hollow: reports · solid: origins · line: fewest to most origins",
                    color=scheme.quiet, fontsize=9)  # fmt: skip
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    for place, row in enumerate(rows):
        axes.plot([row.least, row.most], [place] * 2, color=scheme.accent, linewidth=4, alpha=0.35)
        axes.plot([row.reports], [place], "o", markersize=9, color=scheme.quiet,
                  markerfacecolor=scheme.sheet, markeredgewidth=1.8)  # fmt: skip
        axes.plot([row.origins], [place], "o", markersize=7, color=scheme.accent)
    return png(canvas)
