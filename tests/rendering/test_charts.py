"""Charts: reproducible, open where the figure is open, with words and table."""

from __future__ import annotations

import io

import matplotlib as mpl
import pytest
from PIL import Image

from holdfast.rendering.charts import MOST_ROWS, Count, Interval, dots_chart, interval_chart
from holdfast.rendering.tree import Table

OPEN = Interval(label="at least 3", low=3, high=None, note="4 reports")
RANGE = Interval(label="15 to 30", low=15, high=30)
ABOUT = Interval(label="about 100", low=None, high=None, value=100, is_approximate=True)
MOST = Interval(label="at most 40", low=None, high=40)


def chart(*rows, **more):
    return interval_chart(rows, name="detained", title="Detained", axis="persons", **more)


def ink(png, box):
    """How many pixels of a box (in shares of the picture) differ from the ground."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    w, h = image.size
    part = image.crop((int(box[0] * w), int(box[1] * h), int(box[2] * w), int(box[3] * h)))
    ground = image.getpixel((2, 2))
    data = part.tobytes()
    return sum(tuple(data[i : i + 3]) != ground for i in range(0, len(data), 3))


def test_the_same_rows_give_the_same_bytes_whatever_the_machine_is_set_to():
    first = chart(OPEN, RANGE, ABOUT, MOST)
    with mpl.rc_context({"axes.facecolor": "red", "font.size": 30, "savefig.dpi": 30}):
        second = chart(OPEN, RANGE, ABOUT, MOST)
    assert first == second


def test_the_file_names_no_program_and_no_time():
    image = Image.open(io.BytesIO(chart(OPEN).light))
    assert set(image.info) <= {"dpi"}


def test_light_and_dark_differ_and_have_the_same_size():
    made = chart(OPEN, RANGE)
    light, dark = (Image.open(io.BytesIO(data)) for data in (made.light, made.dark))
    assert light.size == dark.size
    assert light.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert sum(dark.convert("RGB").getpixel((2, 2))) < 150


def test_an_open_end_reaches_the_border_and_a_closed_one_does_not():
    border = (0.80, 0.05, 0.86, 0.40)
    assert ink(chart(Interval(label="at least 3", low=3, high=None)).light, border) > 20
    assert ink(chart(Interval(label="3 to 4", low=3, high=4)).light, border) == 0


def test_alt_text_and_table_say_what_the_picture_says():
    made = chart(OPEN, RANGE)
    assert "at least 3 (4 reports)" in made.alt and "15 to 30" in made.alt
    assert made.table.rows[0] == (("at least 3",), ("3",), ("open",), ("4 reports",))
    assert made.table.rows[1][1:3] == (("15",), ("30",))


def test_a_table_of_the_caller_is_kept():
    own = Table(caption="own", header=("a",), rows=())
    assert chart(OPEN, table=own).table is own


def test_a_long_chart_draws_the_first_rows_and_says_so():
    rows = [Interval(label=f"at least {n}", low=n, high=None) for n in range(1, MOST_ROWS + 6)]
    made = chart(*rows)
    assert f"the first {MOST_ROWS} of {len(rows)}" in made.caption
    assert len(made.table.rows) == len(rows)


def test_far_apart_figures_take_a_logarithmic_axis():
    near, far = chart(OPEN, RANGE), chart(OPEN, Interval(label="100,000", low=1e5, high=1e5))
    assert Image.open(io.BytesIO(far.light)).size == Image.open(io.BytesIO(near.light)).size
    assert far.light != near.light


def test_zero_is_a_figure_too():
    assert chart(Interval(label="0", low=0, high=0, value=0)).light.startswith(b"\x89PNG")


def test_a_chart_without_a_bound_is_refused():
    with pytest.raises(ValueError, match="bound"):
        chart(Interval(label="many", low=None, high=None))


def test_dots_say_reports_origins_least_and_most():
    made = dots_chart(
        [Count(label="Torture", reports=6, origins=3, least=2, most=4)], name="d", title="Findings"
    )
    assert "Torture: 6 reports, 3 origins" in made.alt
    assert made.table.rows == ((("Torture",), ("6",), ("3",), ("2",), ("4",)),)
    with pytest.raises(ValueError, match="row"):
        dots_chart([], name="d", title="Findings")
