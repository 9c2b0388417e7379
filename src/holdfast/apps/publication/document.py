"""A release as a document: the same fields that were signed, and what a reader needs beside them.

Invariants: made from released fields alone; what a witness said stands in a quotation, under the
changed name; a picture is never in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.rendering.tree import (
    Block,
    Column,
    Document,
    Item,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
    Tone,
    direction_of,
)

from .rules.contents import Contents, audience_in_words
from .rules.parts import PartKind, ReleasePart

_CHANGED = "Names of witnesses are changed. Each paragraph of testimony stands here with consent."
_VERIFY = (
    "With this document come release.json, which two people signed, a proof for each exhibit, and "
    "verify.py, which checks them on any computer with Python: README.txt says how."
)


def document_of(contents: Contents) -> Document:
    """The release as a document tree."""
    shown = [part for part in contents.parts if part.kind is PartKind.EXHIBIT]
    blocks = [_section(part) for part in contents.parts if part.kind is not PartKind.EXHIBIT]
    blocks += [_exhibits(shown)] if shown else []
    blocks += [_about(contents)]
    return Document(
        title=contents.title,
        language=contents.language,
        kicker=(f"Release {contents.alias} · {audience_in_words(contents)}",),
        blocks=tuple(blocks),
        direction=direction_of(contents.title),
    )


def _section(part: ReleasePart) -> Section:
    if part.kind is PartKind.TESTIMONY:
        return Section(heading=(f"Testimony of {part.said_by}",), blocks=tuple(_quotes(part)))
    if part.kind is PartKind.FINDING:
        items = tuple(Item(content=(text,)) for text in part.texts)
        return Section(heading=(part.heading or "Finding",), blocks=(Items(items=items),))
    blocks = tuple(Paragraph(content=(text,)) for text in part.texts)
    return Section(heading=(part.heading or "Introduction",), blocks=blocks)


def _quotes(part: ReleasePart) -> Iterator[Block]:
    for text in part.texts:
        yield Quote(content=(text,), direction=direction_of(text))


def _exhibits(parts: list[ReleasePart]) -> Section:
    rows = tuple(
        ((f"Exhibit {number}: {part.heading}",), (part.sha256,), (f"{part.size_bytes:,}",))
        for number, part in enumerate(parts, 1)
    )
    table = Table(
        caption="Exhibits",
        header=("Exhibit", "SHA-256 of the file", "Bytes"),
        rows=rows,
        columns=(Column.TEXT, Column.TEXT, Column.NUMBER),
        shows_caption=False,
    )
    return Section(heading=("Exhibits",), blocks=(table,))


def _about(contents: Contents) -> Section:
    says = [_VERIFY]
    if any(part.kind is PartKind.TESTIMONY for part in contents.parts):
        says.insert(0, _CHANGED)
    blocks = tuple(Paragraph(content=(text,), tone=Tone.QUIET) for text in says)
    return Section(heading=("About this release",), blocks=blocks)
