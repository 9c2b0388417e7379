"""The text of a Word document, through python-docx.

Invariants:
- The archive is weighed before it is opened: what unpacks to too much is refused.
- python-docx parses with entities switched off; macros, links and pictures are not touched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from .extract import Extract, one_line
from .limits import ZIP_BYTES, ZIP_ENTRIES, ZIP_RATIO, ZIP_RATIO_FROM, ZIP_XML_BYTES

BOMB = (
    "The document unpacks to far more than a report can hold and was not opened. "
    "It may have been made to harm; do not open it elsewhere."
)
BROKEN = "The document is damaged and could not be opened. Get it again from where it came."
LOCKED = "The document is locked with a password. Save a copy without one."


def read_word(data: bytes) -> Extract:
    """Paragraphs and tables in their order, with the title that the document states.

    Its dates are when the file was made, not when the report was published: they are left out.
    """
    try:
        problem = _weigh(data)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        problem = BROKEN
    return Extract(problems=(problem,)) if problem else _read(data)


def _weigh(data: bytes) -> str | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    xml = sum(e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels")))
    is_bomb = (
        len(entries) > ZIP_ENTRIES
        or total > ZIP_BYTES
        or xml > ZIP_XML_BYTES
        or (total > ZIP_RATIO_FROM and total > ZIP_RATIO * len(data))
    )
    if is_bomb:
        return BOMB
    return LOCKED if any(entry.flag_bits & 1 for entry in entries) else None


def _read(data: bytes) -> Extract:
    import docx  # noqa: PLC0415  (folders without Word documents need not load it)
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(line for line in _lines(document) if line)
        properties = document.core_properties
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        return Extract(problems=(BROKEN,))
    return Extract(
        text=text,
        title=one_line(properties.title),
        language=(properties.language or "")[:2].lower() or None,
    )


def _lines(holder: Any) -> Iterator[str]:  # noqa: ANN401  (the library has no types)
    for block in holder.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield " | ".join(cell for cell in cells if cell)
        else:
            yield block.text.strip()
