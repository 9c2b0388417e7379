"""Text out of bytes whose encoding nobody may have named.

Invariants:
- Valid UTF-8 is UTF-8 and is not changed: no newline, mark or form of a letter.
- A byte that no encoding explains becomes U+FFFD and a problem; nothing is dropped in silence.
- The same bytes give the same text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = (
    "cp1252 cp1251 koi8_r koi8_u cp866 cp1250 cp1253 cp1254 cp1255 cp1256 cp1257 "
    "gb18030 big5 shift_jis euc_jp euc_kr"
).split()
_SAMPLE = 64 * 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_REPLACEMENT = "�"

DAMAGED = (
    "Some bytes could not be read as text and are shown as \ufffd. "
    "If words are missing, save the file anew as UTF-8."
)
BINARY = (
    "The file holds no readable text. If it is a report, save it as txt, html, pdf or docx "
    "with the ending that belongs to it."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what went wrong; binary data has no text."""

    text: str
    encoding: str
    problem: str | None = None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text in `data`: by its mark, as UTF-8, as `declared`, or as the likeliest encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)
    if not is_binary(data):
        return Decoded(text, "utf-8")
    wide = _wide(data)
    return _decoded(data, wide) if wide else Decoded("", "binary", BINARY)


def is_binary(data: bytes) -> bool:
    """Whether control characters that no text holds make up more than a hundredth of the start."""
    sample = data[:_SAMPLE]
    return len(_CONTROL.findall(sample)) * 100 > len(sample)


def _decode_other(data: bytes, declared: str | None) -> Decoded:
    if wide := _wide(data):
        return _decoded(data, wide)
    if is_binary(data):
        return Decoded("", "binary", BINARY)
    if declared and (text := _strictly(data, declared)) is not None:
        return Decoded(text, declared)
    if _is_damaged_utf8(data):
        return _decoded(data, "utf-8")
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY, enable_fallback=False).best()
    return _decoded(data, guess.encoding if guess else "utf-8")


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    damaged = text.count(_REPLACEMENT)
    if damaged * 5 > len(text) or is_binary(text[:_SAMPLE].encode(errors="replace")):
        return Decoded("", "binary", BINARY)
    return Decoded(text, encoding, DAMAGED if damaged else None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is zero, Cyrillic shares a page."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if 0 in high and (high.count(0) + high.count(4)) * 10 > len(high) * 9:
            return encoding
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more of the non-ASCII letters are whole in UTF-8 than are not."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    damaged = text.count(_REPLACEMENT)
    whole = sum(1 for letter in text if letter > "\x7f") - damaged
    return whole > damaged
