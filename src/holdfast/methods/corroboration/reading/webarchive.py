"""The pages of a web archive (WARC), through warcio.

Invariants:
- Only what a site answered with success is read: pages and plain text.
- What unpacks to too much ends the reading of the archive, with a problem; what was read stays.
- An archive that breaks off gives all records before the break.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from .encodings import decode
from .extract import Extract
from .limits import ARCHIVE_BYTES, ARCHIVE_RECORD_BYTES, MEBIBYTE, PARTS
from .pages import read_page

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
TOO_MUCH = (
    f"The archive holds more than {ARCHIVE_BYTES // MEBIBYTE} MB once unpacked, or one very large "
    "record; the rest of it was not read. Split it into smaller files."
)
BROKEN = "The archive is damaged; what stands before the damage was read. Get it again if you can."
EMPTY = "The archive holds no page that a site answered with."


def read_archive(data: bytes) -> Iterator[Extract]:
    """Each page of the archive in `data`, in its order; `part` is the body as it was sent."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (few folders hold any)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    pages = total = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            length = int(record.rec_headers.get_header("Content-Length") or 0)
            total += length
            if length > ARCHIVE_RECORD_BYTES or total > ARCHIVE_BYTES or pages == PARTS:
                yield Extract(problems=(TOO_MUCH,))
                return
            extract = _page(record)
            if extract is not None:
                pages += 1
                yield extract
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError):
        yield Extract(problems=(BROKEN,))
        return
    if not pages:
        yield Extract(problems=(EMPTY,))


def _page(record: Any) -> Extract | None:  # noqa: ANN401  (the library has no types)
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and headers.get_statuscode() != "200":
        return None
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    kind = kind.strip().lower()
    if kind not in _PAGES and kind != "text/plain":
        return None
    body = record.content_stream().read(ARCHIVE_RECORD_BYTES)
    is_cut = not record.raw_stream.read(1) and getattr(record.raw_stream, "limit", 0) > 0
    charset = rest.partition("charset=")[2].strip().strip("\"'") or None
    url = record.rec_headers.get_header("WARC-Target-URI")
    found = read_page(body, url=url, charset=charset) if kind in _PAGES else _plain(body, charset)
    return Extract(
        text=found.text,
        title=found.title,
        outlet=found.outlet,
        published=found.published,
        language=found.language,
        part=body,
        problems=(*found.problems, *((BROKEN,) if is_cut else ())),
    )


def _plain(body: bytes, charset: str | None) -> Extract:
    decoded = decode(body, declared=charset)
    return Extract(text=decoded.text, problems=(decoded.problem,) if decoded.problem else ())
