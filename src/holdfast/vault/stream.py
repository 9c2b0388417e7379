"""Files, sealed chunk by chunk: an HF1 header, then a libsodium secretstream.

Use `FileSealer` where content arrives in pieces (an upload), `seal_file` where it can be iterated,
`open_file` to read back. Memory stays at a few chunks whatever the size of the file.

Invariants:
- A chunk opens only in its place: of this file, under this key, in this context, in this order.
- The end is authenticated: a file cut short, even between two chunks, is refused; so is one with
  anything behind its end. What `open_file` yielded before a refusal is authentic, but it is not
  the file: keep it out of sight until the iterator has ended.
- The length tells a Padmé class from 64 KiB up.

Layout:

    offset  size    field
         0    81    HF1 header (envelope.py) with kind FILE and algorithm 2
        81    24    secretstream header
       105  65553   chunks: 65536 bytes of framed plaintext and 17 bytes of secretstream each;
                    the last may be shorter and carries the tag FINAL, all others MESSAGE

    framed plaintext = 4-byte count (big-endian), count bytes of content, zeros
    secretstream key = E of the HF1 header; associated data of every chunk = A of the HF1 header
    With L bytes of content, n = max(1, ceil(L / 65532)) chunks hold it: full ones first.
    The framed plaintext has P = max(65536, padme(L + 4 n)) bytes in all; what is left over is
    zeros, in chunks whose count is 0.

Source: libsodium, crypto_secretstream_xchacha20poly1305.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_pull as _init_pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_push as _init_push
from nacl.bindings import crypto_secretstream_xchacha20poly1305_pull as _pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_push as _push
from nacl.bindings import crypto_secretstream_xchacha20poly1305_state as _StreamState  # noqa: N812
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError

from .envelope import (
    FILE_ALGORITHM,
    HEADER_BYTES,
    Context,
    Kind,
    SymmetricKey,
    check_prefix,
    opened_header,
    sealed_header,
)
from .errors import MalformedError, TamperedError, TruncatedError, UnknownVersionError
from .padding import padded_file_size

CHUNK_BYTES = 64 * 1024
COUNT_BYTES = 4
CONTENT_BYTES = CHUNK_BYTES - COUNT_BYTES
STREAM_HEADER_BYTES = 24
OVERHEAD_BYTES = 17
_MESSAGE, _FINAL = 0, 3


class FileSealer:
    """Seals one file whose content arrives in pieces of any size.

    Write `start()`, then what each `add()` returns, then `finish()`. Holds at most one chunk and
    the piece it was given.
    """

    def __init__(self, *, key: SymmetricKey, context: Context) -> None:
        if context.kind is not Kind.FILE:
            raise ValueError("a file is sealed in a context of kind FILE")
        header, stream_key, self._about = sealed_header(FILE_ALGORITHM, key=key, context=context)
        self._state = _StreamState()
        self._start = header + _init_push(self._state, stream_key)
        self._held = bytearray()
        self._chunks = 0

    def start(self) -> bytes:
        """The 105 bytes that come first."""
        return self._start

    def add(self, piece: bytes) -> bytes:
        """The sealed chunks that are complete now that `piece` follows; often none."""
        self._held += piece
        whole = max(0, len(self._held) - 1) // CONTENT_BYTES  # the last chunk waits for its tag
        if not whole:
            return b""
        end = whole * CONTENT_BYTES
        with memoryview(self._held) as held:
            out = [
                self._sealed(held[at : at + CONTENT_BYTES], CHUNK_BYTES, _MESSAGE)
                for at in range(0, end, CONTENT_BYTES)
            ]
        del self._held[:end]
        return b"".join(out)

    def finish(self) -> Iterator[bytes]:
        """The rest of the content, the padding and the authenticated end, chunk by chunk."""
        content = self._chunks * CONTENT_BYTES + len(self._held)
        left = padded_file_size(content + COUNT_BYTES * (self._chunks + 1))
        left -= self._chunks * CHUNK_BYTES
        last_content: bytes | bytearray = self._held
        while left > CHUNK_BYTES:
            yield self._sealed(last_content, CHUNK_BYTES, _MESSAGE)
            left, last_content = left - CHUNK_BYTES, b""
        yield self._sealed(last_content, left, _FINAL)

    def _sealed(self, content: bytes | bytearray | memoryview, size: int, tag: int) -> bytes:
        self._chunks += 1
        zeros = bytes(size - COUNT_BYTES - len(content))
        framed = b"".join((len(content).to_bytes(COUNT_BYTES, "big"), content, zeros))
        return _push(self._state, framed, self._about, tag)


def seal_file(pieces: Iterable[bytes], *, key: SymmetricKey, context: Context) -> Iterator[bytes]:
    """The sealed bytes of the file that `pieces` make up (an open binary file will do).

    Raises ValueError for a key that is not 32 bytes or a context that is not of kind FILE.
    """
    sealer = FileSealer(key=key, context=context)
    yield sealer.start()
    for piece in _pieces(pieces):
        if chunks := sealer.add(piece):
            yield chunks
    yield from sealer.finish()


def open_file(sealed: BinaryIO, *, key: SymmetricKey, context: Context) -> Iterator[bytes]:
    """The content of a sealed file, in pieces of at most 65,532 bytes.

    Raises what `envelope.open_sealed` raises for the header; then TamperedError (a chunk altered,
    moved, repeated, left out, from another file, or lengthened), TruncatedError (bytes missing, or
    more behind the last chunk), MalformedError (sealed by something that does not keep this
    layout). The file is whole only once the iterator has ended without one.
    """
    state, about = _opened_start(sealed, key, context)
    content = total = counted = 0
    tag = _MESSAGE
    while tag != _FINAL:
        chunk = _read(sealed, CHUNK_BYTES + OVERHEAD_BYTES)
        total += len(chunk) - OVERHEAD_BYTES
        framed, tag = _opened_chunk(state, chunk, about, total)
        piece = _unframed(framed)
        content, counted = content + len(piece), counted + bool(piece)
        if piece:
            yield piece
    if sealed.read(1):
        raise TruncatedError
    if total != padded_file_size(content + COUNT_BYTES * max(1, counted)):
        raise MalformedError


def _opened_start(
    sealed: BinaryIO, key: SymmetricKey, context: Context
) -> tuple[_StreamState, bytes]:
    start = _read(sealed, HEADER_BYTES + STREAM_HEADER_BYTES)
    check_prefix(start, algorithm=FILE_ALGORITHM, context=context)
    if len(start) < HEADER_BYTES + STREAM_HEADER_BYTES:
        raise TruncatedError
    stream_key, about = opened_header(start[:HEADER_BYTES], key=key, context=context)
    state = _StreamState()
    _init_pull(state, start[HEADER_BYTES:], stream_key)
    return state, about


def _opened_chunk(state: _StreamState, chunk: bytes, about: bytes, total: int) -> tuple[bytes, int]:
    """One chunk and its tag. `total` counts the framed bytes up to and with this chunk."""
    if len(chunk) <= OVERHEAD_BYTES:
        raise TruncatedError
    try:
        framed, tag = _pull(state, chunk, about)
    except (CryptoError, SodiumError):
        is_cut = len(chunk) < CHUNK_BYTES + OVERHEAD_BYTES and padded_file_size(total) != total
        raise (TruncatedError if is_cut else TamperedError) from None
    if tag not in (_MESSAGE, _FINAL):
        raise UnknownVersionError
    return framed, tag


def _unframed(framed: bytes) -> bytes:
    end = COUNT_BYTES + int.from_bytes(framed[:COUNT_BYTES], "big")
    if end > len(framed):
        raise MalformedError
    return framed[COUNT_BYTES:end]


def _pieces(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Fixed pieces of a file, rather than its lines, which may be of any length."""
    if isinstance(pieces, (io.RawIOBase, io.BufferedIOBase)):
        return iter(lambda: pieces.read(CONTENT_BYTES) or b"", b"")
    return pieces


def _read(source: BinaryIO, size: int) -> bytes:
    """`size` bytes, or fewer at the end only: a pipe or a socket may give them in parts."""
    data = source.read(size)
    while 0 < len(data) < size:
        more = source.read(size - len(data))
        if not more:
            break
        data += more
    return data
