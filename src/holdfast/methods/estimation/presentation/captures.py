"""Who is on which lists: the capture table as a drawing and as a table.

Invariants:
- Each row is one combination of lists: filled dots are the lists that hold these people, and the
  length of the bar is how many they are.
- What is not drawn or not printed for length is said, with the number; `captures.csv` has all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from holdfast.methods.estimation.table import CaptureTable, History
from holdfast.rendering.canvas import DARK, LIGHT, Scheme, in_fixed_style, new_canvas, png
from holdfast.rendering.tree import Column, Content, Figure, Inline, Isolate, Table

from .ranges import DOTS_PER_INCH, INCHES_WIDE
from .wording import counted, picture_names

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_DRAWN = 24
MOST_PRINTED = 80
_ROW = 0.27

Row = tuple[History, int]


def captures_figure(table: CaptureTable) -> Figure:
    """The combinations of lists, the fullest first, with their table."""
    rows = fullest_first(table)
    drawn = rows[:MOST_DRAWN]
    title = "People by the lists that hold them"
    if len(rows) > len(drawn):
        title = f"{title} (the {len(drawn)} fullest of {len(rows)} combinations)"
    names = tuple(picture_names(table.lists).values())
    return Figure(
        name="captures",
        light=_draw(drawn, names, LIGHT),
        dark=_draw(drawn, names, DARK),
        alt=_alt(drawn, names, title),
        caption=title,
        table=_table(table, rows),
    )


def fullest_first(table: CaptureTable) -> tuple[Row, ...]:
    """Histories with their counts, the largest count first, equal ones in the table's order."""
    pairs = zip(table.histories, table.counts, strict=True)
    return tuple(sorted(pairs, key=lambda row: -row[1]))


def _alt(rows: Sequence[Row], names: Sequence[str], title: str) -> str:
    said = "; ".join(
        f"{' and '.join(n for n, on in zip(names, history, strict=True) if on)}: {count:,}"
        for history, count in rows
    )
    return f"Bar chart. {title}. {said}."


def _table(table: CaptureTable, rows: Sequence[Row]) -> Table:
    printed = rows[:MOST_PRINTED]
    left = sum(count for _, count in rows[MOST_PRINTED:])
    body: list[tuple[Content, ...]] = [
        (_on(table.lists, history), (counted(sum(history), "list"),), (f"{count:,}",))
        for history, count in printed
    ]
    if left:
        rest = f"{len(rows) - len(printed):,} further combinations, in captures.csv"
        body.append(((rest,), ("—",), (f"{left:,}",)))
    return Table(
        caption="People by the lists that hold them",
        shows_caption=False,
        header=("On these lists and no other", "How many lists", "People"),
        columns=(Column.TEXT, Column.TEXT, Column.NUMBER),
        rows=tuple(body),
    )


def _on(lists: Sequence[str], history: History) -> Content:
    words: list[Inline] = []
    for name, is_on in zip(lists, history, strict=True):
        if is_on:
            words += [" + ", Isolate(text=name)] if words else [Isolate(text=name)]
    return tuple(words)


@in_fixed_style
def _draw(rows: Sequence[Row], names: Sequence[str], scheme: Scheme) -> bytes:
    head = 0.3 + 0.056 * max(map(len, names))
    height = head + _ROW * len(rows) + 0.16
    canvas = new_canvas(INCHES_WIDE, height, scheme, dots_per_inch=DOTS_PER_INCH)
    axes = canvas.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, INCHES_WIDE)  # inches, so that the drawing keeps its shape
    axes.set_ylim(height, 0.0)
    columns = [0.3 + i * (0.34 if len(names) <= 8 else 0.2) for i in range(len(names))]
    for x, name in zip(columns, names, strict=True):
        axes.text(x, head - 0.12, name, rotation=45, rotation_mode="anchor", fontsize=10,
                  color=scheme.ink, parse_math=False)  # fmt: skip
    most = max(count for _, count in rows)
    for place, row in enumerate(rows):
        y = head + _ROW * (place + 0.5)
        if place % 2 == 0:
            axes.axhspan(y - _ROW / 2, y + _ROW / 2, color=scheme.line, alpha=0.35, linewidth=0)
        _draw_row(axes, y, columns, row, most, scheme)
    return png(canvas)


def _draw_row(
    axes: Axes, y: float, columns: Sequence[float], row: Row, most: int, scheme: Scheme
) -> None:
    history, count = row
    on = [x for x, is_on in zip(columns, history, strict=True) if is_on]
    off = [x for x, is_on in zip(columns, history, strict=True) if not is_on]
    axes.plot(off, [y] * len(off), "o", markersize=4, markerfacecolor=scheme.sheet,
              markeredgecolor=scheme.quiet, markeredgewidth=0.8, zorder=3)  # fmt: skip
    axes.plot([on[0], on[-1]], [y, y], color=scheme.accent, linewidth=2)
    axes.plot(on, [y] * len(on), "o", markersize=8.5, color=scheme.accent)
    start = columns[-1] + 0.4
    length = (INCHES_WIDE - start - 0.95) * count / most
    axes.barh(y, length, left=start, height=_ROW * 0.62, color=scheme.accent, alpha=0.45)
    axes.text(start + length + 0.07, y, f"{count:,}", va="center", fontsize=10, color=scheme.ink)
