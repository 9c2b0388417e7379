"""A file is what its first bytes say."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from holdfast.methods.corroboration.reading.sniffing import Format, sniff


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [
        (b"Words.", "a.txt", Format.TEXT),
        (b"Words.", "README", Format.TEXT),
        (b"# Words", "a.MD", Format.MARKDOWN),
        (b"<!doctype html><p>x", "a.html", Format.PAGE),
        (b"<p>a fragment", "a.htm", Format.PAGE),
        (b"From: a@b\n\nx", "a.eml", Format.MAIL),
        (b"From a\n\nx", "a.mbox", Format.MAILBOX),
        (b"WARC/1.0\r\n", "a.warc", Format.ARCHIVE),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "a.warc.gz", Format.ARCHIVE),
        (b"%PDF-1.7", "a.pdf", Format.PDF),
    ],
)
def test_name_and_content_that_agree_give_no_problem(
    data: bytes, path: str, expected: Format
) -> None:
    assert (sniff(data, path).format, sniff(data, path).problem) == (expected, None)


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [
        (b"%PDF-1.7", "a.txt", Format.PDF),
        (b"\xef\xbb\xbf <?xml version='1.0'?><html>", "a.txt", Format.PAGE),
        (b"<html>", "a.pdf", Format.PAGE),
    ],
)
def test_content_wins_over_the_name_and_is_told(data: bytes, path: str, expected: Format) -> None:
    sniffed = sniff(data, path)
    assert sniffed.format is expected
    assert sniffed.problem is not None and expected.value in sniffed.problem


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"words", "a.pdf"),
        (b"words", "a.docx"),
        (b"PK\x03\x04zip", "a.docx"),
        (b"\x89PNG\r\n\x1a\n", "a.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc"),
        (b"{\\rtf1", "a.rtf"),
        (b"a,b", "a.csv"),
        (b"\x1f\x8b\x08broken", "a.warc.gz"),
    ],
)
def test_what_is_not_read_is_refused_with_a_sentence(data: bytes, path: str) -> None:
    sniffed = sniff(data, path)
    assert sniffed.format is Format.OTHER
    assert sniffed.problem is not None and sniffed.problem.endswith(".")


def test_a_word_document_is_known_by_what_it_holds(word_file: Callable[[], bytes]) -> None:
    assert sniff(word_file(), "a.docx").format is Format.WORD
