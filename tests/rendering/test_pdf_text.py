from __future__ import annotations

import pytest
from tests.rendering.test_pdf import chart, document

from holdfast.rendering.pdf import render_pdf
from holdfast.rendering.pdf_text import UnreadablePdfError, pdf_texts
from holdfast.rendering.tree import Paragraph, Section


def test_every_text_of_a_file_is_told_with_its_place():
    section = Section(heading=("The harbour",), blocks=(Paragraph(content=("It froze.",)), chart()))
    found = dict(pdf_texts(render_pdf(document(section, title="On the lake"))))
    assert found["metadata: Title"] == "On the lake"
    assert found["bookmark 1"] == "The harbour"
    assert "It froze." in found["page 1"]
    told = [text for place, text in found.items() if "description" in place]
    assert any("at least 3" in text for text in told)  # the picture's alt text


def test_what_is_no_pdf_is_refused_in_words():
    with pytest.raises(UnreadablePdfError):
        pdf_texts(b"plain words")
