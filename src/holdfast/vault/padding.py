"""Padding, so that a length tells a size class and no more.

Invariants:
- The padded length depends on the length alone, never on the content.
- Values: 512, 2048, 8192 or 32768 bytes, then Padmé. Files: 64 KiB, then Padmé.
- The mark is one byte 0x80 followed by zeros (ISO/IEC 7816-4), so taking it off is unambiguous
  and needs no length field. It is inside the encryption: nobody without the key can probe it.

Padmé (Nikitin, Barman, Lueks, Underwood, Hubaux and Ford, "Reducing Metadata Leakage from
Encrypted Files and Communication with PURBs", PoPETs 2019(4), algorithm 1) adds at most 12 % and
leaves about log log of the length to be seen.
"""

from __future__ import annotations

from bisect import bisect_left

from .errors import MalformedError

VALUE_CLASSES = (512, 2048, 8192, 32768)
FILE_FLOOR = 64 * 1024
_MARK = b"\x80"


def padme(length: int) -> int:
    """The Padmé length for `length` bytes: the same or up to 12 % more. `length` is at least 2.

    Source: PURBs, algorithm 1. Raises ValueError below 2.
    """
    if length < 2:
        raise ValueError("Padmé begins at two bytes")
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def padded_value_size(length: int) -> int:
    """The size in bytes that a value of `length` bytes takes with its mark and its zeros."""
    index = bisect_left(VALUE_CLASSES, length + 1)
    return VALUE_CLASSES[index] if index < len(VALUE_CLASSES) else padme(length + 1)


def padded_file_size(length: int) -> int:
    """The size in bytes that `length` bytes of framed file content are brought to."""
    return max(FILE_FLOOR, padme(max(2, length)))


def is_value_size(size: int) -> bool:
    """Whether padding a value could have made `size` bytes."""
    return size in VALUE_CLASSES or (size > VALUE_CLASSES[-1] and padme(size) == size)


def pad_value(plaintext: bytes) -> bytes:
    """`plaintext`, the mark, and zeros up to its size class."""
    return (plaintext + _MARK).ljust(padded_value_size(len(plaintext)), b"\x00")


def unpad_value(padded: bytes) -> bytes:
    """What was padded.

    Raises MalformedError where the mark is missing or the size is not the one `pad_value` makes
    for this content. Call it on authenticated bytes only: on others the error would be an oracle.
    """
    marked = padded.rstrip(b"\x00")
    if not marked.endswith(_MARK) or padded_value_size(len(marked) - 1) != len(padded):
        raise MalformedError
    return marked[:-1]
