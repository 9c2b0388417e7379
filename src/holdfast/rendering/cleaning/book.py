"""A PDF whose pages are pictures that we made ourselves.

Invariants: a page holds one picture, and the file nothing else: no title, no date, no program that
made it. Pages are written as they come, so that only what was written is held.

Source: ISO 32000-1, 7.5 (file structure), 8.9.5 (image dictionaries), 7.4.8 (DCTDecode).
"""

from __future__ import annotations

from io import BytesIO

_CATALOGUE, _TREE, _FIRST_PAGE = 1, 2, 3
_PARTS = 3  # of a page: itself, what it draws, its picture


class Book:
    """A PDF in the making."""

    def __init__(self, *, dots_per_point: float) -> None:
        self._dots_per_point = dots_per_point
        self._starts: dict[int, int] = {}
        self._out = BytesIO()
        self._out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._starts) // _PARTS

    @property
    def size_bytes(self) -> int:
        """How much was written."""
        return self._out.tell()

    def add(self, jpeg: bytes, *, width: int, height: int) -> None:
        """Another page: a JPEG of three colours, so many dots wide and high."""
        page = _FIRST_PAGE + self.pages * _PARTS
        wide, high = width / self._dots_per_point, height / self._dots_per_point
        draws = b"%.2f 0 0 %.2f 0 0 cm /P Do" % (wide, high)
        words = (
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
            b" /Resources << /XObject << /P %d 0 R >> >> >>"
        )
        self._write(page, words % (_TREE, wide, high, page + 1, page + 2))
        self._write(page + 1, _stream(b"", draws))
        about = (
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
            b" /ColorSpace /DeviceRGB /Filter /DCTDecode "
        )
        self._write(page + 2, _stream(about % (width, height), jpeg))

    def bound(self) -> bytes:
        """The whole file. Nothing can be added after."""
        pages = self.pages
        leaves = b" ".join(b"%d 0 R" % (_FIRST_PAGE + n * _PARTS) for n in range(pages))
        self._write(_CATALOGUE, b"<< /Type /Catalog /Pages %d 0 R >>" % _TREE)
        self._write(_TREE, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, leaves))
        table, count = self._out.tell(), len(self._starts) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in sorted(self._starts):
            self._out.write(b"%010d 00000 n \n" % self._starts[number])
        root = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(root % (count, _CATALOGUE, table))
        return self._out.getvalue()

    def _write(self, number: int, thing: bytes) -> None:
        self._starts[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing))


def _stream(about: bytes, content: bytes) -> bytes:
    head = b"<< %s/Length %d >>" % (about, len(content))
    return head + b"\nstream\n" + content + b"\nendstream"
