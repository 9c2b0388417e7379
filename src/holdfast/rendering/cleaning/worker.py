"""The program in the sandbox: bytes of a stranger's file in, a cleaned copy out.

Invariants:
- Imports nothing of ours, so that the sandbox needs nothing of ours; reads standard input, writes
  standard output, and opens no file.
- What comes out was drawn or spelled anew: pixels, and letters. No metadata, no script, no link, no
  attachment, no font of the file goes through.
- Takes at most the memory and the time that it sets itself before it reads a byte.

Output: one line of JSON (`kind`, `parts`, `of`), then the bytes of the copy.
"""

# ruff: noqa: PLC0415  (each library is loaded only for the kind that needs it)
from __future__ import annotations

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image
    from pypdfium2 import PdfPage

MEMORY_BYTES = 2 * 1024**3
SECONDS = 60
MOST_PIXELS = 60_000_000
MOST_PAGES = 100
MOST_LETTERS = 2_000_000
LONGEST_SIDE = 2_400
PAGE_DOTS = 144 / 72
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


def main() -> None:
    """Clean what stands on standard input, as the first argument says what it is."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")
    kind, parts, of, copy = CLEANERS[sys.argv[1]](sys.stdin.buffer.read())
    head = json.dumps({"kind": kind, "parts": parts, "of": of}).encode()
    sys.stdout.buffer.write(head + b"\n" + copy)


Copy = tuple[str, int, int, bytes]


def clean_picture(raw: bytes) -> Copy:
    """The first picture of the file, upright, as pixels."""
    from PIL import Image, ImageOps

    Image.init()  # of its readers, TIFF and WebP come with this
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(raw), formats=_FORMATS) as found:
        of = int(getattr(found, "n_frames", 1))
        upright = ImageOps.exif_transpose(found)
        return "jpeg", 1, of, _jpeg(_bounded(upright))


def clean_pdf(raw: bytes) -> Copy:
    """The pages, drawn: a PDF of pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    of = len(document)
    pages = [_page(document[number]) for number in range(min(of, MOST_PAGES))]
    out = BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        quality=_QUALITY,
        producer="",
        creator="",
    )
    return "pdf", len(pages), of, out.getvalue()


def clean_words(raw: bytes) -> Copy:
    """The letters of a text, with what steers a screen left out."""
    return _words(raw.decode("utf-8", "replace"))


def clean_docx(raw: bytes) -> Copy:
    """The words of a document of Word, paragraph by paragraph."""
    import docx

    document = docx.Document(BytesIO(raw))
    return _words("\n".join(paragraph.text for paragraph in document.paragraphs))


CLEANERS: dict[str, Callable[[bytes], Copy]] = {
    "picture": clean_picture,
    "pdf": clean_pdf,
    "words": clean_words,
    "docx": clean_docx,
}


def _page(page: PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(PAGE_DOTS, LONGEST_SIDE / max(width, height, 1))
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return picture


def _bounded(picture: Image.Image) -> Image.Image:
    """No longer than the longest side, on white where nothing was drawn."""
    from PIL import Image

    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = picture.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _words(text: str) -> Copy:
    kept = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
    cut = kept[:MOST_LETTERS]
    return "text", len(cut), len(kept), cut.encode()


if __name__ == "__main__":
    main()
