"""What the cleaner makes of files, called here without its sandbox and with files of our own."""

import struct
from io import BytesIO

import pytest
from PIL import Image
from tests.rendering.cleaning.strangers import SECRET, document_of_word, pdf, picture

from holdfast.rendering.cleaning import worker


def numbers(raw: bytes, count: int) -> tuple[int, ...]:
    return struct.unpack(f">{count}I", raw[: 4 * count])


def test_of_a_picture_only_its_dots_are_left_upright() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6  # a description, and "turned on its side"
    raw = picture(exif=exif, comment=SECRET) + SECRET
    assert SECRET in raw
    out = b"".join(worker.clean_picture(raw))
    assert numbers(out, 3) == (1, 10, 30)
    assert len(out) == 12 + 10 * 30 * 3
    assert all(red > 190 and green < 10 for red, green in zip(out[12::3], out[13::3], strict=True))


def test_a_picture_with_too_many_dots_is_refused_and_no_limit_of_pillow_is_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = Image.MAX_IMAGE_PIXELS
    assert next(worker.clean_picture(picture())) == b"\x00\x00\x00\x01"
    monkeypatch.setattr(worker, "MOST_PIXELS", 100)
    with pytest.raises(ValueError, match="too many dots"):
        next(worker.clean_picture(picture()))
    assert before == Image.MAX_IMAGE_PIXELS


def test_no_picture_is_longer_than_the_longest_side() -> None:
    out = BytesIO()
    Image.new("1", (4_801, 30)).save(out, "PNG")
    assert numbers(b"".join(worker.clean_picture(out.getvalue())), 3)[1:] == (2_400, 15)


@pytest.mark.parametrize("side", [1, 1_199.99, 1_200.01, 3_333.3, 14_400])
def test_no_page_is_longer_than_the_longest_side(side: float) -> None:
    raw = pdf(1, size=(side, side / 2))
    _, width, height = numbers(b"".join(worker.clean_pdf(raw)), 3)
    assert 1 <= height <= width <= worker.LONGEST_SIDE


def test_of_a_document_the_pages_are_counted_and_drawn_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "MOST_PAGES", 2)
    of, *drawn = worker.clean_pdf(pdf(3))
    assert numbers(of, 1) == (3,)
    assert [len(piece) for piece in drawn] == [8, 400 * 200 * 3] * 2
    assert numbers(drawn[2], 2) == (400, 200)


def test_of_words_what_steers_a_screen_is_left_out() -> None:
    out = b"".join(worker.clean_words("one\x1b[2J\u202etwo\nthree".encode()))
    assert (numbers(out, 2), out[8:]) == ((15, 15), b"one[2Jtwo\nthree")


def test_of_too_many_words_the_first_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_LETTERS", 3)
    out = b"".join(worker.clean_words("Жди меня".encode()))
    assert (numbers(out, 2), out[8:].decode()) == ((8, 6), "Жди")


def test_of_a_document_of_word_the_words_are_left() -> None:
    out = b"".join(worker.clean_docx(document_of_word("They came at night.", "Two of them.")))
    assert out[8:] == b"They came at night.\nTwo of them."
