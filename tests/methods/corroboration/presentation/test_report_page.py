"""A report's page shows the whole text, marks the statements' words and nothing else."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.corroboration.presentation.sample import arabic, tervenia
from tests.methods.corroboration.presentation.test_quotations import plain

from holdfast.methods.corroboration.presentation.links import SiteLinks, source_pages
from holdfast.methods.corroboration.presentation.report_page import (
    acts_words,
    marked_lines,
    report_document,
)
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.spans import Span
from holdfast.rendering.inspection import check, walk
from holdfast.rendering.tree import Extract, Items, Mark, Note

RECORD, TEXTS = tervenia()
SHELF = shelve(RECORD)
LINKS = SiteLinks("../", source_pages(SHELF))


def page(place):
    report = RECORD.reports[place]
    return report_document(SHELF, TEXTS[report.id], LINKS, report)


def test_the_text_is_whole_and_in_order():
    for place, report in enumerate(RECORD.reports):
        extract = next(node for node in walk(page(place)) if isinstance(node, Extract))
        shown = [plain(line) for line in extract.paragraphs]
        assert shown == [line for line in TEXTS[report.id].splitlines() if line.strip()]


def test_each_statement_is_numbered_where_it_begins_and_leads_to_its_entry():
    tree = page(0)
    check(tree)
    numbers = [n for n in walk(tree) if isinstance(n, Mark) and n.number]
    ids = {s.id for s in SHELF.of_report[RECORD.reports[0].id]}
    assert {n.anchor.removeprefix("t-") for n in numbers} == ids
    assert {n.target.removeprefix("#s-") for n in numbers} == ids
    assert sorted(int(n.number) for n in numbers) == list(range(1, len(ids) + 1))


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="ab \n", min_size=1, max_size=60), st.data())
def test_marks_cover_the_spans_and_nothing_else_however_they_overlap(text, data):
    pairs = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(min(p), max(p)) for p in data.draw(st.lists(pairs, max_size=5)) if p[0] != p[1]]
    statements = [
        msgspec.structs.replace(RECORD.statements[0], id=f"s{n}", spans=(span,))
        for n, span in enumerate(spans)
    ]
    shelf = shelve(msgspec.structs.replace(RECORD, statements=tuple(statements), findings=()))
    shown, depths = "", []
    for line in marked_lines(shelf, text, statements):
        for part in line:
            words = part if isinstance(part, str) else plain(part.content)
            shown += words
            depths += [0 if isinstance(part, str) else part.depth] * len(words)
    shown, depths = without_blanks(shown, depths)
    kept = [i for i, letter in enumerate(text) if letter not in " \n"]
    assert shown == "".join(text[i] for i in kept)
    assert depths == [sum(span.start <= i < span.end for span in spans) for i in kept]


def without_blanks(shown, depths):
    seen = [(letter, depth) for letter, depth in zip(shown, depths, strict=True) if letter != " "]
    return "".join(letter for letter, _ in seen), [depth for _, depth in seen]


def test_problems_stand_before_the_text():
    notes = [plain(node.content) for node in walk(page(2)) if isinstance(node, Note)]
    assert notes == ["The file has no date; the month was taken from its name."]


def test_a_report_without_text_says_so():
    tree = report_document(SHELF, None, LINKS, RECORD.reports[0])
    assert any(isinstance(n, Note) and "no text" in plain(n.content) for n in walk(tree))


def test_every_statement_keeps_its_anchor_wherever_its_span_lies():
    text = "one\n   \ntwo"
    statements = [
        msgspec.structs.replace(RECORD.statements[0], id=f"s{n}", spans=(Span(*span),))
        for n, span in enumerate([(3, 4), (4, 7), (5, 6), (9, 11), (11, 11), (90, 99)])
    ]
    statements.append(msgspec.structs.replace(RECORD.statements[0], id="s6", spans=()))
    shelf = shelve(msgspec.structs.replace(RECORD, statements=tuple(statements), findings=()))
    shown = [part for line in marked_lines(shelf, text, statements) for part in line]
    assert {m.anchor for m in shown if isinstance(m, Mark) and m.number} == {
        f"t-s{n}" for n in range(7)
    }


def test_an_entry_says_who_how_and_what_it_speaks_against():
    entries = next(node for node in walk(page(1)) if isinstance(node, Items)).items
    denial = entries[-1]
    assert plain(denial.content) == "the governor’s spokesman → Evening News denial"
    assert plain(denial.details[0]) == "partly quoted · negated · in the text"
    assert plain(denial.details[1]).startswith("against: People detained")


def test_a_statement_outside_every_finding_names_no_act():
    loose = msgspec.structs.replace(RECORD.statements[0], id="s-loose")
    assert acts_words(SHELF, LINKS, loose) == ()


def test_a_title_in_another_language_carries_it():
    record, texts = arabic()
    shelf = shelve(record)
    links = SiteLinks("../", source_pages(shelf))
    tree = report_document(shelf, texts[record.reports[0].id], links, record.reports[0])
    assert tree.title_language == "ar"
    assert next(n for n in walk(tree) if isinstance(n, Extract)).language == "ar"
