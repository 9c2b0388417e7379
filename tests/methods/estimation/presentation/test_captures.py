"""The capture table drawn: one row a combination, the fullest first, nothing left out unsaid."""

from __future__ import annotations

from holdfast.methods.estimation.presentation.captures import (
    MOST_DRAWN,
    MOST_PRINTED,
    captures_figure,
    fullest_first,
)
from holdfast.rendering.tree import Isolate

from .sample import TABLE, crowded, foreign


def test_the_fullest_combination_comes_first():
    rows = fullest_first(TABLE)
    assert rows[0] == ((1, 0, 0, 0), 412)
    assert [count for _, count in rows] == sorted(TABLE.counts, reverse=True)


def test_table_and_words_hold_every_combination():
    made = captures_figure(TABLE)
    assert made.table.rows[4] == (
        (Isolate(text="Hospital"), " + ", Isolate(text="Parents")), ("two lists",), ("84",),
    )  # fmt: skip
    assert len(made.table.rows) == len(TABLE.counts)
    assert "Hospital and Parents: 84" in made.alt
    assert made.light != made.dark


def test_what_is_not_drawn_or_printed_is_said():
    table = crowded().table
    made = captures_figure(table)
    combinations = len(table.counts)
    assert f"the {MOST_DRAWN} fullest of {combinations}" in made.caption
    assert len(made.table.rows) == MOST_PRINTED + 1
    assert made.table.rows[-1][0] == (
        f"{combinations - MOST_PRINTED} further combinations, in captures.csv",
    )
    printed = sum(int(row[2][0].replace(",", "")) for row in made.table.rows)
    assert printed == table.seen


def test_the_picture_is_named_by_numbers_where_names_cannot_be_drawn():
    assert "list 1 and list 3: 84" in captures_figure(foreign().table).alt
