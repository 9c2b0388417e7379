from collections import deque
from multiprocessing.connection import Connection

import pytest

from holdfast.methods.corroboration.crew import fingerprint_of
from holdfast.methods.corroboration.document import Document
from holdfast.methods.corroboration.joining import NamedFingerprint, shared_passages

_SHARED = "They came at night with two lorries and took every man who stood in the street."


def _fingerprints(count: int) -> list[NamedFingerprint]:
    texts = [f"Report {n} of the day. {_SHARED if n % 50 == 0 else ''}" for n in range(count)]
    documents = [
        Document(path=str(n), sha256=str(n), text=text, is_plain=True, language="en")
        for n, text in enumerate(texts)
    ]
    return [NamedFingerprint(f"r{d.path}", fingerprint_of(d)) for d in documents]


def test_another_process_finds_the_same_passages() -> None:
    fingerprints = _fingerprints(520)
    with shared_passages(deque(fingerprints), workers=1) as alone:
        assert sum(len(passage.spans) for passage in alone) >= 11
    waiting = deque(fingerprints)
    with shared_passages(waiting, workers=2) as beside:
        assert not waiting
        assert list(beside) == list(alone)
        assert list(beside) == list(alone)


def test_a_search_that_was_ended_is_said_and_not_taken_for_no_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("holdfast.methods.corroboration.joining._join_there", _end_at_once)
    with (
        pytest.raises(RuntimeError, match="was ended"),
        shared_passages(deque(_fingerprints(520)), workers=2) as passages,
    ):
        list(passages)


def _end_at_once(connection: Connection) -> None:
    connection.close()


def test_few_reports_are_joined_here() -> None:
    with shared_passages(deque(_fingerprints(60)), workers=2) as found:
        assert [{span.report for span in passage.spans} for passage in found] == [{"r0", "r50"}]
