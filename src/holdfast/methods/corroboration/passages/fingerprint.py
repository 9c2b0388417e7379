"""What the search for shared words needs of one report, small enough to travel.

Invariants:
- A fingerprint depends on its report alone, so worker processes can make them apart.
- It holds no text: word numbers, places and two digests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import numpy as np

from holdfast.methods.corroboration.spans import Span

from .words import Words, read_words


class ReportText(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the search reads it.

    `excluded` are the spans of the page's furniture. `language` is carried for the caller and not
    consulted: words are compared as they stand, whatever the language.
    """

    report: str
    text: str
    excluded: tuple[Span, ...] = ()
    language: str = "und"


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The words of one report; `text_digest` names its text, `words_digest` its words alone."""

    report: str
    text_digest: str
    words_digest: bytes
    words: Words


class PackedFingerprint(msgspec.Struct, frozen=True, array_like=True):
    """A fingerprint as bytes, to travel between processes before its report has a name."""

    text_digest: str
    words_digest: bytes
    numbers: bytes
    starts: bytes
    ends: bytes


def pack(made: Fingerprint) -> PackedFingerprint:
    """`made` as bytes, without the name of its report."""
    words = made.words
    return PackedFingerprint(
        text_digest=made.text_digest,
        words_digest=made.words_digest,
        numbers=words.numbers.tobytes(),
        starts=words.starts.tobytes(),
        ends=words.ends.tobytes(),
    )


def unpack(packed: PackedFingerprint, *, report: str) -> Fingerprint:
    """The fingerprint of the report with this id. Undoes `pack` on a machine of the same kind."""
    arrays = (
        np.frombuffer(part, np.uint32) for part in (packed.numbers, packed.starts, packed.ends)
    )
    numbers, starts, ends = arrays
    return Fingerprint(
        report=report,
        text_digest=packed.text_digest,
        words_digest=packed.words_digest,
        words=Words(numbers=numbers, starts=starts, ends=ends),
    )


def without_words(packed: PackedFingerprint, *, excluded: Iterable[Span]) -> PackedFingerprint:
    """The fingerprint of the same text with more of it excluded, without reading it again."""
    words = unpack(packed, report="").words.outside(excluded)
    return pack(
        Fingerprint(
            report="",
            text_digest=packed.text_digest,
            words_digest=_digest(words),
            words=words,
        )
    )


def fingerprint(report: ReportText) -> Fingerprint:
    """The fingerprint of `report`: about 12 bytes a word."""
    words = read_words(report.text, excluded=report.excluded)
    return Fingerprint(
        report=report.report,
        text_digest=hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
        words_digest=_digest(words),
        words=words,
    )


def _digest(words: Words) -> bytes:
    return hashlib.blake2b(words.numbers.tobytes(), digest_size=16).digest()
