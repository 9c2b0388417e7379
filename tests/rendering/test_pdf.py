"""PDF of a tree: both standards, nothing of a document ever program, closed where it must fail."""

from __future__ import annotations

import ctypes
import datetime as dt

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rendering.test_html import EVIL, full

from holdfast.rendering import fonts
from holdfast.rendering.charts import Interval, interval_chart
from holdfast.rendering.inspection import DocumentError
from holdfast.rendering.pdf import MissingGlyphError, render_pdf, without_missing_letters
from holdfast.rendering.tree import (
    Direction,
    Document,
    Figure,
    Isolate,
    Link,
    Paragraph,
    Quote,
    Section,
    Table,
)

TYPST = [
    "#panic(1)", '#import "x"', "*bold* _it_ $x$ `r`", "= Heading", "\\u{41}", "#sys.inputs",
    "]#panic()[", "<label>@ref // c /* d",
]  # fmt: skip


def document(*blocks, **more):
    return Document(title=more.pop("title", "A title"), language="en", blocks=blocks, **more)


def words(pdf):
    opened = pdfium.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)
    finally:
        opened.close()


def created(pdf):
    opened = pdfium.PdfDocument(pdf)
    try:
        return opened.get_metadata_dict()["CreationDate"]
    finally:
        opened.close()


def chart():
    rows = [Interval(label="at least 3", low=3, high=None)]
    return interval_chart(rows, name="c", title="Dead", axis="persons")


@pytest.mark.parametrize("text", [*EVIL, *TYPST])
def test_text_is_printed_and_never_run(text):
    printed = words(render_pdf(document(Paragraph(content=(text,)), title=f"x {text}")))
    flat = "".join(printed.split()).replace("\ufffe", "")
    assert "".join(text.split()) in flat


def test_every_node_can_be_printed():
    tree = full("plain words")
    assert "plain words" in words(render_pdf(document(*tree.blocks[:4], *tree.blocks[5:], chart())))


@settings(deadline=None, max_examples=25)
@given(
    st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=1, max_size=30)
)
def test_any_latin_text_makes_a_pdf(text):
    tree, _ = without_missing_letters(document(Paragraph(content=(text,))))
    assert render_pdf(tree).startswith(b"%PDF-1.7")


def test_the_file_claims_both_standards_and_is_tagged():
    pdf = render_pdf(document(Section(heading=("H",), blocks=(chart(),))))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    opened = pdfium.PdfDocument(pdf)
    try:
        assert opened.is_tagged()
        assert opened.get_metadata_dict()["Title"] == "A title"
    finally:
        opened.close()


def test_the_alt_text_stands_in_the_structure_of_the_file():
    picture = chart()
    assert picture.alt in structure(render_pdf(document(picture)))["alt"]


def test_headings_tables_and_quotations_are_tagged_as_what_they_are():
    table = Table(caption="t", header=("a", "b"), rows=((("1",), ("2",)),))
    quote = Quote(content=("said",))
    tree = document(Section(heading=("H",), blocks=(table, quote, chart())))
    tags = structure(render_pdf(tree))["type"]
    assert {"H1", "Table", "TH", "TD", "Figure", "Quote", "Caption"} <= set(tags)


def structure(pdf):
    """The types and alt texts of the first page's structure elements."""
    opened = pdfium.PdfDocument(pdf)
    tree = raw.FPDF_StructTree_GetForPage(opened[0])
    found = {"type": [], "alt": []}
    pending = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    while pending:
        element = pending.pop()
        if not element:
            continue
        found["type"].append(told(raw.FPDF_StructElement_GetType, element))
        found["alt"].append(told(raw.FPDF_StructElement_GetAltText, element))
        children = range(raw.FPDF_StructElement_CountChildren(element))
        pending += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in children]
    raw.FPDF_StructTree_Close(tree)
    opened.close()
    return found


def told(function, element):
    size = function(element, None, 0)
    held = ctypes.create_string_buffer(size)
    function(element, held, size)
    return held.raw.decode("utf-16-le").rstrip("\0")


def test_a_picture_without_alt_text_stops_the_writing():
    table = Table(caption="t", header=("a",), rows=())
    picture = Figure(name="p", light=chart().light, alt="", caption="c", table=table)
    with pytest.raises(DocumentError, match="alt text"):
        render_pdf(document(picture))


def test_a_letter_without_a_font_stops_the_writing_and_is_named():
    with pytest.raises(MissingGlyphError, match=r"U\+E000"):
        render_pdf(document(Paragraph(content=("a \ue000",))))


def test_a_script_without_a_font_is_named(monkeypatch):
    monkeypatch.setattr(fonts, "_noto_fonts", tuple)
    with pytest.raises(MissingGlyphError, match="Ethiopic script"):
        render_pdf(document(Paragraph(content=("ሰላም",))))


def test_a_text_with_missing_letters_can_be_printed_with_them_spelled_out():
    tree, problems = without_missing_letters(document(Paragraph(content=("a \ue000 b",))))
    assert "[U+E000]" in words(render_pdf(tree))
    assert len(problems) == 1 and "private or unassigned signs" in problems[0]
    assert without_missing_letters(document(Paragraph(content=("plain",))))[1] == ()


def test_cyrillic_georgian_and_arabic_are_printed():
    tree = document(
        Paragraph(content=("Гавань ", Isolate(text="ნავსადგური"))),
        Quote(content=("قال شاهد",), direction=Direction.RTL, language="ar"),
    )
    printed = words(render_pdf(tree))
    assert "Гавань" in printed and "ნავსადგური" in printed
    assert set("قالشاهد") <= set(printed) or "ﻗ" in printed


@pytest.mark.parametrize("language", ["zh-Hans", "und", "", "x" * 40, '"#panic()'])
def test_a_language_that_is_no_plain_code_does_not_stop_the_writing(language):
    tree = document(Quote(content=("said",), language=language))
    assert "said" in words(render_pdf(tree))


def test_control_signs_and_overrides_cannot_disturb_the_page():
    printed = words(render_pdf(document(Paragraph(content=("a\x00b \u202ecba\u202c d",)))))
    assert "cba d" in printed and "\x00" not in printed


def test_links_lead_inside_or_out_and_relative_ones_stay_words():
    tree = document(
        Paragraph(content=(Link(content=("in",), target="#a"),)),
        Paragraph(content=(Link(content=("file",), target="a.html"),)),
        Paragraph(content=(Link(content=("out",), target="https://example.org"),)),
        Section(heading=("A",), anchor="a", blocks=()),
    )  # fmt: skip
    pdf = render_pdf(tree)
    assert "file" in words(pdf) and b"a.html" not in pdf


def test_a_right_to_left_document_can_be_printed():
    blocks = (*full("نص").blocks[:4], *full("نص").blocks[5:])
    tree = Document(title="سجل", language="ar", direction=Direction.RTL, blocks=blocks)
    assert render_pdf(tree).startswith(b"%PDF")


def test_the_same_document_gives_the_same_bytes_and_carries_the_date_it_is_given():
    tree = document(Section(heading=("H",), blocks=(chart(),)))
    assert render_pdf(tree) == render_pdf(tree)
    dated = render_pdf(tree, dated=dt.datetime(2031, 5, 4, tzinfo=dt.UTC))
    assert created(dated).startswith("D:20310504")
    assert created(render_pdf(tree)).startswith("D:19700101")
