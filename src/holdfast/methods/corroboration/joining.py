"""Shared passages found beside the rest of the work, in a process of their own.

Invariants:
- The passages are the same, whoever finds them.
- Of a few reports they are found in this process: starting another would take longer.
- What travels between processes is MessagePack, never code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import get_context

import msgspec

from .passages import PackedFingerprint, join, unpack
from .record import Passage

_FEW_REPORTS = 500


class NamedFingerprint(msgspec.Struct, frozen=True, array_like=True):
    """The words of a report with its id."""

    report: str
    words: PackedFingerprint


_encode = msgspec.msgpack.Encoder().encode
_read_fingerprints = msgspec.msgpack.Decoder(list[NamedFingerprint]).decode
_read_passages = msgspec.msgpack.Decoder(tuple[Passage, ...]).decode


@contextmanager
def shared_passages(
    fingerprints: Sequence[NamedFingerprint], *, workers: int
) -> Iterator[Iterable[Passage]]:
    """The passages that the reports share; whoever goes through them waits until they are found."""
    if workers < 2 or len(fingerprints) <= _FEW_REPORTS:
        yield _joined(fingerprints)
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = _Awaited(pool.submit(_join_task, _encode(fingerprints)))
        del fingerprints  # as large as the texts, and of no more use here
        try:
            yield found
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Awaited:
    """Passages that another process is looking for."""

    def __init__(self, waiting: Future[bytes]) -> None:
        self._waiting = waiting

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._found)

    @cached_property
    def _found(self) -> tuple[Passage, ...]:
        return _read_passages(self._waiting.result())


def _join_task(fingerprints: bytes) -> bytes:
    return _encode(_joined(_read_fingerprints(fingerprints)))


def _joined(fingerprints: Iterable[NamedFingerprint]) -> tuple[Passage, ...]:
    return join(unpack(one.words, report=one.report) for one in fingerprints)
