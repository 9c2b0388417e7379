"""A file is read or there is a sentence why not; nothing is waited for and nothing is changed."""

from __future__ import annotations

import hashlib
import os
import socket
import tracemalloc
from pathlib import Path

import pytest

from holdfast.methods.corroboration.reading import fileaccess
from holdfast.methods.corroboration.reading.fileaccess import (
    CLOSED_FOLDER,
    NOT_A_FILE,
    TOO_LARGE,
    read_bytes,
)
from holdfast.methods.corroboration.reading.limits import FILE_BYTES


def test_a_file_is_read_with_its_hash_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"words\r\n")
    before = path.stat()
    file = read_bytes(path)
    assert file.data == b"words\r\n"
    assert file.sha256 == hashlib.sha256(b"words\r\n").hexdigest()
    assert (path.stat().st_mtime_ns, path.stat().st_mode) == (before.st_mtime_ns, before.st_mode)


def test_a_file_of_200_mb_is_hashed_but_never_held(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    answer = read_bytes(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (answer.data, answer.problem, len(answer.sha256)) == (b"", TOO_LARGE, 64)
    assert peak < FILE_BYTES + (8 << 20)


def test_pipes_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    listener = socket.socket(socket.AF_UNIX)
    home = Path.cwd()
    os.chdir(tmp_path)  # a socket's path is short
    listener.bind("socket")
    os.chdir(home)
    assert read_bytes(tmp_path / "pipe").problem == NOT_A_FILE
    assert read_bytes(tmp_path / "socket").problem == NOT_A_FILE
    listener.close()


def test_folders_links_and_lost_files_have_their_sentences(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert read_bytes(tmp_path).problem == CLOSED_FOLDER
    assert "link" in (read_bytes(tmp_path / "link").problem or "")
    assert "gone" in (read_bytes(tmp_path / "lost").problem or "")


def test_a_closed_file_and_a_failing_disk_have_their_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def failing(*_: object) -> int:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(fileaccess.os, "read", failing)
    assert "disk" in (read_bytes(path).problem or "")

    def closed(*_: object) -> int:
        raise PermissionError(13, "permission denied")

    monkeypatch.setattr(fileaccess.os, "open", closed)
    assert "permission" in (read_bytes(path).problem or "")
