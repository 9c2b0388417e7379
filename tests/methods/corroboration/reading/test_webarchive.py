"""A web archive gives the pages that sites answered with."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from holdfast.methods.corroboration.reading import webarchive
from holdfast.methods.corroboration.reading.webarchive import EMPTY, TOO_MUCH, read_archive

Make = Callable[..., bytes]


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_read_with_its_own_part(archive: Make, page: str, packed: bool) -> None:
    other = page.replace("Velmar Herald", "Border Post")
    extracts = list(read_archive(archive(page.encode(), other.encode(), gzip=packed)))
    assert [extract.outlet for extract in extracts] == ["Velmar Herald", "Border Post"]
    assert [extract.part for extract in extracts] == [page.encode(), other.encode()]


def test_what_a_site_refused_is_no_page(archive: Make, page: str) -> None:
    (only,) = read_archive(archive(page.encode(), status="404 Not Found"))
    assert only.problems == (EMPTY,)


def test_a_record_that_unpacks_to_too_much_ends_the_reading(
    archive: Make, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webarchive, "ARCHIVE_RECORD_BYTES", 100_000)
    first, last = read_archive(archive(page.encode(), b"<p>x</p>" * 20_000, page.encode()))
    assert first.text and last.problems == (TOO_MUCH,)


def test_an_archive_that_breaks_off_gives_what_stands_before(archive: Make, page: str) -> None:
    whole = archive(page.encode(), page.encode())
    extracts = list(read_archive(whole[: len(whole) - 300]))
    assert extracts[0].outlet == "Velmar Herald"
    assert extracts[-1].problems


def test_a_packed_file_that_is_no_archive_says_so() -> None:
    assert list(read_archive(gzip.compress(b"WARC/1.0\r\nbroken")))[-1].problems
