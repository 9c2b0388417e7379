from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from holdfast.rendering.cleaning.book import Book

COLOURS = [(250, 0, 0), (0, 250, 0), (0, 0, 250)]


def book_of(*sizes: tuple[int, int]) -> Book:
    book = Book(dots_per_point=2)
    for (width, height), colour in zip(sizes, COLOURS, strict=False):
        jpeg = BytesIO()
        Image.new("RGB", (width, height), colour).save(jpeg, "JPEG", quality=95)
        book.add(jpeg.getvalue(), width=width, height=height)
    return book


def test_each_page_shows_its_picture_from_edge_to_edge_in_the_size_it_had() -> None:
    book = book_of((40, 20), (11, 30), (8, 8))
    assert book.pages == 3
    with pypdfium2.PdfDocument(book.bound()) as read:
        assert [page.get_size() for page in read] == [(20, 10), (5.5, 15), (4, 4)]
        for page, colour in zip(read, COLOURS, strict=True):
            drawn = page.render(scale=4).to_pil().convert("RGB")
            far = (drawn.width - 2, drawn.height - 2)
            for dot in ((1, 1), far):
                assert drawn.getpixel(dot) == pytest.approx(colour, abs=12)


def test_a_book_holds_pictures_and_nothing_else() -> None:
    written = book_of((40, 20)).bound()
    assert all(word not in written for word in (b"/Info", b"/ID", b"Date", b"/JavaScript", b"/URI"))


def test_each_entry_of_its_table_points_at_the_thing_of_that_number() -> None:
    written = book_of((40, 20), (8, 8)).bound()
    table = int(written.rsplit(b"startxref\n", 1)[1].split()[0])
    entries = written[table:].split(b"trailer")[0].splitlines()[3:]
    assert len(entries) == 2 + 2 * 3
    for number, entry in enumerate(entries, 1):
        assert written[int(entry[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_it_knows_how_much_was_written() -> None:
    one, two = book_of((40, 20)), book_of((40, 20), (40, 20))
    assert 0 < one.size_bytes < two.size_bytes < len(two.bound())
