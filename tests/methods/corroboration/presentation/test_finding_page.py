"""A finding's page: for and against, who, how many, and what was not counted."""

from __future__ import annotations

from tests.methods.corroboration.presentation.sample import many, tervenia
from tests.methods.corroboration.presentation.test_quotations import plain

from holdfast.methods.corroboration.presentation.finding_page import (
    closing,
    figures_section,
    finding_documents,
    in_order,
    origins_section,
    page_count,
)
from holdfast.methods.corroboration.presentation.links import (
    QUOTATIONS_A_PAGE,
    SiteLinks,
    source_pages,
)
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.rendering.inspection import walk
from holdfast.rendering.tree import Quote, Section, Tone

RECORD, TEXTS = tervenia()
SHELF = shelve(RECORD)
LINKS = SiteLinks("../", source_pages(SHELF))


def headings(document):
    return [plain(block.heading) for block in document.blocks if isinstance(block, Section)]


def test_the_page_has_its_parts_in_order():
    (page,) = finding_documents(SHELF, TEXTS, LINKS, RECORD.findings[0])
    assert headings(page) == [
        "Who it comes from", "What is said (7 statements in different words)", "Against it",
        "Figures", "Not counted as an origin, and why",
    ]  # fmt: skip


def test_the_same_words_are_shown_once():
    (page,) = finding_documents(SHELF, TEXTS, LINKS, RECORD.findings[1])
    quotes = [node for node in walk(page) if isinstance(node, Quote)]
    assert len(quotes) == 3
    assert sum(quote.tone is Tone.WARN for quote in quotes) == 1


def test_words_of_the_origins_come_before_words_of_nobody():
    groups = in_order(SHELF, RECORD.findings[0])
    assert [group[0].origin for group in groups][-1] is None
    assert groups[0][0].origin == RECORD.findings[0].origins.sources[0]


def test_each_origin_says_in_how_many_reports_its_words_stand():
    section = origins_section(SHELF, LINKS, RECORD.findings[0])
    assert [tuple(map(plain, row)) for row in section.blocks[0].rows] == [
        ("Harbour Network", "organisation", "2 reports"),
        ("a second man (not named)", "witness", "1 report"),
        ("Morning Post", "outlet", "1 report"),
    ]
    assert "At least 2 and at most 4" in plain(section.blocks[1].content)


def test_what_was_not_counted_stands_with_its_reason():
    last = closing(SHELF, TEXTS, LINKS, RECORD.findings[1])[-1]
    item = last.blocks[0].items[0]
    assert plain(item.content) == "Selm Wire"
    assert plain(item.details[0]) == "It passes on what the Morning Post wrote."


def test_each_thing_counted_has_its_own_chart():
    sections = figures_section(SHELF, LINKS, RECORD.findings[0])
    assert [picture.caption for picture in sections[0].blocks] == ["Detained, in persons"]
    assert figures_section(SHELF, LINKS, RECORD.findings[1]) == []


def test_a_large_finding_takes_several_pages_and_shows_every_statement_once():
    record, texts = many(30)
    shelf = shelve(record)
    links = SiteLinks("../", source_pages(shelf))
    pages = list(finding_documents(shelf, texts, links, record.findings[0]))
    quotes = [sum(isinstance(node, Quote) for node in walk(page)) for page in pages]
    assert len(pages) == page_count(shelf, record.findings[0]) == 4
    assert quotes == [QUOTATIONS_A_PAGE] * 4 and sum(quotes) == len(record.statements)
    assert headings(pages[1]) == ["What is said (240 statements in different words)"]
