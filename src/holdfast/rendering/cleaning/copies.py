"""Copies made here, of the dots and letters that the cleaner hands out.

Invariants:
- The cleaner may have been taken over by the file. What it hands out is dots of a bounded picture,
  or letters, and what becomes of them follows from the kind of the file: never from the cleaner.
- Sizes are looked at before room is made for them. What is out of form makes no copy at all.
- No decoder runs here: Pillow is given plain dots, and writes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from .book import Book
from .errors import SpoiledError
from .kinds import FileKind
from .outlet import Outlet
from .worker import LONGEST_SIDE, MOST_LETTERS, MOST_PAGES, PAGE_DOTS, plain_letters

MOST_BOOK_BYTES = 64 * 1024 * 1024
_QUALITY = 85
_COUNT = struct.Struct(">I")
_SIZES = struct.Struct(">II")
_LONGEST_LETTER = 4  # bytes of UTF-8


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned copy. `parts` of `of` are in it: pages, frames, or letters."""

    media_type: str
    suffix: str
    parts: int
    of: int
    content: bytes


def copy_of(kind: FileKind, outlet: Outlet) -> Cleaned:
    """A copy of a file of this kind, from what the cleaner hands out. Raises SpoiledError."""
    return _MAKERS[kind](outlet)


def _picture(outlet: Outlet) -> Cleaned:
    of = _at_least(1, _count(outlet))
    jpeg, _ = _drawn(outlet)
    _expect_end(outlet)
    return Cleaned("image/jpeg", "jpg", 1, of, jpeg)


def _pages(outlet: Outlet) -> Cleaned:
    """As many pages as may be, and as have room in the copy."""
    of = _at_least(1, _count(outlet))
    book = Book(dots_per_point=PAGE_DOTS)
    while book.pages < min(of, MOST_PAGES) and book.size_bytes < MOST_BOOK_BYTES:
        jpeg, (width, height) = _drawn(outlet)
        book.add(jpeg, width=width, height=height)
    if book.pages == min(of, MOST_PAGES):
        _expect_end(outlet)
    return Cleaned("application/pdf", "pdf", book.pages, of, book.bound())


def _letters(outlet: Outlet) -> Cleaned:
    of, size = _count(outlet), _count(outlet)
    _at_most(MOST_LETTERS * _LONGEST_LETTER, size)
    content = bytes(outlet.take(size))
    _expect_end(outlet)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise SpoiledError from None
    if text != plain_letters(text):
        raise SpoiledError
    _at_least(_at_most(MOST_LETTERS, len(text)), of)
    return Cleaned("text/plain; charset=utf-8", "txt", len(text), of, content)


_MAKERS: dict[FileKind, Callable[[Outlet], Cleaned]] = {
    FileKind.PICTURE: _picture,
    FileKind.PDF: _pages,
    FileKind.WORDS: _letters,
    FileKind.DOCX: _letters,
}


def _drawn(outlet: Outlet) -> tuple[bytes, tuple[int, int]]:
    """The next picture as JPEG, with its width and height."""
    width, height = _SIZES.unpack(outlet.take(_SIZES.size))
    for side in (width, height):
        _at_most(LONGEST_SIDE, _at_least(1, side))
    dots, out = outlet.take(width * height * 3), BytesIO()
    Image.frombytes("RGB", (width, height), dots).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), (width, height)


def _count(outlet: Outlet) -> int:
    (count,) = _COUNT.unpack(outlet.take(_COUNT.size))
    return int(count)


def _at_least(least: int, number: int) -> int:
    if number < least:
        raise SpoiledError
    return number


def _at_most(most: int, number: int) -> int:
    if number > most:
        raise SpoiledError
    return number


def _expect_end(outlet: Outlet) -> None:
    if not outlet.has_ended():
        raise SpoiledError
