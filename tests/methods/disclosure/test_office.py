from __future__ import annotations

import io
import zipfile

import pytest

from holdfast.methods.disclosure.errors import UnreadableDraftError
from holdfast.methods.disclosure.office import is_word_document, word_texts

BODY = (
    '<w:document xmlns:w="w"><w:p><w:r><w:t>Mur</w:t></w:r><w:r><w:t>ad</w:t></w:r></w:p>'
    '<w:p><w:del><w:delText>was deleted</w:delText></w:del></w:p><w:pic descr="A boat"/></w:document>'
)


def package(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


def test_text_cut_into_runs_is_joined_and_deleted_text_and_descriptions_are_told() -> None:
    said = {text for _, text in word_texts(package(word__document=BODY))}
    assert {"Murad", "was deleted", "A boat"} <= said


def test_properties_and_parts_names_are_told() -> None:
    data = package(word__document=BODY, customXml__item1="<a><b>Grey Heron</b></a>")
    assert {"Grey Heron", "customXml/item1.xml"} <= {text for _, text in word_texts(data)}


def test_only_a_word_document_is_one() -> None:
    assert is_word_document(package(word__document=BODY))
    assert not is_word_document(package(other=BODY))
    assert not is_word_document(b"PK but no package")
    assert not is_word_document(b"words")


def test_an_entity_is_not_resolved() -> None:
    evil = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a><p>x&e;</p></a>'
    assert [t for place, t in word_texts(package(word__document=evil)) if "paragraph" in place] == [
        "x&e;"
    ]


@pytest.mark.parametrize(
    "body", ["<a>", "<a>" + " " * (65 * 2**20) + "</a>"], ids=["broken", "huge"]
)
def test_a_damaged_or_bursting_document_is_refused(body: str) -> None:
    with pytest.raises(UnreadableDraftError):
        list(word_texts(package(word__document=body)))
