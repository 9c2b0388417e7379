"""One file, whatever it is, as the reports it holds.

Invariants:
- There is always at least one document a file, and never an exception: what could not be read has
  no text, the language "und", and problems that say what happened and what to do.
- The text of a plain file in UTF-8 is the file itself, to the last code point.
- `sha256` is the file's; where a file holds several reports, each has that of its own part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from holdfast.methods.corroboration.document import Document

from .encodings import decode
from .extract import Extract
from .fileaccess import FileBytes, read_bytes
from .furniture import find_furniture, is_furniture_line
from .heading import read_heading
from .languages import UNKNOWN, language_of
from .limits import TEXT_CHARACTERS
from .mail import read_mailbox, read_message
from .pages import read_page
from .pdf import read_pdf
from .sniffing import Format, sniff
from .webarchive import read_archive
from .word import read_word

EMPTY = "The file is empty. If a report is missing, save it again."
NO_TEXT = "No text was found in the file. If a report is missing, save it as a text file."
FAILED = (
    "The file could not be read: its form is damaged or unusual. "
    "Save the text of the report as a text file."
)
CUT = (
    f"The text is longer than {TEXT_CHARACTERS // 1_000_000} million characters; the rest was left "
    "out. Split the file."
)

_ONE: dict[Format, Callable[[bytes], Extract]] = {
    Format.PAGE: read_page,
    Format.PDF: read_pdf,
    Format.WORD: read_word,
    Format.MAIL: read_message,
}
_SEVERAL: dict[Format, Callable[[bytes], Iterator[Extract]]] = {
    Format.MAILBOX: read_mailbox,
    Format.ARCHIVE: read_archive,
}


def read_file(root: Path, relative: str) -> list[Document]:
    """The reports in the file `relative` (parts joined by `/`) under `root`, in their order.

    A mailbox or web archive gives several, with paths such as `mail.mbox#1`. No file is changed,
    none is waited for, and no address is called.
    """
    path = relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    file = read_bytes(root / relative)
    if file.problem is not None:
        return [_unread(path, file.sha256, file.problem)]
    if not file.data:
        return [_unread(path, file.sha256, EMPTY)]
    try:
        return _read(path, file)
    except Exception:  # noqa: BLE001  (parsers of others' files may raise anything; it is reported)
        return [_unread(path, file.sha256, FAILED)]


def _read(path: str, file: FileBytes) -> list[Document]:
    sniffed = sniff(file.data, path)
    noted = (sniffed.problem,) if sniffed.problem else ()
    if sniffed.format is Format.OTHER:
        return [_unread(path, file.sha256, *noted)]
    if sniffed.format in (Format.TEXT, Format.MARKDOWN):
        return [_plain(path, file)]
    if sniffed.format in _ONE:
        return [_document(path, file.sha256, _ONE[sniffed.format](file.data), noted)]
    return list(_parts(path, file.sha256, _SEVERAL[sniffed.format](file.data), noted))


def _plain(path: str, file: FileBytes) -> Document:
    decoded = decode(file.data)
    problems = (decoded.problem,) if decoded.problem else ()
    extract = Extract(text=decoded.text, problems=problems)
    is_itself = decoded.encoding == "utf-8" and decoded.problem is None
    return _document(path, file.sha256, extract, (), is_plain=is_itself)


def _parts(
    path: str, sha256: str, extracts: Iterable[Extract], noted: tuple[str, ...]
) -> Iterator[Document]:
    for number, extract in enumerate(extracts, start=1):
        part = sha256 if extract.part is None else hashlib.sha256(extract.part).hexdigest()
        yield _document(f"{path}#{number}", part, extract, noted)


def _document(
    path: str, sha256: str, extract: Extract, noted: tuple[str, ...], *, is_plain: bool = False
) -> Document:
    problems = [*noted, *extract.problems]
    text = extract.text
    if len(text) > TEXT_CHARACTERS:
        text, is_plain = text[:TEXT_CHARACTERS], False
        problems.append(CUT)
    if not text.strip("\ufeff \t\r\n"):
        return _unread(path, sha256, *(problems or [NO_TEXT]))
    found = language_of(text)
    language = extract.language or UNKNOWN if found == UNKNOWN else found
    heading = read_heading(text, is_furniture=partial(is_furniture_line, language=language))
    title = extract.title or heading.title
    return Document(
        path=path,
        sha256=sha256,
        text=text,
        is_plain=is_plain,
        language=language,
        title=title,
        outlet=extract.outlet or heading.outlet,
        published=extract.published or heading.published,
        furniture=find_furniture(text, title=title, language=language),
        problems=tuple(problems),
    )


def _unread(path: str, sha256: str, *problems: str) -> Document:
    return Document(
        path=path, sha256=sha256, text="", is_plain=False, language=UNKNOWN, problems=problems
    )
