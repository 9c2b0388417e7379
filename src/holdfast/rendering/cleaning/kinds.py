"""What a file is, by its first bytes: never by its name, which a stranger chose.

Invariants: a file that could be two things is taken for the one that its first bytes say, and the
cleaner of that kind refuses what it cannot read.
"""

from __future__ import annotations

from enum import StrEnum

HEAD_BYTES = 4096
_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*",
)  # fmt: skip


class FileKind(StrEnum):
    """What can be cleaned."""

    PICTURE = "picture"
    PDF = "pdf"
    DOCX = "docx"
    WORDS = "words"


def kind_of_file(head: bytes) -> FileKind | None:
    """The kind of a file that begins with these bytes, or None where no copy can be made of it."""
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.PICTURE
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return FileKind.DOCX
    return FileKind.WORDS if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if not head or b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return len(head) >= HEAD_BYTES - 4 and error.start >= len(head) - 4  # cut inside a letter
    return True
