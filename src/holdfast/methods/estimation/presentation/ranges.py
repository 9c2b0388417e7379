"""Intervals on one axis, in light and dark.

Invariants:
- A refused interval is hollow and says so at its end; one without a bound ends in an arrow.
- People seen on the whole table are drawn as a line, to compare with.
- Labels are short and never read as formulas; the figure's table says all that the picture says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from holdfast.rendering.canvas import DARK, LIGHT, Scheme, dress, in_fixed_style, new_canvas, png
from holdfast.rendering.tree import Figure, Table

from .wording import whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES_WIDE = 6.4
DOTS_PER_INCH = 180
MOST_ROWS = 40
_INCHES_A_LETTER = 0.079


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """A row: a point and its interval, or None where there is no number; `high` None is open."""

    label: str
    median: float | None
    low: float | None
    high: float | None
    is_refused: bool = False
    note: str = ""


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind every row: how many were seen, and the interval to compare with."""

    seen: int
    against: Range | None = None


def ranges_figure(
    rows: Sequence[Range], ground: Ground, *, name: str, title: str, table: Table
) -> Figure | None:
    """The rows on one axis of people, at most `MOST_ROWS`; None where no row has a number."""
    drawn = tuple(rows[:MOST_ROWS])
    if all(row.low is None for row in drawn):
        return None
    if len(rows) > len(drawn):
        title = f"{title} (the first {len(drawn)} of {len(rows)}; the table has all)"
    return Figure(
        name=name,
        light=_draw(drawn, ground, LIGHT),
        dark=_draw(drawn, ground, DARK),
        alt=_alt(drawn, ground, title),
        caption=title,
        table=table,
    )


def _alt(rows: Sequence[Range], ground: Ground, title: str) -> str:
    said = "; ".join(_row_in_words(row) for row in rows)
    against = f" Behind them {_row_in_words(ground.against)}." if ground.against else ""
    return f"Interval chart. {title}. {ground.seen:,} people were seen.{against} {said}."


def _row_in_words(row: Range) -> str:
    note = f" ({row.note})" if row.note else ""
    if row.low is None:
        return f"{row.label}: no number{note}"
    end = f"to {whole(row.high)}" if row.high is not None else "without an upper bound"
    return f"{row.label}: {whole(row.median)}, from {whole(row.low)} {end}{note}"


@in_fixed_style
def _draw(rows: Sequence[Range], ground: Ground, scheme: Scheme) -> bytes:
    height = 0.86 + 0.32 * len(rows)
    canvas = new_canvas(INCHES_WIDE, height, scheme, dots_per_inch=DOTS_PER_INCH)
    left = min(2.9, 0.2 + _INCHES_A_LETTER * max(len(row.label) for row in rows))
    right = INCHES_WIDE - 0.3 - _INCHES_A_LETTER * max(len(row.note) for row in rows)
    box = (left / INCHES_WIDE, 0.52 / height, (right - left) / INCHES_WIDE, 1 - 0.8 / height)
    axes = canvas.add_axes(box)
    dress(axes, scheme)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [row.label for row in rows], parse_math=False)
    axes.tick_params(axis="y", labelsize=10, labelcolor=scheme.ink)
    far = scale(axes, [*_numbers(rows), *_numbers([ground.against]), ground.seen])
    axes.set_xlabel("people", color=scheme.quiet, fontsize=9)
    _draw_ground(axes, ground, scheme)
    for place, row in enumerate(rows):
        _draw_row(axes, place, row, far, scheme)
    return png(canvas)


def _numbers(rows: Sequence[Range | None]) -> list[float]:
    return [
        number
        for row in rows
        if row is not None
        for number in (row.low, row.median, row.high)
        if number is not None
    ]


def scale(axes: Axes, numbers: Sequence[float]) -> float:
    """Set the axis of people for the numbers, in powers where they lie far apart; give its end."""
    from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator  # noqa: PLC0415

    low, high = max(min(numbers), 1.0), max(numbers)
    if high / low > 8:
        axes.set_xscale("log")
        ends = (low / 1.15, high * 1.25)
        fine = (1.0, 2.0, 5.0) if high / low < 200 else (1.0,)
        axes.xaxis.set_major_locator(LogLocator(subs=fine, numticks=9))
        axes.xaxis.set_minor_locator(LogLocator(subs=(), numticks=1))
    else:
        room = max(high - low, 1.0) * 0.06
        ends = (max(0.0, low - room), high + room)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.set_xlim(*ends)
    return ends[1]


def _draw_ground(axes: Axes, ground: Ground, scheme: Scheme) -> None:
    axes.grid(axis="x", color=scheme.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.axvline(ground.seen, color=scheme.quiet, linewidth=1.2, linestyle=(0, (1, 2)))
    axes.annotate(
        "seen", (ground.seen, 1.0), xycoords=("data", "axes fraction"), xytext=(2, 3),
        textcoords="offset points", fontsize=9, color=scheme.quiet, annotation_clip=False,
    )  # fmt: skip
    main = ground.against
    if main is None or main.low is None or main.median is None:
        return
    end = main.high if main.high is not None else axes.get_xlim()[1]
    axes.axvspan(main.low, end, color=scheme.accent, alpha=0.1, linewidth=0)
    axes.axvline(main.median, color=scheme.accent, linewidth=1.2, linestyle=(0, (4, 2)))


def _draw_row(axes: Axes, place: int, row: Range, far: float, scheme: Scheme) -> None:
    axes.annotate(
        row.note, (1.0, place), xycoords=("axes fraction", "data"), xytext=(12, 0),
        textcoords="offset points", va="center", fontsize=9, color=scheme.quiet,
        annotation_clip=False, parse_math=False,
    )  # fmt: skip
    if row.low is None or row.median is None:
        return
    face = scheme.sheet if row.is_refused else scheme.accent
    end = far if row.high is None else row.high
    axes.barh(
        place, end - row.low, left=row.low, height=0.34, facecolor=face,
        edgecolor=scheme.accent, linewidth=1.3, linestyle=(0, (2, 1.5)) if row.is_refused else "-",
        alpha=1.0 if row.is_refused else 0.45, zorder=3,
    )  # fmt: skip
    if row.high is None:
        axes.plot([far], [place], ">", color=scheme.accent, markersize=8, clip_on=False, zorder=4)
    axes.plot(
        [row.median], [place], "o", color=scheme.accent, markerfacecolor=face,
        markersize=7, markeredgewidth=1.6, zorder=5,
    )  # fmt: skip
