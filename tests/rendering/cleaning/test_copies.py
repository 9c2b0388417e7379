"""What becomes of what a cleaner hands out, where the cleaner was taken over too."""

import os
import struct
import threading
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from tests.rendering.cleaning.strangers import pdf, picture

from holdfast.rendering.cleaning import copies
from holdfast.rendering.cleaning.copies import Cleaned, copy_of
from holdfast.rendering.cleaning.errors import SpoiledError
from holdfast.rendering.cleaning.kinds import FileKind
from holdfast.rendering.cleaning.outlet import Outlet

RED = bytes((250, 0, 0))


def numbers(*which: int) -> bytes:
    return struct.pack(f">{len(which)}I", *which)


def drawn(width: int, height: int) -> bytes:
    return numbers(width, height) + RED * (width * height)


def words(text: str, *, of: int | None = None) -> bytes:
    return numbers(len(text) if of is None else of, len(text.encode())) + text.encode()


def made(kind: FileKind, handed_out: bytes) -> Cleaned:
    taken, given = os.pipe()
    with os.fdopen(taken, "rb") as source, os.fdopen(given, "wb") as sink:

        def hand_out() -> None:
            sink.write(handed_out)
            sink.close()

        hand = threading.Thread(target=hand_out, daemon=True)
        hand.start()
        try:
            return copy_of(kind, Outlet(source.fileno(), seconds=5))
        finally:
            while source.read(65536):
                pass
            hand.join()


def test_of_dots_a_jpeg_is_made_here() -> None:
    copy = made(FileKind.PICTURE, numbers(7) + drawn(30, 10))
    assert (copy.media_type, copy.suffix, copy.parts, copy.of) == ("image/jpeg", "jpg", 1, 7)
    with Image.open(BytesIO(copy.content)) as found:
        assert (found.format, found.size) == ("JPEG", (30, 10))
        assert found.getpixel((15, 5)) == pytest.approx((250, 0, 0), abs=12)


def test_of_pages_of_dots_a_pdf_is_made_here() -> None:
    copy = made(FileKind.PDF, numbers(2) + drawn(30, 10) + drawn(20, 40))
    assert (copy.media_type, copy.suffix, copy.parts, copy.of) == ("application/pdf", "pdf", 2, 2)
    with pypdfium2.PdfDocument(copy.content) as read:
        assert [page.get_size() for page in read] == [(15, 5), (10, 20)]


def test_pages_end_where_there_are_too_many_or_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_PAGES", 2)
    copy = made(FileKind.PDF, numbers(180) + drawn(3, 3) * 2)
    assert (copy.parts, copy.of) == (2, 180)
    monkeypatch.setattr(copies, "MOST_BOOK_BYTES", 100)
    copy = made(FileKind.PDF, numbers(180) + drawn(3, 3) * 2)
    assert (copy.parts, copy.of) == (1, 180)


def test_letters_stay_letters() -> None:
    copy = made(FileKind.DOCX, words("Жди\nменя", of=30))
    assert (copy.suffix, copy.parts, copy.of) == ("txt", 8, 30)
    assert copy.content.decode() == "Жди\nменя"
    assert made(FileKind.WORDS, words("")).content == b""


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"\x00",
        pdf(1),
        picture(),
        b"%PDF-1.7 /JavaScript",
        b'{"kind": "pdf", "parts": 1, "of": 1}\n' + pdf(1),
        numbers(1) + numbers(1, 1),
        struct.pack(">iii", 1, -1, -1),
        struct.pack(">iii", -1, -1, -1),
        numbers(1, 0, 5),
        numbers(1, 2_401, 1) + RED * 2_401,
        numbers(1, 1, 2**32 - 1),
        numbers(0) + drawn(3, 3),
        numbers(2, 2_400) + drawn(3, 3),
        numbers(1) + drawn(3, 3) + b"more",
        words("turned \u202e round"),
        words("more letters than there are", of=3),
        words("whole") + b"more",
        numbers(4, 4) + b"\xff\xfe\xfd\xfc",
        numbers(9, 8_000_001),
    ],
)
def test_what_is_out_of_form_makes_no_copy_of_any_kind(kind: FileKind, forged: bytes) -> None:
    with pytest.raises(SpoiledError):
        made(kind, forged)


def test_a_document_cannot_be_handed_out_as_a_picture_nor_a_picture_as_two_pages() -> None:
    with pytest.raises(SpoiledError):
        made(FileKind.PICTURE, numbers(2) + drawn(3, 3) * 2)
    with pytest.raises(SpoiledError):
        made(FileKind.PDF, numbers(2) + drawn(3, 3))


def test_more_letters_than_may_be_make_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_LETTERS", 3)
    assert made(FileKind.WORDS, words("Жди")).parts == 3
    with pytest.raises(SpoiledError):
        made(FileKind.WORDS, words("four"))
