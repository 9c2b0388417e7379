"""Intervals on one axis: hollow where refused, open where unbounded, never a formula."""

from __future__ import annotations

import io

import pytest
from matplotlib.figure import Figure as Canvas
from PIL import Image

from holdfast.methods.estimation.presentation.ranges import (
    MOST_ROWS,
    Ground,
    Range,
    ranges_figure,
    scale,
)
from holdfast.rendering.tree import Table

TABLE = Table(caption="t", header=("a",), rows=())
ROW = Range(label="Graphs", median=3000, low=2000, high=5000, note="usable")
GROUND = Ground(seen=1000)


def figure(*rows, ground=GROUND):
    return ranges_figure(rows, ground, name="n", title="Title", table=TABLE)


def inked(png):
    """The share of pixels that differ from the sheet on the line through the only row."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    width, height = image.size
    at = int((0.28 + 0.16) / (0.86 + 0.32) * height) + 8  # beside the point's middle
    line = [image.getpixel((x, at)) for x in range(int(width * 0.25), int(width * 0.8))]
    return sum(pixel != (255, 255, 255) for pixel in line) / len(line)


def test_the_same_rows_give_the_same_bytes():
    assert figure(ROW) == figure(ROW)


def test_a_refused_interval_is_hollow():
    refused = Range(
        label="Graphs", median=3000, low=2000, high=5000, is_refused=True, note="usable"
    )
    assert inked(figure(ROW).light) > 0.4
    assert inked(figure(refused).light) < 0.2


def test_the_words_say_what_the_picture_says():
    open_row = Range(label="Open", median=9, low=5, high=None, note="refused")
    none = Range(label="None", median=None, low=None, high=None, note="no number")
    alt = figure(ROW, open_row, none, ground=Ground(seen=1000, against=ROW)).alt
    assert "Graphs: 3,000, from 2,000 to 5,000 (usable)" in alt
    assert "Open: 9, from 5 without an upper bound (refused)" in alt
    assert "None: no number" in alt
    assert "1,000 people were seen. Behind them Graphs" in alt


def test_without_any_number_there_is_no_picture():
    assert figure(Range(label="None", median=None, low=None, high=None)) is None


def test_a_label_is_never_read_as_a_formula():
    strange = Range(label="$\\frac{", median=2, low=1, high=3, note="$^")
    assert figure(strange).light.startswith(b"\x89PNG")


def test_a_long_chart_draws_the_first_rows_and_says_so():
    made = figure(*[ROW] * (MOST_ROWS + 2))
    assert f"the first {MOST_ROWS} of {MOST_ROWS + 2}" in made.caption


@pytest.mark.parametrize(("numbers", "kind"), [([900, 3000], "linear"), ([900, 90_000], "log")])
def test_numbers_far_apart_take_an_axis_of_powers(numbers, kind):
    axes = Canvas().add_subplot()
    end = scale(axes, numbers)
    assert axes.get_xscale() == kind
    assert axes.get_xlim()[0] < 900 and end == axes.get_xlim()[1] > max(numbers)
