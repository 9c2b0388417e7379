"""Every text in a PDF of ours: pages, metadata, bookmarks, alt texts.

Invariants:
- Each text carries the name of its place in the file; none is joined with another.
- For files that we made ourselves. What others send is parsed in a child process, elsewhere.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from holdfast.kernel.errors import HoldfastError


class UnreadablePdfError(HoldfastError):
    """The file cannot be read as a PDF."""

    code = "rendering.pdf.unreadable"


def pdf_texts(data: bytes) -> tuple[tuple[str, str], ...]:
    """(place in the file, text) of every text of a PDF that is not empty.

    Raises UnreadablePdfError. Text extraction can change the order of letters that run from right
    to left: look through the source of such a document too.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadablePdfError("The file is no PDF that can be read.") from None
    try:
        return tuple((place, text) for place, text in _texts(document) if text.strip())
    finally:
        document.close()


def _texts(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  (no types)
    for key, value in document.get_metadata_dict().items():
        yield f"metadata: {key}", value
    for number, mark in enumerate(document.get_toc(), 1):
        yield f"bookmark {number}", mark.get_title()
    for number in range(len(document)):
        page = document[number]
        yield f"page {number + 1}", page.get_textpage().get_text_range()
        for place, text in enumerate(_told_beside(page), 1):
            yield f"page {number + 1}, description {place}", text


def _told_beside(page: Any) -> Iterator[str]:  # noqa: ANN401
    """Alt texts, replacement texts and titles of a tagged page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _of_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _of_element(element: Any) -> Iterator[str]:  # noqa: ANN401
    if not element:
        return
    for reader in (
        pdfium.FPDF_StructElement_GetAltText,
        pdfium.FPDF_StructElement_GetActualText,
        pdfium.FPDF_StructElement_GetTitle,
    ):
        text = _read(reader, element)
        if text:
            yield text
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _of_element(pdfium.FPDF_StructElement_GetChildAtIndex(element, number))


def _read(reader: Callable[..., int], element: Any) -> str:  # noqa: ANN401
    size = reader(element, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    reader(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
