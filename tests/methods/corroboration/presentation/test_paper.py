"""The PDF holds findings, sources and figures, and never fails for one sign of one report."""

from __future__ import annotations

import msgspec
import pytest
from tests.methods.corroboration.presentation.sample import arabic, many, russian, tervenia
from tests.methods.corroboration.presentation.test_quotations import plain
from tests.rendering.test_pdf import words

from holdfast.methods.corroboration.presentation import paper
from holdfast.methods.corroboration.presentation.paper import record_document, write_pdf
from holdfast.rendering.inspection import check, strings, walk
from holdfast.rendering.tree import Quote, Section


def test_the_paper_has_findings_figures_sources_reports_and_limits():
    document = record_document(*tervenia())
    check(document)
    parts = [plain(block.heading) for block in document.blocks if isinstance(block, Section)]
    assert parts == [
        "Reports and origins", "People detained because of whom they love",
        "Torture with electric current", "Families told to kill their own",
        "Figures and conflicts", "Sources", "Reports read", "How to read this record",
    ]  # fmt: skip


@pytest.mark.parametrize("sample", [tervenia, arabic, russian])
def test_the_file_is_written_the_same_each_time(sample, tmp_path):
    record, texts = sample()
    for name in ("a.pdf", "b.pdf"):
        assert write_pdf(record, tmp_path / name, texts=texts) == ()
    data = (tmp_path / "a.pdf").read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_quotations_and_reach_are_printed(tmp_path):
    record, texts = tervenia()
    write_pdf(record, tmp_path / "record.pdf", texts=texts)
    printed = " ".join(words((tmp_path / "record.pdf").read_bytes()).split())
    assert "3 reports, 3 origins (2–4), not yet reviewed" in printed
    assert "They fixed wires to my hands and turned the handle" in printed
    assert "never proof" in printed


def test_without_texts_quotations_stand_alone():
    record, _ = tervenia()
    quotes = [node for node in walk(record_document(record, {})) if isinstance(node, Quote)]
    assert quotes and not any(quote.before or quote.after for quote in quotes)


def test_a_sign_without_a_font_is_spelled_out_and_told(tmp_path):
    record, texts = tervenia()
    titled = msgspec.structs.replace(record.reports[0], title="Men \ue000 taken")
    record = msgspec.structs.replace(record, reports=(titled, *record.reports[1:]))
    problems = write_pdf(record, tmp_path / "record.pdf", texts=texts)
    assert len(problems) == 1 and "square brackets" in problems[0]
    assert "[U+E000]" in words((tmp_path / "record.pdf").read_bytes())


def test_a_large_record_says_how_much_it_leaves_out(monkeypatch):
    monkeypatch.setattr(paper, "REPORTS_AT_MOST", 10)
    monkeypatch.setattr(paper, "SOURCES_AT_MOST", 5)
    record, texts = many(20)
    document = record_document(record, texts)
    check(document)
    said = set(strings(document))
    quotes = [node for node in walk(document) if isinstance(node, Quote)]
    assert len(quotes) == paper.QUOTATIONS_AT_MOST
    for words_left_out in ("120 more statements", "10 more reports", "35 more sources"):
        assert any(text.startswith(words_left_out) for text in said)


def test_an_empty_record_has_a_paper(tmp_path):
    record, _ = tervenia()
    empty = msgspec.structs.replace(
        record, reports=(), sources=(), statements=(), figures=(), findings=(), conflicts=(),
        dates=(), places=(), passages=(),
    )  # fmt: skip
    write_pdf(empty, tmp_path / "record.pdf")
    assert (tmp_path / "record.pdf").stat().st_size > 1000
