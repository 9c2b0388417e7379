"""The chains of a sampler: where each one went, and how often the whole was where.

Invariants:
- Every chain that is drawn has its own strip on the same scale, so that none hides another.
- Traces are thinned for drawing only; tables are made from all draws.
- A refused posterior is hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from holdfast.rendering.canvas import DARK, LIGHT, Scheme, dress, in_fixed_style, new_canvas, png
from holdfast.rendering.tree import Column, Content, Figure, Table

from .ranges import DOTS_PER_INCH, INCHES_WIDE, scale
from .wording import span, whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]

MOST_STRIPS = 8
_POINTS = 500
_BINS = 60
_LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)


def trace_figure(traces: Floats) -> Figure:
    """Each chain (a row of `traces`, chains x draws) in a strip of its own; the table has all."""
    drawn = traces[:MOST_STRIPS]
    title = "Where each chain went, from its first kept draw to its last"
    if len(traces) > len(drawn):
        title = f"{title} (the first {len(drawn)} of {len(traces)} chains)"
    found = [np.quantile(chain, [0.025, 0.5, 0.975]) for chain in traces]
    middles = [median for _, median, _ in found]
    return Figure(
        name="traces",
        light=_draw_traces(drawn, LIGHT),
        dark=_draw_traces(drawn, DARK),
        alt=f"Line chart. {title}. {len(traces)} chains; their middles lie between "
        f"{whole(min(middles))} and {whole(max(middles))} people.",
        caption=title,
        table=Table(
            caption="Each chain apart",
            shows_caption=False,
            header=("Chain", "Middle", "95 % interval"),
            columns=(Column.TEXT, *(Column.NUMBER,) * 2),
            rows=tuple(
                ((f"chain {n}",), (whole(median),), (span(low, high),))
                for n, (low, median, high) in enumerate(found, start=1)
            ),
        ),
    )


def density_figure(draws: Floats, traces: Floats | None, *, is_refused: bool) -> Figure:
    """How often the chains were at each number: all together, and each as a thin line."""
    low, median, high = (whole(float(n)) for n in np.quantile(draws, [0.025, 0.5, 0.975]))
    mark = " (refused: not to be quoted)" if is_refused else ""
    title = f"Where the chains were how often{mark}"
    chains = () if traces is None else tuple(traces[:MOST_STRIPS])
    return Figure(
        name="posterior",
        light=_draw_density(draws, chains, LIGHT, is_refused=is_refused),
        dark=_draw_density(draws, chains, DARK, is_refused=is_refused),
        alt=f"Density chart. {title}. Half of the draws lie below {median} people, 95 % between "
        f"{low} and {high}.",
        caption=title,
        table=Table(
            caption="Quantiles of the draws",
            shows_caption=False,
            header=("Share of the draws below", "People"),
            columns=(Column.TEXT, Column.NUMBER),
            rows=tuple(_quantile_row(draws, level) for level in _LEVELS),
        ),
    )


def _quantile_row(draws: Floats, level: float) -> tuple[Content, ...]:
    return ((f"{level * 100:g} %",), (whole(float(np.quantile(draws, level))),))


@in_fixed_style
def _draw_traces(traces: Floats, scheme: Scheme) -> bytes:
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator  # noqa: PLC0415

    count, length = traces.shape
    height = 0.55 + 0.56 * count
    canvas = new_canvas(INCHES_WIDE, height, scheme, dots_per_inch=DOTS_PER_INCH)
    low, high = (float(n) for n in np.quantile(traces, [0.025, 0.975]))
    least, most = float(traces.min()), float(traces.max())
    step = max(1, length // _POINTS)
    for place, chain in enumerate(traces):
        bottom = (0.48 + 0.56 * (count - 1 - place)) / height
        axes = canvas.add_axes((0.16, bottom, 0.7, 0.46 / height))
        dress(axes, scheme)
        if most > 1.5 * high or most > 8 * max(least, 1.0):  # one leap must not flatten the rest
            axes.set_yscale("log")
        axes.set_ylim(least * 0.98, most * 1.02 + 1)
        axes.set_xlim(1, length)
        axes.axhspan(low, high, color=scheme.line, alpha=0.7, linewidth=0)
        axes.plot(np.arange(1, length + 1, step), chain[::step], color=scheme.accent, linewidth=0.7)
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_locator(FixedLocator([low, high]))
        ends = [whole(low), whole(high)] if place == 0 else ["", ""]  # the scale is one
        axes.yaxis.set_major_formatter(FixedFormatter(ends))
        axes.yaxis.tick_right()
        axes.tick_params(axis="y", length=0, labelsize=8)
        axes.text(-0.02, 0.5, f"chain {place + 1}", transform=axes.transAxes, ha="right",
                  va="center", fontsize=10, color=scheme.ink)  # fmt: skip
        _name_draws(axes, is_last=place == count - 1, scheme=scheme)
    return png(canvas)


def _name_draws(axes: Axes, *, is_last: bool, scheme: Scheme) -> None:
    if is_last:
        axes.set_xlabel("draw · band: 95 % of all draws", color=scheme.quiet, fontsize=9)
    else:
        axes.tick_params(axis="x", length=0, labelbottom=False)
        axes.spines["bottom"].set_visible(False)


@in_fixed_style
def _draw_density(
    draws: Floats, chains: Sequence[Floats], scheme: Scheme, *, is_refused: bool
) -> bytes:
    height = 2.7
    canvas = new_canvas(INCHES_WIDE, height, scheme, dots_per_inch=DOTS_PER_INCH)
    axes = canvas.add_axes((0.05, 0.2, 0.9, 0.74))
    dress(axes, scheme)
    least, most = (float(n) for n in np.quantile(draws, [0.001, 0.999]))
    edges = np.geomspace(max(least, 1.0), max(most, least + 1.0), _BINS + 1)
    scale(axes, [edges[0], edges[-1]])
    axes.set_yticks([])
    axes.set_xlabel("people · thin lines: each chain · bar: 95 %", color=scheme.quiet, fontsize=9)
    middles = np.sqrt(edges[1:] * edges[:-1])
    widths = np.diff(np.log(edges) if axes.get_xscale() == "log" else edges)  # areas stay true
    whole_line = _density(draws, edges, widths)
    if not is_refused:
        axes.fill_between(middles, whole_line, color=scheme.accent, alpha=0.25, linewidth=0)
    for chain in chains:
        axes.plot(
            middles, _density(chain, edges, widths), color=scheme.quiet, linewidth=0.6, alpha=0.8
        )
    axes.plot(middles, whole_line, color=scheme.accent, linewidth=2)
    low, median, high = np.quantile(draws, [0.025, 0.5, 0.975])
    axes.set_ylim(-0.09 * whole_line.max(), None)
    axes.plot([low, high], [-0.045 * whole_line.max()] * 2, color=scheme.accent, linewidth=4)
    axes.plot([median], [-0.045 * whole_line.max()], "o", color=scheme.accent, markersize=8,
              markerfacecolor=scheme.sheet, markeredgewidth=2)  # fmt: skip
    return png(canvas)


def _density(draws: Floats, edges: Floats, widths: Floats) -> Floats:
    """The share of draws by width, smoothed over neighbouring bins."""
    heights, _ = np.histogram(draws, bins=edges)
    dense = heights / widths / max(draws.size, 1)
    kernel = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / 16.0
    return np.convolve(np.pad(dense, 2, mode="edge"), kernel, mode="valid")
