"""The sheet under every picture: two schemes, no trace of the machine."""

from __future__ import annotations

import io
import re
from importlib import resources

import matplotlib as mpl
import pytest
from PIL import Image

from holdfast.rendering.canvas import DARK, LIGHT, dress, in_fixed_style, new_canvas, png


@in_fixed_style
def drawing(scheme):
    canvas = new_canvas(2.0, 1.0, scheme, dots_per_inch=50)
    axes = canvas.add_axes((0.1, 0.3, 0.8, 0.6))
    dress(axes, scheme)
    axes.plot([0, 1], [0, 1], color=scheme.accent)
    return png(canvas)


def test_the_same_drawing_has_the_same_bytes_whatever_the_machine_is_set_to():
    first = drawing(LIGHT)
    with mpl.rc_context({"lines.linewidth": 9, "savefig.dpi": 30, "font.size": 30}):
        assert drawing(LIGHT) == first


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_sheet_has_the_size_and_the_colour_asked_for(scheme):
    image = Image.open(io.BytesIO(drawing(scheme)))
    assert image.size == (100, 50)
    assert "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").getpixel((1, 1))) == scheme.sheet
    assert set(image.info) <= {"dpi"}


def test_the_colours_are_those_of_the_tokens():
    css = (resources.files("holdfast.rendering") / "static" / "tokens.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in css.split("@media")[:2]
    )
    for scheme, tokens in ((LIGHT, light), (DARK, dark)):
        assert (scheme.sheet, scheme.ink) == (tokens["sheet"], tokens["ink"])
        assert (scheme.quiet, scheme.line) == (tokens["ink-3"], tokens["line"])
        assert scheme.accent == tokens["accent"]
