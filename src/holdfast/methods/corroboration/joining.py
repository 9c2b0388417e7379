"""Shared passages found beside the rest of the work, in a process of their own.

Invariants:
- The passages are the same, whoever finds them.
- Of a few reports they are found in this process: starting another would take longer.
- What travels between processes is MessagePack, never code.
- Fingerprints are as large as the texts: they are handed over piece by piece and never held twice.
  The other process ends as soon as it has handed back what it found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import msgspec

from holdfast.kernel.collection import paused_collection

from .heap import give_back_free_memory, give_back_large_arrays
from .passages import Fingerprint, PackedFingerprint, join, unpack
from .record import Passage

_FEW_REPORTS = 500
_REPORTS_A_PIECE = 200


class NamedFingerprint(msgspec.Struct, frozen=True, array_like=True):
    """The words of a report with its id."""

    report: str
    words: PackedFingerprint


_encode = msgspec.msgpack.Encoder().encode
_read_fingerprints = msgspec.msgpack.Decoder(list[NamedFingerprint]).decode
_read_passages = msgspec.msgpack.Decoder(tuple[Passage, ...]).decode


@contextmanager
def shared_passages(
    fingerprints: deque[NamedFingerprint], *, workers: int
) -> Iterator[Iterable[Passage]]:
    """The passages that the reports share; whoever goes through them waits until they are found.

    Empties `fingerprints`, so that none is held once it has been handed over.
    """
    if workers < 2 or len(fingerprints) <= _FEW_REPORTS:
        yield join(_taken(_popped(fingerprints)))
        return
    spawning = get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=_join_there, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        with here:
            _hand_over(fingerprints, here)
            give_back_free_memory()
            yield _Awaited(here, process)
    finally:
        process.terminate()
        process.join()


def _hand_over(fingerprints: deque[NamedFingerprint], connection: Connection) -> None:
    """Everything through `connection`, piece by piece; an empty piece is the last."""
    try:
        while piece := list(islice(_popped(fingerprints), _REPORTS_A_PIECE)):
            connection.send_bytes(_encode(piece))
        connection.send_bytes(b"")
    except ConnectionError:
        raise _ended() from None


def _ended() -> RuntimeError:
    return RuntimeError("the process that looks for shared passages was ended")


class _Awaited:
    """Passages that another process is looking for."""

    def __init__(self, connection: Connection, process: BaseProcess) -> None:
        self._connection = connection
        self._process = process

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._found)

    @cached_property
    def _found(self) -> tuple[Passage, ...]:
        try:
            found = self._connection.recv_bytes()
        except (EOFError, ConnectionError):
            raise _ended() from None
        self._process.join()
        return _read_passages(found)


def _join_there(connection: Connection) -> None:
    """What the other process does with what comes through `connection`."""
    give_back_large_arrays()
    with connection, paused_collection():
        fingerprints: list[Fingerprint] = []
        while piece := connection.recv_bytes():
            fingerprints += _taken(_read_fingerprints(piece))
        passages = join(fingerprints)
        del fingerprints
        connection.send_bytes(_encode(passages))


def _popped(fingerprints: deque[NamedFingerprint]) -> Iterator[NamedFingerprint]:
    while fingerprints:
        yield fingerprints.popleft()


def _taken(fingerprints: Iterable[NamedFingerprint]) -> Iterator[Fingerprint]:
    return (unpack(one.words, report=one.report) for one in fingerprints)
