"""What every reader of one format hands on.

Invariant: a field is None where the material does not say; nothing here is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one report with what its format tells about it.

    `part` is the bytes the text comes from where a file holds several reports. `language` is what
    the material claims; it decides only where the text itself is too short to tell.
    """

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    part: bytes | None = None
    problems: tuple[str, ...] = ()


def one_line(words: str | None) -> str | None:
    """`words` on one line without stray white space, or None where nothing is left."""
    return (" ".join(words.split()) or None) if words else None
