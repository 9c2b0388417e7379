"""A PDF is read in a process of its own and put together into paragraphs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from holdfast.methods.corroboration.reading import pdf
from holdfast.methods.corroboration.reading.pdf import (
    BROKEN,
    LOCKED,
    NO_TEXT,
    STOPPED,
    Line,
    paragraphs,
    read_pdf,
)

BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
)
KEYS = b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>endobj\n" % (b"41" * 32, b"42" * 32)


def test_paragraphs_are_whole_and_running_heads_are_left_out(
    pdf_file: bytes, body: tuple[str, ...]
) -> None:
    extract = read_pdf(pdf_file)
    lines = extract.text.splitlines()
    assert lines[0] == extract.title == "Police in Velmar round up dozens after night raids"
    assert lines[1:4] == list(body)
    assert "Velmar Herald" not in lines
    assert not any(line.isdigit() for line in lines)


def test_a_locked_pdf_says_so() -> None:
    trailer = b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
    assert read_pdf(BLANK + KEYS + trailer).problems == (LOCKED,)


def test_a_broken_pdf_and_one_without_text_say_so(pdf_file: bytes) -> None:
    assert read_pdf(b"%PDF-1.7\nnothing more").problems == (BROKEN,)
    assert read_pdf(BLANK + b"trailer<</Root 1 0 R>>\n%%EOF").problems == (NO_TEXT,)


@pytest.mark.parametrize(
    "program",
    ["while True: pass", "import os; os.abort()", "print('{')", "raise MemoryError"],
)
def test_a_child_that_hangs_crashes_or_babbles_is_a_problem_and_no_more(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"{program}\n")
    monkeypatch.setattr(pdf, "_CHILD", child)
    monkeypatch.setattr(pdf, "PDF_WALL_SECONDS", 0.5)
    assert sys.executable
    extract = read_pdf(b"%PDF-1.7")
    assert (extract.text, extract.problems) == ("", (STOPPED,))


def test_lines_become_paragraphs_by_their_place() -> None:
    lines = [
        Line(0, 50, 700, 300, 12, "The men were taken to the bar-"),
        Line(0, 50, 686, 200, 12, "racks at night."),
        Line(0, 50, 672, 300, 12, "A second paragraph starts here and"),
        Line(1, 50, 700, 120, 12, "ends on the next page."),
    ]
    assert list(paragraphs(lines)) == [
        "The men were taken to the barracks at night.",
        "A second paragraph starts here and ends on the next page.",
    ]
    assert list(paragraphs([])) == []
