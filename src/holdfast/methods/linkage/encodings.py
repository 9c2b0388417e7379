"""The text of a list file, whatever encoding it was saved in.

Invariants:
- A file with a byte order mark is read by it. Otherwise lines that are UTF-8 are read as UTF-8, and
  only the others by the encoding that fits them best, and the list says so.
- A guess is always stated as a problem; it is never silent.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from holdfast.methods.linkage.errors import ListError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = ["cp1251", "cp1250", "cp1256", "cp1252", "cp1254", "koi8_r", "iso8859_2"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and what had to be guessed to read it."""

    text: str
    problems: tuple[str, ...] = ()


def decoded(data: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a file. Raises ListError where it is no text or not in the encoding named."""
    if encoding is not None:
        return Decoded(_strict(data, encoding))
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name))
    if b"\0" in data[:4096]:
        raise ListError(
            "The file is not text; it may be a spreadsheet or a database.",
            hint="Save it as CSV in UTF-8 and try again.",
        )
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _line_by_line(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise ListError(
            f"The file is not in the encoding {encoding}.",
            hint="Save it as UTF-8, or name its encoding in the settings.",
        ) from error


def _line_by_line(data: bytes) -> Decoded:
    lines = data.splitlines(keepends=True)
    odd = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    guess = from_bytes(b"".join(lines[number] for number in odd), cp_isolation=_USUAL).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    strange = set(odd)
    text = "".join(
        line.decode(encoding, "replace") if number in strange else line.decode("utf-8")
        for number, line in enumerate(lines)
    )
    has_utf8_letters = any(not line.isascii() for n, line in enumerate(lines) if n not in strange)
    return Decoded(text, (_said(odd, encoding, is_mixed=has_utf8_letters),))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _said(odd: list[int], encoding: str, *, is_mixed: bool) -> str:
    if not is_mixed:
        return f"The file is not in UTF-8 and was read as {encoding}, which is a guess."
    where = ", ".join(str(number + 1) for number in odd[:5]) + (" ..." if len(odd) > 5 else "")
    return (
        f"The file mixes two encodings: {len(odd)} lines (line {where}) are not UTF-8 and were "
        f"read as {encoding}, which is a guess. Look at them."
    )
