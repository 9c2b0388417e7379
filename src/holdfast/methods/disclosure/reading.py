"""Drafts and lists of secrets from plain files.

Invariants:
- Everything that a file says is a field: the file's own name, every string of a JSON file, of a
  PDF also metadata, bookmarks and descriptions, of a Word document every part and its properties.
- Nothing is guessed silently: what cannot be read whole is refused.
- An id is the list's own, or says which line the secret stands on; it is never made of its text.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

from holdfast.rendering.pdf_text import UnreadablePdfError, pdf_texts

from .draft import DraftField, Secret, SecretKind
from .errors import UnreadableDraftError, UnreadableSecretsError
from .office import is_word_document, word_texts

_BLANK_LINES = re.compile(r"\n\s*\n")
_KINDS = {kind.value.replace(" ", ""): kind for kind in SecretKind}


def read_draft(data: bytes, *, name: str) -> tuple[DraftField, ...]:
    """The fields of a draft from a file's bytes; its `name` is the first of them.

    Raises UnreadableDraftError.
    """
    fields = [DraftField("file name", name)]
    fields += [DraftField(place, text) for place, text in _texts(data, name) if text.strip()]
    if len(fields) == 1:
        raise UnreadableDraftError("there is no text in it")
    return tuple(fields)


def _texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif is_word_document(data):
        yield from word_texts(data)
    elif name.lower().endswith(".json"):
        yield from _of_json(data)
    else:
        for number, paragraph in enumerate(_BLANK_LINES.split(_decoded(data)), 1):
            yield f"paragraph {number}", paragraph


def _of_pdf(data: bytes) -> tuple[tuple[str, str], ...]:
    try:
        return pdf_texts(data)
    except UnreadablePdfError:
        raise UnreadableDraftError("it is a damaged or locked PDF") from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableDraftError(
            "it is neither text in UTF-8 nor a kind of file we know"
        ) from None


def _of_json(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from _strings(json.loads(_decoded(data)), "")
    except (json.JSONDecodeError, RecursionError):
        raise UnreadableDraftError("it is not whole JSON") from None


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Every string of a JSON value, names of members included, by the way that leads to it."""
    if isinstance(value, dict):
        for number, (key, inner) in enumerate(value.items(), 1):
            yield f"{place or 'top'}, name {number}", key
            yield from _strings(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, f"{place}[{number}]")
    elif value is not None and not isinstance(value, bool):
        yield place or "top", str(value)


# ------------------------------------------------------------ secrets


def read_secrets(data: bytes) -> tuple[Secret, ...]:
    """The secrets of a list: one name a line, or CSV with columns `kind`, `text`, perhaps `id`.

    Kinds are those of `SecretKind`. Raises UnreadableSecretsError naming the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableSecretsError("it is not text in UTF-8") from None
    lines = text.splitlines()
    header = [cell.strip().lower() for cell in lines[0].split(",")] if lines else []
    found = tuple(_of_table(lines) if {"kind", "text"} <= set(header) else _of_lines(lines))
    if not found:
        raise UnreadableSecretsError("it is empty")
    if len({secret.id for secret in found}) < len(found):
        raise UnreadableSecretsError("two lines carry the same id")
    return found


def _of_lines(lines: list[str]) -> Iterator[Secret]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Secret(f"line {number}", SecretKind.PERSON, line.strip())


def _of_table(lines: list[str]) -> Iterator[Secret]:
    rows = csv.reader(lines, strict=True)
    header = [cell.strip().lower() for cell in next(rows)]
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _secret(dict(zip(header, row, strict=False)), rows.line_num)
    except csv.Error:
        raise UnreadableSecretsError(f"line {rows.line_num} is not CSV") from None


def _secret(cells: dict[str, str], line: int) -> Secret:
    kind = _KINDS.get(re.sub(r"[\s_-]", "", cells["kind"].lower()))
    if kind is None:
        known = ", ".join(kind.value for kind in SecretKind)
        raise UnreadableSecretsError(f"line {line} is of no kind we know ({known})")
    if not cells.get("text", "").strip():
        raise UnreadableSecretsError(f"line {line} has no text")
    return Secret(cells.get("id", "").strip() or f"line {line}", kind, cells["text"].strip())
