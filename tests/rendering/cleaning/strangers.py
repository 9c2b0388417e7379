"""Files of our own, as a stranger might send them."""

from io import BytesIO

import docx
import pypdfium2
from PIL import Image

SECRET = b"taken at 61.2, 72.9 by wren"


def picture(**how: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 10), (200, 0, 0)).save(out, "JPEG", **how)
    return out.getvalue()


def pdf(pages: int, *, size: tuple[float, float] = (200, 100)) -> bytes:
    out = BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(pages):
            document.new_page(*size)
        document.save(out)
    return out.getvalue()


def document_of_word(*paragraphs: str) -> bytes:
    out, document = BytesIO(), docx.Document()
    document.core_properties.author = SECRET.decode()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()
