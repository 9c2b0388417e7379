"""A Word document is weighed, then read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from holdfast.methods.corroboration.reading.word import BOMB, BROKEN, read_word


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_paragraphs_and_tables_are_read_in_their_order(
    word_file: Callable[[], bytes], body: tuple[str, ...]
) -> None:
    extract = read_word(word_file())
    assert extract.text.splitlines() == [*body, "Velmar | 40 men"]
    assert extract.title == "Police in Velmar round up dozens after night raids"
    assert (extract.published, extract.problems) == (None, ())


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b" " * (40 << 20)},
        {"word/media/a.bin": b"\0" * (30 << 20)},
        {f"word/{number}": b"" for number in range(6000)},
    ],
)
def test_a_bomb_is_refused_before_it_is_unpacked(parts: dict[str, bytes]) -> None:
    assert read_word(packed(parts)).problems == (BOMB,)


def test_what_is_damaged_or_no_document_says_so(word_file: Callable[[], bytes]) -> None:
    whole = word_file()
    assert read_word(whole[:2000]).problems == (BROKEN,)
    assert read_word(packed({"word/document.xml": b"<w"})).problems == (BROKEN,)


def test_entities_in_its_xml_are_not_resolved(word_file: Callable[[], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    own = b'<!DOCTYPE d [<!ENTITY s SYSTEM "file:///etc/passwd">]><w:document'
    text = parts["word/document.xml"].replace(b"<w:document", own, 1)
    parts["word/document.xml"] = text.replace(b"Dozens of men", b"Dozens &s; of men")
    assert "root:" not in read_word(packed(parts)).text
