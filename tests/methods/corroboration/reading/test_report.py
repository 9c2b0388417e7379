"""Whatever a file is, it becomes documents, with every loss told."""

from __future__ import annotations

import hashlib
import mailbox
import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest

from holdfast.methods.corroboration.document import Document
from holdfast.methods.corroboration.reading import find_files, read_file, report
from holdfast.methods.corroboration.reading.limits import TEXT_CHARACTERS

Make = Callable[[dict[str, bytes]], Path]


def read(root: Path, name: str) -> Document:
    (only,) = read_file(root, name)
    return only


def test_a_plain_file_in_utf8_is_its_own_text(folder: Make) -> None:
    data = "\ufeffRaids in Velmar\r\n\r\nThey were taken.\r\u2028“No.”\n\n".encode()
    document = read(folder({"a.txt": data}), "a.txt")
    assert document.text == data.decode("utf-8")
    assert document.is_plain
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_markdown_is_plain_and_another_encoding_is_not(folder: Make) -> None:
    root = folder({"a.md": b"# Title\n\nWords.", "b.txt": "Мужчин увезли ночью.".encode("cp1251")})
    assert read(root, "a.md").is_plain
    assert not read(root, "b.txt").is_plain
    assert read(root, "b.txt").text == "Мужчин увезли ночью."


def test_every_format_gives_the_same_report(
    folder: Make,
    body: tuple[str, ...],
    page: str,
    pdf_file: bytes,
    word_file: Callable[[], bytes],
    message: EmailMessage,
    archive: Callable[..., bytes],
) -> None:
    title = "Police in Velmar round up dozens after night raids"
    files = {
        "a.txt": "\n\n".join((title, *body)).encode(),
        "b.html": page.encode(),
        "c.pdf": pdf_file,
        "d.docx": word_file(),
        "e.eml": bytes(message),
        "g.warc.gz": archive(page.encode()),
    }
    root = folder(files)
    for name in files:
        document = read(root, name)
        assert document.path.partition("#")[0] == name
        assert all(paragraph in document.text for paragraph in body), name
        assert (document.title, document.language, document.problems) == (title, "en", ())


def test_a_mailbox_gives_numbered_documents_with_hashes_of_their_own(
    folder: Make, message: EmailMessage
) -> None:
    root = folder({"a.txt": b"x"})
    box = mailbox.mbox(root / "mail.mbox")
    box.add(message)
    message.replace_header("Subject", "Another report from Velmar")
    box.add(message)
    box.close()
    documents = read_file(root, "mail.mbox")
    assert [document.path for document in documents] == ["mail.mbox#1", "mail.mbox#2"]
    assert documents[1].title == "Another report from Velmar"
    assert len({document.sha256 for document in documents}) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("white.txt", b" \n\t\n"),
        ("junk.txt", bytes(range(256)) * 30),
        ("junk.pdf", b"\x00\x01\x02" * 100),
        ("broken.pdf", b"%PDF-1.7\nbroken"),
        ("broken.docx", b"PK\x03\x04word/broken"),
        ("junk.warc.gz", b"\x1f\x8bjunk"),
        ("table.csv", b"a,b\n1,2\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("blank.html", b"<html><body></body></html>"),
        ("blank.eml", b"From: a@b.example\n\n"),
    ],
)
def test_what_cannot_be_read_is_a_document_with_a_problem(
    folder: Make, name: str, data: bytes
) -> None:
    document = read_file(folder({name: data}), name)[-1]
    assert (document.text, document.language, document.is_plain) == ("", "und", False)
    assert document.problems
    assert all(problem.endswith(".") and " " in problem for problem in document.problems)


def test_a_pdf_named_txt_is_read_as_a_pdf_and_told(folder: Make, pdf_file: bytes) -> None:
    document = read(folder({"a.txt": pdf_file}), "a.txt")
    assert "Dozens of men" in document.text
    assert not document.is_plain
    assert "PDF" in document.problems[0]


def test_lost_files_pipes_and_links_are_told_and_not_waited_for(folder: Make) -> None:
    root = folder({"a.txt": b"x"})
    os.mkfifo(root / "pipe.txt")
    (root / "out.txt").symlink_to("/etc/hostname")
    for name in ("pipe.txt", "out.txt", "lost.txt"):
        assert read(root, name).problems and read(root, name).text == ""


def test_a_parser_that_fails_in_its_own_way_is_a_problem_and_no_exception(
    folder: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: bytes) -> None:
        raise RecursionError

    monkeypatch.setitem(report._ONE, report.Format.PAGE, failing)
    assert read(folder({"a.html": b"<html>"}), "a.html").problems == (report.FAILED,)


def test_a_text_of_more_than_five_million_characters_is_cut_and_told(folder: Make) -> None:
    document = read(folder({"a.txt": b"word " * (TEXT_CHARACTERS // 5 + 10)}), "a.txt")
    assert len(document.text) == TEXT_CHARACTERS
    assert document.problems == (report.CUT,)


def test_a_line_of_a_million_characters_is_read(folder: Make) -> None:
    data = b"He was beaten and " * 60_000
    assert read(folder({"a.txt": data}), "a.txt").text == data.decode()


def test_the_page_s_own_claim_decides_only_where_the_text_is_too_short(folder: Make) -> None:
    short = b"<html lang='de'><body><article><p>Velmar</p></article></body></html>"
    assert read(folder({"a.html": short}), "a.html").language == "de"


def test_a_name_that_is_not_utf8_is_read_and_shown(folder: Make) -> None:
    root = folder({"a.txt": b"x"})
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt")).write_bytes(b"The men were taken.")
    shown = [read(root, name).path for name in find_files(root, out=None).files]
    assert shown == ["a.txt", "caf\ufffd.txt"]


def test_no_input_is_changed_and_reading_again_gives_the_same(folder: Make, page: str) -> None:
    root = folder({"a.txt": b"The men were taken.", "b.html": page.encode()})
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.iterdir()}
    first = msgspec.json.encode([read_file(root, name) for name in ("a.txt", "b.html")])
    assert first == msgspec.json.encode([read_file(root, name) for name in ("a.txt", "b.html")])
    assert before == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in root.iterdir()}
