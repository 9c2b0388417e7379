import pytest

from holdfast.methods.linkage.encodings import decoded
from holdfast.methods.linkage.errors import ListError

_TEXT = "имя,дата\nОрлаев Ахмед Русланович,1987\nТерванова Залина,1990\nБарский Омар,1970\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_plain_unicode_is_read_without_a_word(encoding: str) -> None:
    found = decoded(_TEXT.encode(encoding))
    assert found.text == _TEXT
    assert not found.problems


def test_another_encoding_is_guessed_and_the_guess_is_stated() -> None:
    found = decoded(_TEXT.encode("cp1251"))
    assert found.text == _TEXT
    assert "guess" in found.problems[0]


def test_a_file_of_two_encodings_is_read_line_by_line_and_the_lines_are_named() -> None:
    lines = [line.encode("utf-8") for line in _TEXT.splitlines(keepends=True)]
    lines[2] = lines[2].decode("utf-8").encode("cp1251")
    found = decoded(b"".join(lines))
    assert "Ахмед" in found.text
    assert "mixes two encodings" in found.problems[0]
    assert "line 3" in found.problems[0]


def test_what_is_no_text_or_not_in_the_encoding_named_is_refused() -> None:
    with pytest.raises(ListError, match="not text"):
        decoded(b"PK\x03\x04\0\0")
    with pytest.raises(ListError, match="not in the encoding"):
        decoded(_TEXT.encode("cp1251"), encoding="utf-8")
    with pytest.raises(ListError):
        decoded(b"a", encoding="no-such-encoding")
