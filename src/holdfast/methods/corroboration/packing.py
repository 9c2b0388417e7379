"""Readings kept as bytes, and taken out one at a time.

Invariants:
- What is taken out equals what was put in.
- Of many readings only the documents and the reading asked for last are held as objects: a reading
  has hundreds of them, which take three times the room of its bytes. Who goes through the readings
  in order pays for each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import msgspec

from .document import Document, Reading

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Reading).decode
_NO_DOCUMENT = Document(path="", sha256="", text="", is_plain=True, language="und")


class PackedReading(msgspec.Struct, frozen=True):
    """A document as it is, and as bytes what was found in it."""

    document: Document
    found: bytes


def pack_reading(reading: Reading) -> PackedReading:
    """`reading` with all but its document as bytes."""
    found = _encode(msgspec.structs.replace(reading, document=_NO_DOCUMENT))
    return PackedReading(reading.document, found)


def unpack_reading(packed: PackedReading) -> Reading:
    """The reading again. Raises msgspec.DecodeError for bytes of another making."""
    return msgspec.structs.replace(_decode(packed.found), document=packed.document)


class Readings(Sequence[Reading]):
    """Packed readings that look like a sequence of readings."""

    def __init__(self, packed: Iterable[PackedReading]) -> None:
        self._packed = list(packed)
        self._number = -1
        self._reading: Reading | None = None

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> Readings: ...
    def __getitem__(self, place: int | slice) -> Reading | Readings:
        if isinstance(place, slice):
            return Readings(self._packed[place])
        if self._reading is None or place != self._number:
            self._number, self._reading = place, unpack_reading(self._packed[place])
        return self._reading
