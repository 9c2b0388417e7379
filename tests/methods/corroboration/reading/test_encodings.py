"""Text comes out of bytes whole, or with its damage told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.reading.encodings import BINARY, DAMAGED, decode, is_binary

RUSSIAN = "В Тервении задержаны трое мужчин, сообщила газета. Их держали в подвале."
GERMAN = "Die Männer wurden in Velmar für elf Tage festgehalten, sagte eine Zeugin."


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=("Cc", "Cs"))))
def test_valid_utf8_is_returned_unchanged(text: str) -> None:
    assert decode(text.encode()).text == text


def test_newlines_and_the_byte_order_mark_of_utf8_stay() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree").text == "\ufeffone\r\ntwo\rthree"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "utf-16", "utf-16-le", "utf-32"])
def test_russian_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    decoded = decode(RUSSIAN.encode(encoding))
    assert (decoded.text, decoded.problem) == (RUSSIAN, None)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be"])
def test_western_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)).text == GERMAN


def test_a_declared_encoding_is_believed_where_the_bytes_allow_it() -> None:
    assert decode("łódź".encode("cp1250"), declared="cp1250").text == "łódź"
    assert decode("łódź".encode(), declared="ascii").text == "łódź"
    assert decode(GERMAN.encode("cp1252"), declared="no-such-encoding").text == GERMAN


def test_mixed_encodings_become_replacement_marks_and_a_problem() -> None:
    decoded = decode(RUSSIAN.encode() + b" caf\xe9 " + RUSSIAN.encode())
    assert decoded.text == f"{RUSSIAN} caf\ufffd {RUSSIAN}"
    assert decoded.problem == DAMAGED


@pytest.mark.parametrize(
    "junk", [bytes(range(256)) * 20, b"\x00" * 400, b"\x7fELF\x01\x02\x03" * 9]
)
def test_binary_junk_has_no_text_and_a_problem(junk: bytes) -> None:
    assert decode(junk).text == ""
    assert decode(junk).problem == BINARY


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert not is_binary(b"A long enough line of words. " * 20 + b"\x00")


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.problem or "\ufffd" not in decoded.text or b"\xef\xbf\xbd" in data
