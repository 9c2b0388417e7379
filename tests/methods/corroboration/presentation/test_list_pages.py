"""The lists: never everything on one page, and what rests on one source alone comes first."""

from __future__ import annotations

from tests.methods.corroboration.presentation.sample import many, tervenia
from tests.methods.corroboration.presentation.test_quotations import plain

from holdfast.methods.corroboration.presentation.links import (
    REPORTS_A_PAGE,
    SiteLinks,
    source_pages,
    sources_in_order,
)
from holdfast.methods.corroboration.presentation.list_pages import (
    RELATION_TONES,
    alone_blocks,
    conflict_sections,
    figures_document,
    page_total,
    reports_document,
    resting_alone,
    source_item,
    sources_document,
)
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.record import Relation
from holdfast.rendering.inspection import walk
from holdfast.rendering.tree import Note, Table

RECORD, _ = tervenia()
SHELF = shelve(RECORD)
LINKS = SiteLinks("../", source_pages(SHELF))


def named(name):
    return next(source.id for source in RECORD.sources if source.name == name)


def test_a_finding_with_one_origin_rests_on_it_alone():
    assert {name: [f.act for f in found] for name, found in resting_alone(SHELF).items()} == {
        named("an aunt"): ["incitement"]
    }
    table = alone_blocks(SHELF, LINKS, resting_alone(SHELF))[1]
    assert [plain(cell) for cell in table.rows[0]] == [
        "Families told to kill their own", "an aunt (not named)", "2 reports",
    ]  # fmt: skip


def test_a_record_in_which_nothing_rests_on_one_source_says_so():
    assert isinstance(alone_blocks(SHELF, LINKS, {})[1], Note)


def test_a_source_says_what_it_is_and_what_rests_on_it():
    aunt = named("an aunt")
    item = source_item(SHELF, LINKS, aunt, resting_alone(SHELF)[aunt])
    assert plain(item.content) == "an aunt witnessnot named"
    assert [plain(line) for line in item.details] == [
        "1 statement in 1 report", "only origin of: Families told to kill their own",
        "words: Courier, 3",
    ]  # fmt: skip
    passing = source_item(SHELF, LINKS, named("Channel Nine"), ())
    assert [plain(line) for line in passing.details] == ["passes on what others say"]


def test_a_troubled_report_is_marked_in_the_list():
    table = next(n for n in walk(reports_document(SHELF, LINKS, 0)) if isinstance(n, Table))
    assert [plain(row[-1]) for row in table.rows] == ["whole", "whole", "1 problem", "whole"]


def test_long_lists_are_split_and_nothing_is_lost():
    record, _ = many(250)
    shelf = shelve(record)
    links = SiteLinks("../", source_pages(shelf))
    pages = [reports_document(shelf, links, n) for n in range(page_total(250, REPORTS_A_PAGE))]
    rows = [len(node.rows) for page in pages for node in walk(page) if isinstance(node, Table)]
    assert rows == [100, 100, 50]


def test_every_source_stands_on_the_page_its_links_lead_to():
    document = sources_document(
        SHELF, LINKS, names=sources_in_order(SHELF), alone=resting_alone(SHELF), page=0
    )
    anchors = {getattr(node, "anchor", "") for node in walk(document)}
    assert {f"source-{source.id}" for source in RECORD.sources} <= anchors


def test_a_conflict_says_its_kind_and_why():
    section = conflict_sections(SHELF, LINKS, RECORD.conflicts[1], 2)[0]
    assert plain(section.blocks[0].content) == (
        "contradictory At least three and four are told for the same weeks."
    )
    assert section.blocks[1].alt.startswith("Interval chart")
    assert set(RELATION_TONES) == set(Relation)


def test_a_record_without_conflicts_says_so():
    record, _ = many(2)
    shelf = shelve(record)
    document = figures_document(shelf, SiteLinks("", source_pages(shelf)), 0)
    assert any(isinstance(block, Note) for block in document.blocks)


def test_an_empty_list_still_has_a_page():
    assert page_total(0, 100) == 1 and page_total(101, 100) == 2
