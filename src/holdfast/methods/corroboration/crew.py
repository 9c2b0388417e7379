"""Reports read by several processes at once.

Invariants:
- What comes back is in the order of the files, whoever read them.
- A few files are read in this process: starting others would take longer than the work.
- What travels between processes is MessagePack, never code.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from .document import Document
from .meaning import Lexicon, load_lexicon
from .packing import PackedReading, pack_reading
from .passages import PackedFingerprint, ReportText, fingerprint, pack
from .reader import read_document, without_evidence
from .reading import ReportLines, line_digests, read_file

_FEW_FILES = 60
_FILES_A_TASK = 32
_TASKS_WAITING_A_WORKER = 4


class ReportRead(msgspec.Struct, frozen=True):
    """A reading, and what is needed of it to find repeated lines and shared passages.

    `words` are None where nothing is said that could be shared.
    """

    reading: PackedReading
    lines: ReportLines
    words: PackedFingerprint | None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[ReportRead]).decode


def read_reports(
    root: Path, files: Sequence[str], *, lexicon_file: Path | None, workers: int
) -> Iterator[list[ReportRead]]:
    """For each of `files`, in order, the reports it holds."""
    if workers < 2 or len(files) <= _FEW_FILES:
        lexicon = load_lexicon(lexicon_file)
        for name in files:
            yield read_one(root, name, lexicon)
        return
    with ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(os.fspath(root), None if lexicon_file is None else os.fspath(lexicon_file)),
    ) as pool:
        try:
            yield from _in_order(pool, files, workers)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read_one(root: Path, name: str, lexicon: Lexicon) -> list[ReportRead]:
    """The reports that the file `name` under `root` holds."""
    return [_report_read(document, lexicon) for document in read_file(root, name)]


def fingerprint_of(document: Document) -> PackedFingerprint:
    """The words of a document outside the page's furniture."""
    excluded = tuple(part.span for part in document.furniture)
    return pack(fingerprint(ReportText(report="", text=document.text, excluded=excluded)))


def _report_read(document: Document, lexicon: Lexicon) -> ReportRead:
    reading = read_document(document, lexicon) if document.text else without_evidence(document)
    words = fingerprint_of(document) if reading.utterances else None
    return ReportRead(pack_reading(reading), line_digests(document), words)


def _in_order(
    pool: ProcessPoolExecutor, files: Sequence[str], workers: int
) -> Iterator[list[ReportRead]]:
    """A bounded number of tasks under way, so that results do not pile up."""
    waiting: list[Future[list[bytes]]] = []
    tasks = [files[i : i + _FILES_A_TASK] for i in range(0, len(files), _FILES_A_TASK)]
    for task in tasks:
        waiting.append(pool.submit(_read_task, tuple(task)))
        if len(waiting) >= workers * _TASKS_WAITING_A_WORKER:
            yield from map(_decode, waiting.pop(0).result())
    for future in waiting:
        yield from map(_decode, future.result())


class _Worker:
    """What a worker process keeps between tasks."""

    root: Path
    lexicon: Lexicon


def _prepare(root: str, lexicon_file: str | None) -> None:
    _Worker.root = Path(root)
    _Worker.lexicon = load_lexicon(None if lexicon_file is None else Path(lexicon_file))
    gc.freeze()
    gc.disable()  # until the end of a task, when next to nothing is alive to be searched


def _read_task(names: tuple[str, ...]) -> list[bytes]:
    read = [_encode(read_one(_Worker.root, name, _Worker.lexicon)) for name in names]
    gc.collect(0)
    return read
