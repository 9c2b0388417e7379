"""Figures are gathered when all their bounds agree, and drawn with open ends."""

from __future__ import annotations

from tests.methods.corroboration.presentation.sample import many, tervenia
from tests.methods.corroboration.presentation.test_quotations import plain

from holdfast.methods.corroboration.presentation.intervals import cell, chart, gathered, strip
from holdfast.methods.corroboration.presentation.links import PaperLinks
from holdfast.methods.corroboration.presentation.shelf import shelve

RECORD, _ = tervenia()
SHELF = shelve(RECORD)
LINKS = PaperLinks(frozenset())


def test_figures_with_the_same_bounds_are_one_group_and_others_are_not():
    twice = (*RECORD.figures, RECORD.figures[0])
    groups = gathered(twice)
    assert set(groups) == {("detained", "persons"), ("dead", "persons")}
    detained = groups["detained", "persons"]
    assert len(detained) == 4
    assert sum(len(group.figures) for group in detained) == 5


def test_a_report_that_says_it_twice_is_one_report():
    groups = gathered((RECORD.figures[0], RECORD.figures[0]))
    assert groups["detained", "persons"][0].reports == (RECORD.figures[0].report,)


def test_the_cell_says_in_words_what_the_strip_draws():
    words = plain(cell(gathered(SHELF.figures[f] for f in RECORD.findings[0].figures)))
    assert words == "detained: 15 to 30; about 100; at least 101; 1 more"
    assert cell({}) == ("no figure",)


def test_a_strip_leaves_open_ends_open():
    drawn = strip(gathered(RECORD.figures)["dead", "persons"])
    four, three = drawn.bars
    assert three.opens_right and three.end == 1.0 and not three.opens_left
    assert not four.opens_right and four.start == four.end < 1


def test_nothing_without_a_bound_is_drawn():
    assert strip([]) is None


def test_the_chart_runs_from_small_to_large_and_its_table_has_the_reports_words():
    groups = gathered(SHELF.figures[f] for f in RECORD.findings[0].figures)["detained", "persons"]
    picture = chart(SHELF, LINKS, groups, name="x", title="Detained")
    assert [plain(row[0]) for row in picture.table.rows] == [
        "15 to 30", "at least about 24", "about 100", "at least 101",
    ]  # fmt: skip
    assert plain(picture.table.rows[0][1]) == "fifteen to 30"
    assert plain(picture.table.rows[0][3]) == "Courier, 11 May 2031"


def test_a_very_large_set_is_cut_and_says_so():
    record, _ = many(130)
    groups = gathered(record.figures)["detained", "persons"]
    picture = chart(shelve(record), LINKS, groups, name="x", title="Detained")
    assert plain(picture.table.rows[-1][0]).startswith("10 more figures")
    assert len(picture.table.rows) == 121


def test_a_large_set_is_drawn_in_part_and_tabled_whole():
    record, _ = many(30)
    shelf = shelve(record)
    groups = gathered(record.figures)["detained", "persons"]
    picture = chart(shelf, LINKS, groups, name="x", title="Detained")
    assert "of 30" in picture.caption and len(picture.table.rows) == 30
