"""Cells of CSV: one plain form a value, and nothing a spreadsheet would run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.rendering.cells import cell
from holdfast.rendering.tree import Column


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert cell(text) == "'" + text


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=20))
def test_no_text_cell_starts_a_formula_and_nothing_else_is_changed(text):
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown in (text, "'" + text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (False, "false"), (3, "3"), (100.0, "100"), (-0.5, "-0.5"),
     (100000.0, "100000"), (Column.NUMBER, "number")],
)  # fmt: skip
def test_values_have_one_plain_form(value, shown):
    assert cell(value) == shown
