"""What the cleaner makes of files, called here without its sandbox and with files of our own."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from PIL import Image

from holdfast.rendering.cleaning import worker

SECRET = b"taken at 61.2, 72.9 by wren"


@pytest.fixture(autouse=True)
def limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cleaner sets Pillow's limit for its whole process, which here is that of the tests."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)


def picture(**how: object) -> bytes:
    out = BytesIO()
    Image.new("RGBA", (30, 10), (200, 0, 0, 128)).convert("RGB").save(out, "JPEG", **how)
    return out.getvalue()


def pdf(pages: int) -> bytes:
    out = BytesIO()
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 100)
    document.save(out)
    return out.getvalue()


def test_of_a_picture_only_its_pixels_are_left_upright() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6  # a description, and "turned on its side"
    raw = picture(exif=exif, comment=SECRET) + SECRET
    assert SECRET in raw
    kind, parts, of, copy = worker.clean_picture(raw)
    assert (kind, parts, of) == ("jpeg", 1, 1)
    assert SECRET not in copy
    with Image.open(BytesIO(copy)) as found:
        assert found.size == (10, 30)
        assert dict(found.getexif()) == {}


def test_a_picture_that_unfolds_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_PIXELS", 100)
    with pytest.raises(Image.DecompressionBombError):
        worker.clean_picture(picture())


def test_of_a_document_the_pages_are_drawn_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_PAGES", 2)
    kind, parts, of, copy = worker.clean_pdf(pdf(3))
    assert (kind, parts, of) == ("pdf", 2, 3)
    assert len(pypdfium2.PdfDocument(copy)) == 2
    assert pypdfium2.PdfDocument(copy)[0].get_textpage().get_text_range() == ""


def test_of_words_what_steers_a_screen_is_left_out() -> None:
    kind, _, _, copy = worker.clean_words("one\x1b[2J\u202etwo\nthree".encode())
    assert (kind, copy.decode()) == ("text", "one[2Jtwo\nthree")


def test_of_a_document_of_word_the_words_are_left() -> None:
    out, document = BytesIO(), docx.Document()
    document.core_properties.author = SECRET.decode()
    document.add_paragraph("They came at night.")
    document.save(out)
    assert worker.clean_docx(out.getvalue())[3] == b"They came at night."
