from __future__ import annotations

import io

import docx
import pytest
from tests.rendering.test_pdf import document

from holdfast.methods.disclosure.draft import Secret, SecretKind
from holdfast.methods.disclosure.errors import UnreadableDraftError, UnreadableSecretsError
from holdfast.methods.disclosure.reading import read_draft, read_secrets
from holdfast.rendering.pdf import render_pdf
from holdfast.rendering.tree import Paragraph


def texts(data: bytes, name: str = "draft") -> dict[str, str]:
    return {field.name: field.text for field in read_draft(data, name=name)}


def test_a_text_is_its_paragraphs_and_its_name() -> None:
    assert texts(b"One.\n\nTwo\nlines.\n", "lake.txt") == {
        "file name": "lake.txt",
        "paragraph 1": "One.",
        "paragraph 2": "Two\nlines.\n",
    }


def test_json_is_every_string_with_the_way_to_it() -> None:
    found = texts(
        b'{"title": "Lake", "parts": [{"alt": "A boat", "shown": true, "page": 3}]}', "d.json"
    )
    assert found["title"] == "Lake"
    assert found["parts[0].alt"] == "A boat"
    assert found["parts[0].page"] == "3"
    assert "title" in found.values()  # the names of members are words too


def test_a_pdf_is_its_pages_and_its_metadata() -> None:
    found = texts(render_pdf(document(Paragraph(content=("It froze.",)), title="On the lake")))
    assert found["metadata: Title"] == "On the lake"
    assert "It froze." in found["page 1"]


def test_a_word_document_is_told_with_what_word_leaves_behind() -> None:
    written = docx.Document()
    written.add_paragraph("It froze.")
    written.core_properties.author = "Grey Heron"
    data = io.BytesIO()
    written.save(data)
    assert {"It froze.", "Grey Heron", "docProps/thumbnail.jpeg"} <= set(
        texts(data.getvalue()).values()
    )


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"\xff\xfe\x00", "d.txt", "UTF-8"),
        (b"{", "d.json", "whole JSON"),
        (b"%PDF-1.7 broken", "d.pdf", "PDF"),
        (b" \n", "d.txt", "no text"),
    ],
)
def test_a_draft_that_cannot_be_read_whole_is_refused(data: bytes, name: str, why: str) -> None:
    with pytest.raises(UnreadableDraftError, match=why):
        read_draft(data, name=name)


def test_secrets_are_one_a_line() -> None:
    assert read_secrets(b"Murad Olzin\n\nZarema\n") == (
        Secret("line 1", SecretKind.PERSON, "Murad Olzin"),
        Secret("line 3", SecretKind.PERSON, "Zarema"),
    )


def test_secrets_are_a_table_with_kinds() -> None:
    data = '\ufeffkind,text,id\nBirth date,1990-03-05,b\nphone,"12 34, 56",\n'.encode()
    assert read_secrets(data) == (
        Secret("b", SecretKind.BIRTH_DATE, "1990-03-05"),
        Secret("line 3", SecretKind.PHONE, "12 34, 56"),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xff", "UTF-8"),
        (b"kind,text\nship,Lark\n", "line 2 is of no kind"),
        (b"kind,text\nphone,\n", "line 2 has no text"),
        (b"kind,text,id\nphone,1,a\nphone,2,a\n", "same id"),
        (b'kind,text\nphone,"1\n', "not CSV"),
    ],
)
def test_a_list_that_cannot_be_read_whole_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSecretsError, match=why):
        read_secrets(data)


def test_no_error_repeats_what_was_read() -> None:
    with pytest.raises(UnreadableSecretsError) as refused:
        read_secrets(b"kind,text\nOlzin,Olzin\n")
    assert "Olzin" not in str(refused.value)
