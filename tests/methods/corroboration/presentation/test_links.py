"""Addresses are relative, made of ids, and lead to what is there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.presentation.links import (
    PaperLinks,
    SiteLinks,
    linked,
    page_name,
    plain_id,
    source_pages,
    sources_in_order,
)
from holdfast.methods.corroboration.presentation.shelf import BrokenRecordError, shelve
from holdfast.rendering.tree import Link


@pytest.mark.parametrize("name", ["../x", "a/b", "", "a.html", "con?", "a b", "é", ".x", "x" * 90])
def test_an_id_that_could_be_a_path_is_refused(name):
    with pytest.raises(BrokenRecordError):
        plain_id(name)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_what_passes_as_an_id_is_one_plain_file_name(name):
    try:
        assert plain_id(name) == name
    except BrokenRecordError:
        return
    assert not set(name) & set("/\\. :<>\"'&#?%") and name.isascii()


def test_addresses_differ_only_by_their_base():
    record, _ = tervenia()
    shelf = shelve(record)
    here, below = (SiteLinks(base, source_pages(shelf)) for base in ("", "../"))
    statement = record.statements[0]
    assert here.finding("n1") == "findings/n1.html" and below.finding("n1") == "../findings/n1.html"
    assert here.statement(statement) == f"reports/{statement.report}.html#t-{statement.id}"
    source = record.sources[0].id
    assert below.source(source) == f"../sources/list.html#source-{source}"


def test_the_paper_leads_to_what_it_holds_and_nowhere_else():
    record, _ = tervenia()
    links = PaperLinks(frozenset({"o1"}))
    assert links.finding("n1") == "#finding-n1" and links.source("o1") == "#source-o1"
    assert links.source("o2") == links.report("r1") == links.statement(record.statements[0]) == ""


def test_sources_with_most_statements_come_first():
    record, _ = tervenia()
    shelf = shelve(record)
    counts = [len(shelf.said_by.get(name, ())) for name in sources_in_order(shelf)]
    assert counts == sorted(counts, reverse=True) and len(counts) == len(record.sources)


def test_pages_of_a_list_are_numbered_from_two():
    assert [page_name("list", n) for n in range(3)] == ["list.html", "list-2.html", "list-3.html"]


def test_words_without_an_address_stay_words():
    assert linked(("a",), "") == ("a",)
    assert linked(("a",), "b.html") == (Link(content=("a",), target="b.html"),)
