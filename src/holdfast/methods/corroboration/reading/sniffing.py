"""What a file is, by its first bytes before its name.

Invariant: a file is never handed to a parser that its first bytes contradict.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


class Format(StrEnum):
    """The formats that are read, and what is known but not read."""

    TEXT = "text file"
    MARKDOWN = "Markdown file"
    PAGE = "web page"
    PDF = "PDF file"
    WORD = "Word document"
    MAIL = "message"
    MAILBOX = "mailbox"
    ARCHIVE = "web archive"
    OTHER = "another format"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format, and a sentence where name and content disagree or the format is not read."""

    format: Format
    problem: str | None = None


_BY_ENDING = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    "": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".mhtml": Format.MAIL,  # a saved page is a message with the page as its part
    ".mht": Format.MAIL,
    ".pdf": Format.PDF,
    ".docx": Format.WORD,
    ".eml": Format.MAIL,
    ".mbox": Format.MAILBOX,
    ".warc": Format.ARCHIVE,
}
_TEXTUAL = frozenset({Format.TEXT, Format.MARKDOWN, Format.PAGE, Format.MAIL, Format.MAILBOX})
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office document", "docx or pdf"),
    (b"{\\rtf", "an RTF document", "docx or pdf"),
    (b"\xff\xd8\xff", "a picture", "text, if it shows any"),
    (b"\x89PNG\r\n", "a picture", "text, if it shows any"),
    (b"GIF8", "a picture", "text, if it shows any"),
    (b"PK\x03\x04", "a zip archive or an office document of another kind", "docx or pdf"),
    (b"Rar!", "a packed archive", "single files"),
    (b"7z\xbc\xaf", "a packed archive", "single files"),
    (b"\x1f\x8b", "a packed file", "single files"),
)
NOT_READ = "This kind of file is not read. If it holds a report, save it as txt, html, pdf or docx."


def sniff(data: bytes, path: str) -> Sniffed:
    """The format of `data`, with a problem if its content is not what the name says."""
    named = _by_name(path)
    held = _by_content(data)
    if held is not None:
        return _agreed(held, named)
    for mark, what, wanted in _FOREIGN:
        if data.startswith(mark):
            return Sniffed(
                Format.OTHER, f"The file is {what}, which is not read. Save it as {wanted}."
            )
    if named is None:
        return Sniffed(Format.OTHER, NOT_READ)
    if named in _TEXTUAL or not data:
        return Sniffed(named)
    return Sniffed(
        Format.OTHER,
        f"The file is named like a {named.value} but is none, or its start is damaged. "
        "Get it again from where it came.",
    )


def _agreed(held: Format, named: Format | None) -> Sniffed:
    if held is named or named is None:
        return Sniffed(held)
    return Sniffed(
        held, f"The file is named like a {named.value} but is a {held.value}; it was read as that."
    )


def _by_name(path: str) -> Format | None:
    name = PurePosixPath(path.lower())
    if name.suffix == ".gz" and name.stem.endswith(".warc"):
        return Format.ARCHIVE
    return _BY_ENDING.get(name.suffix)


def _by_content(data: bytes) -> Format | None:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04") and (b"word/" in data):
        return Format.WORD
    if _unpacked_start(data).startswith(b"WARC/"):
        return Format.ARCHIVE
    return Format.PAGE if _PAGE.match(data.lstrip(b"\xef\xbb\xbf")[:4096]) else None


def _unpacked_start(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data[:16]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:4096], 16)
    except zlib.error:
        return b""
