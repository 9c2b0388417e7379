"""What every picture is drawn on: a sheet in one of two schemes, and its bytes as PNG.

Invariants:
- The same drawing gives the same bytes: Agg, the font that comes with matplotlib, no date and no
  version in the file, no setting of the machine.
- The colours are those of tokens.css.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import msgspec

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

Arguments = ParamSpec("Arguments")

_DOTS_PER_INCH = 144


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of one scheme, those of tokens.css."""

    sheet: str
    ink: str
    quiet: str
    line: str
    accent: str


LIGHT = Scheme(sheet="#ffffff", ink="#1c2530", quiet="#5d6773", line="#dcd8cc", accent="#0a5f66")
DARK = Scheme(sheet="#182027", ink="#e8ebee", quiet="#93a0ad", line="#2b3640", accent="#6cc6c1")


def new_canvas(
    width: float, height: float, scheme: Scheme, *, dots_per_inch: int = _DOTS_PER_INCH
) -> Canvas:
    """An empty sheet of so many inches in the scheme's colour."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  (half a second)
    from matplotlib.figure import Figure as NewCanvas  # noqa: PLC0415

    canvas = NewCanvas(figsize=(width, height), dpi=dots_per_inch, facecolor=scheme.sheet)
    FigureCanvasAgg(canvas)
    return canvas


def dress(axes: Axes, scheme: Scheme) -> None:
    """Give the axes the scheme's look: one line below, quiet numbers, no ticks at the side."""
    axes.set_facecolor(scheme.sheet)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(scheme.quiet)
    axes.tick_params(axis="x", colors=scheme.quiet, labelsize=9)
    axes.tick_params(axis="y", length=0, colors=scheme.quiet, labelsize=9)


def png(canvas: Canvas) -> bytes:
    """The drawing as PNG that names no program and no time."""
    held = io.BytesIO()
    canvas.savefig(
        held, format="png", metadata={"Software": None}, facecolor=canvas.get_facecolor()
    )
    return held.getvalue()


def in_fixed_style(draw: Callable[Arguments, bytes]) -> Callable[Arguments, bytes]:
    """The drawing function, deaf to the settings of the machine it runs on."""

    @wraps(draw)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> bytes:
        import matplotlib.style  # noqa: PLC0415

        with matplotlib.style.context("default"):
            return draw(*args, **kwargs)

    return drawn
