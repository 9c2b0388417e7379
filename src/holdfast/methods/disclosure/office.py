"""Every text in a Word document (.docx), also what Word does not show at first sight.

Invariants:
- Read are all XML parts: text, headers, footnotes, comments, deleted text, properties, custom data;
  of attributes those that speak to a reader (descriptions, titles, authors), and the parts' names.
- What unpacks to more than 64 MiB is refused. No entity is resolved and nothing is fetched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from .errors import UnreadableDraftError

_MOST_BYTES = 64 * 2**20
_SPEAKING = frozenset({"descr", "title", "author", "initials", "name", "alt"})
_PARAGRAPH = "p"


def is_word_document(data: bytes) -> bool:
    """Whether these bytes are a Word document."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except zipfile.BadZipFile:
        return False


def word_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """(part and place, text) of everything a document says. Raises UnreadableDraftError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
                raise UnreadableDraftError("it unpacks to more than 64 MiB")
            for number, part in enumerate(package.namelist(), 1):
                yield f"part {number}, name", part
                if part.endswith((".xml", ".rels")):
                    yield from _of_part(part, package.read(part))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        raise UnreadableDraftError("it is a damaged or locked Word document") from None


def _of_part(part: str, data: bytes) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for number, element in enumerate(elements, 1):
        for key, value in element.attrib.items():
            if _local(key) in _SPEAKING and value.strip():
                yield f"{part}, attribute at {number}", value
    holders = [element for element in elements if _local(element.tag) == _PARAGRAPH]
    if holders:
        for number, holder in enumerate(holders, 1):
            yield f"{part}, paragraph {number}", "".join(holder.itertext())
    else:
        for number, element in enumerate(elements, 1):
            yield f"{part}, value {number}", (element.text or "").strip()


def _local(name: str) -> str:
    return name.rpartition("}")[2]
