"""The program in the sandbox: bytes of a stranger's file in, dots and letters out.

Invariants:
- Imports nothing of ours, so that the sandbox needs nothing of ours; reads standard input, writes
  standard output, and opens no file.
- What comes out was drawn or spelled anew: dots, and letters. No metadata, no script, no link, no
  attachment, no font of the file goes through. Who reads them makes the copy, and trusts nothing.
- Takes at most the memory and the time that it sets itself before it reads a byte.

Output: one byte before anything is read. Then of a picture and of a PDF how many pictures or pages
the file has, and of each that was drawn its width, its height, and three bytes a dot; of words how
many letters there are, how many bytes follow, and these in UTF-8. Numbers are 32 bits, big end
first.
"""

# ruff: noqa: PLC0415  (each library is loaded only for the kind that needs it)
from __future__ import annotations

import resource
import struct
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image
    from pypdfium2 import PdfPage

MEMORY_BYTES = 2 * 1024**3
SECONDS = 45
MOST_PIXELS = 60_000_000
MOST_PAGES = 100
MOST_LETTERS = 2_000_000
LONGEST_SIDE = 2_400
PAGE_DOTS = 144 / 72
_READY = b"+"
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


def main() -> None:
    """Clean what stands on standard input, as the first argument says what it is."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")
    out = sys.stdout.buffer
    out.write(_READY)
    out.flush()
    for piece in CLEANERS[sys.argv[1]](sys.stdin.buffer.read()):
        out.write(piece)


def clean_picture(raw: bytes) -> Iterator[bytes]:
    """The first picture of the file, upright."""
    from PIL import Image, ImageOps

    Image.init()  # of its readers, TIFF and WebP come with this
    with Image.open(BytesIO(raw), formats=_FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise ValueError("too many dots")
        yield _number(getattr(found, "n_frames", 1))
        yield from _dots(_bounded(ImageOps.exif_transpose(found)))


def clean_pdf(raw: bytes) -> Iterator[bytes]:
    """The pages, drawn one by one."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    yield _number(len(document))
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        yield from _dots(_page(page))
        page.close()


def clean_words(raw: bytes) -> Iterator[bytes]:
    """The letters of a text, with what steers a screen left out."""
    return _words(raw.decode("utf-8", "replace"))


def clean_docx(raw: bytes) -> Iterator[bytes]:
    """The words of a document of Word, paragraph by paragraph."""
    import docx

    document = docx.Document(BytesIO(raw))
    return _words("\n".join(paragraph.text for paragraph in document.paragraphs))


CLEANERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "picture": clean_picture,
    "pdf": clean_pdf,
    "words": clean_words,
    "docx": clean_docx,
}


def plain_letters(text: str) -> str:
    """The text without what steers a screen."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())


def _page(page: PdfPage) -> Image.Image:
    width, height = page.get_size()
    longest = LONGEST_SIDE - 1  # PDFium rounds up
    scale = min(PAGE_DOTS, longest / max(width, height, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def _bounded(picture: Image.Image) -> Image.Image:
    """No longer than the longest side, on white where nothing was drawn."""
    from PIL import Image

    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = picture.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _dots(picture: Image.Image) -> Iterator[bytes]:
    yield _number(picture.width) + _number(picture.height)
    yield picture.tobytes()


def _words(text: str) -> Iterator[bytes]:
    kept = plain_letters(text)
    cut = kept[:MOST_LETTERS].encode()
    yield _number(len(kept)) + _number(len(cut))
    yield cut


def _number(number: int) -> bytes:
    return struct.pack(">I", number)


if __name__ == "__main__":
    main()
