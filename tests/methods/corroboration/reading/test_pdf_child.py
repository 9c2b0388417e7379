"""The program that reads one PDF answers in JSON, within its limits."""

from __future__ import annotations

import json
import subprocess
import sys

import pypdfium2
import pytest

from holdfast.methods.corroboration.reading import pdf_child


def ask(data: bytes, *words: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", pdf_child.__file__, *map(str, words)]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)


def test_it_answers_with_lines_and_their_boxes(pdf_file: bytes) -> None:
    said = json.loads(ask(pdf_file, 1 << 30, 20, 2000, 100_000).stdout)
    page, left, bottom, right, height, text = said["lines"][1]
    assert (page, text) == (0, "Police in Velmar round up dozens after")
    assert 0 < left < right and bottom > 0 and height > 5


def test_it_stops_at_its_limits_of_pages_and_characters(pdf_file: bytes) -> None:
    pages = len(pypdfium2.PdfDocument(pdf_file))
    assert pages > 1
    assert pdf_child.answer(pdf_file, 1, 100_000)["left_out"] == pages - 1
    assert pdf_child.answer(pdf_file, 2000, 10)["left_out"] == pages - 1


def test_a_fault_is_answered_and_not_raised() -> None:
    assert pdf_child.answer(b"%PDF-1.7", 1, 1) == {"fault": "broken"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_too_little_memory_ends_it_without_an_answer(pdf_file: bytes) -> None:
    assert ask(pdf_file, 4 << 20, 20, 2000, 100_000).returncode != 0
