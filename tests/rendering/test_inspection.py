"""A document tree is looked through and found whole before it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.rendering.inspection import (
    DocumentError,
    check,
    is_safe_target,
    strings,
    walk,
    with_strings,
)
from holdfast.rendering.tree import (
    BigNumber,
    BigNumbers,
    Column,
    Document,
    Figure,
    Isolate,
    Item,
    Items,
    Link,
    Mark,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
)

TABLE = Table(caption="Counts", header=("What", "How many"), rows=((("dogs",), ("3",)),))


def document(*blocks, title="A title", language="en"):
    return Document(title=title, language=language, blocks=blocks)


def test_a_whole_document_passes():
    inner = Section(heading=("Part",), anchor="part", blocks=(TABLE,))
    link = Link(content=("there",), target="#part")
    check(document(Paragraph(content=(link,)), inner))
    with pytest.raises(DocumentError):  # the same, but for what the link leads to
        check(document(Paragraph(content=(link,))))


def test_a_picture_without_alt_text_is_refused():
    picture = Figure(name="dogs", light=b"", alt="  ", caption="Dogs", table=TABLE)
    with pytest.raises(DocumentError, match="alt text"):
        check(document(picture))


@pytest.mark.parametrize(("title", "language"), [("", "en"), ("A title", "")])
def test_a_document_needs_a_title_and_a_language(title, language):
    with pytest.raises(DocumentError):
        check(document(title=title, language=language))


def test_a_link_to_a_missing_part_is_refused():
    with pytest.raises(DocumentError, match="not there"):
        check(document(Paragraph(content=(Link(content=("there",), target="#nowhere"),))))


def test_two_parts_with_one_anchor_are_refused():
    parts = Items(items=(Item(content=("a",), anchor="x"), Item(content=("b",), anchor="x")))
    with pytest.raises(DocumentError, match="anchor"):
        check(document(parts))


def test_a_row_of_another_width_than_its_header_is_refused():
    short = Table(caption="t", header=("a", "b"), rows=((("only one",),),))
    with pytest.raises(DocumentError, match="width"):
        check(document(short))


def test_a_table_names_all_its_columns_or_none():
    table = Table(caption="t", header=("a", "b"), rows=(), columns=(Column.TEXT,))
    with pytest.raises(DocumentError, match="columns"):
        check(document(table))


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//other.example", "http://a.example",
     "a b", "x\ny", "file:///etc/passwd", "vbscript:x", "a.html?x=<"],
)  # fmt: skip
def test_a_link_that_could_run_or_leave_in_clear_is_refused(target):
    assert not is_safe_target(target)
    with pytest.raises(DocumentError, match="not allowed"):
        check(document(Paragraph(content=(Link(content=("x",), target=target),))))


@pytest.mark.parametrize(
    "target",
    [
        "#s-1",
        "../reports/r1.html#t-2",
        "about.html",
        "https://example.org/a?b=c",
        "mailto:a@b.example",
    ],
)
def test_a_link_inside_or_by_https_is_allowed(target):
    assert is_safe_target(target)


def test_walking_meets_every_node_once():
    quote = Quote(content=("a", Mark(content=("b",))), chain=((Strong(content=("c",)),),))
    nodes = walk(document(quote))
    assert sorted(type(node).__name__ for node in nodes) == ["Document", "Mark", "Quote", "Strong"]


def test_every_visible_string_is_met():
    tree = document(
        Quote(
            before="one", content=("two", Mark(content=("three",), number="4")), chain=(("five",),)
        ),
        BigNumbers(items=(BigNumber(number="6", label="seven"),)),
        TABLE,
    )
    seen = set(strings(tree))
    assert {"one", "two", "three", "4", "five", "6", "seven", "dogs", "How many"} <= seen


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30))
def test_changing_strings_keeps_the_shape_and_touches_no_address(text):
    tree = document(
        Paragraph(content=(Link(content=(text,), target="#a"), Isolate(text=text, language="ar"))),
        Section(heading=("h",), anchor="a", blocks=()),
        title="t",
    )
    changed = with_strings(tree, lambda words: words + "!")
    paragraph = changed.blocks[0]
    assert paragraph.content[0] == Link(content=(text + "!",), target="#a")
    assert paragraph.content[1] == Isolate(text=text + "!", language="ar")
    assert with_strings(tree, lambda words: words) == tree
