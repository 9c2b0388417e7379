from __future__ import annotations

import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from tests.rendering.cleaning.strangers import document_of_word, pdf, picture

from holdfast.rendering.cleaning import sandbox
from holdfast.rendering.cleaning.errors import (
    CleanerBusyError,
    NoSandboxError,
    NotCleanableError,
    SpoiledError,
)
from holdfast.rendering.cleaning.kinds import FileKind
from holdfast.rendering.cleaning.sandbox import cleaned_copy, sandboxed

needs_bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
GREETS = "import sys, time\nout = sys.stdout.buffer\nout.write(b'+')\nout.flush()\n"
Takeover = Callable[[str], None]


@pytest.fixture
def taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Takeover:
    """Puts another program in the place of the cleaner."""
    hostile = tmp_path / "cleaner.py"
    monkeypatch.setattr(sandbox, "_WORKER", hostile)

    def take_over(program: str) -> None:
        hostile.write_text(program)

    return take_over


@needs_bubblewrap
def test_a_picture_comes_back_as_a_picture_of_another_kind() -> None:
    out = BytesIO()
    Image.new("RGB", (30, 10), "red").save(out, "PNG")
    copy = cleaned_copy(iter([out.getvalue()[:9], out.getvalue()[9:]]))
    assert (copy.media_type, copy.suffix, copy.parts, copy.of) == ("image/jpeg", "jpg", 1, 1)
    with Image.open(BytesIO(copy.content)) as found:
        assert found.size == (30, 10)


@needs_bubblewrap
def test_a_document_comes_back_as_pictures_of_its_pages() -> None:
    copy = cleaned_copy([pdf(3)])
    assert (copy.media_type, copy.parts, copy.of) == ("application/pdf", 3, 3)
    with pypdfium2.PdfDocument(copy.content) as read:
        assert [page.get_size() for page in read] == [(200, 100)] * 3
        assert read[0].get_textpage().get_text_range() == ""


@needs_bubblewrap
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Жди\x1b\u202e меня".encode(), "Жди меня"),
        (document_of_word("They came at night."), "They came at night."),
    ],
)
def test_words_come_back_as_letters(raw: bytes, text: str) -> None:
    copy = cleaned_copy([raw])
    assert (copy.suffix, copy.content.decode()) == ("txt", text)
    assert copy.parts == copy.of == len(text)


@needs_bubblewrap
@pytest.mark.parametrize(
    "raw", [picture()[:40], b"%PDF-1.7 nothing", b"PK\x03\x04 no document", b"GIF89a"]
)
def test_what_cannot_be_read_is_said_to_be_spoiled(raw: bytes) -> None:
    with pytest.raises(SpoiledError):
        cleaned_copy([raw])


def stdout_of_sandbox(kind: FileKind = FileKind.WORDS) -> bytes:
    program = shutil.which("bwrap") or ""
    return subprocess.run(sandboxed(kind, program=program), capture_output=True).stdout


@needs_bubblewrap
def test_whatever_runs_in_the_sandbox_sees_no_home_no_site_no_network_and_no_environment(
    tmp_path: Path, taken_over: Takeover, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site.toml").write_text("secret")
    taken_over(
        "import os, socket, json\n"
        "def can(what):\n"
        "    try: what(); return True\n"
        "    except OSError: return False\n"
        f"seen = [os.path.exists(path) for path in ({str(tmp_path / 'site.toml')!r}, '/home',\n"
        "    '/var', '/etc/passwd', '/proc/1/environ')]\n"
        "dial = can(lambda: socket.create_connection(('127.0.0.1', 1), 1))\n"
        "wrote = [can(lambda: open('/usr/new', 'w')), can(lambda: os.mkdir('/new')),\n"
        "    can(lambda: os.mkdir('/dev/shm/new'))]\n"
        "names = sorted(set(os.environ) - {'PWD', 'LC_CTYPE'})\n"
        "links = os.listdir('/sys/class/net') if os.path.exists('/sys') else []\n"
        "print(json.dumps([any(seen), dial, any(wrote), names, links]))\n"
    )
    monkeypatch.setenv("HOLDFAST_SECRET", "half a key")
    assert stdout_of_sandbox() == b"[false, false, false, [], []]\n"


@needs_bubblewrap
def test_its_limits_are_set_from_outside_and_it_can_build_no_sandbox_of_its_own(
    taken_over: Takeover,
) -> None:
    taken_over(
        "import ctypes, resource as r\n"
        "new_user = 0x10000000\n"
        "which = (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_NPROC, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE,\n"
        "    r.RLIMIT_CORE)\n"
        "print([r.getrlimit(one)[1] for one in which], ctypes.CDLL(None).unshare(new_user))\n"
    )
    assert stdout_of_sandbox() == b"[2147483648, 45, 1, 32, 0, 0] -1\n"


@needs_bubblewrap
def test_the_cleaner_can_change_nothing_of_the_file(taken_over: Takeover) -> None:
    taken_over(
        "import os, sys\n"
        "def can(what, *how):\n"
        "    try: what(0, *how); return True\n"
        "    except OSError: return False\n"
        "did = [can(os.write, b'x'), can(os.ftruncate, 0), can(os.ftruncate, 99)]\n"
        "text = repr(did).encode() + os.read(0, 9)\n"
        "size = len(text).to_bytes(4, 'big')\n"
        "sys.stdout.buffer.write(b'+' + size + size + text)\n"
    )
    assert cleaned_copy([b"words"]).content == b"[False, False, False]words"


HOSTILE = {
    "endless": "while True: out.write(b'\\xff' * 65536)\n",
    "endless after words": ("out.write(bytes(8))\nwhile True: out.write(b'a' * 65536)\n"),
    "endless pages": (
        "out.write(b'\\xff' * 4)\n"
        "while True: out.write((2400).to_bytes(4, 'big') * 2 + bytes(2400 * 2400 * 3))\n"
    ),
    "no size": "out.write(b'\\0\\0\\0\\1' + bytes(8))\n",
    "below nothing": "out.write(b'\\0\\0\\0\\1' + b'\\xff' * 8)\n",
    "a document of its own": "out.write(b'%PDF-1.7 /OpenAction << /S /JavaScript >>')\n",
    "turned letters": "out.write(bytes((0, 0, 0, 1, 0, 0, 0, 3)) + '\\u202e'.encode())\n",
    "no end": "time.sleep(60)\n",
    "drop by drop": "while True: out.write(b'\\0'); out.flush(); time.sleep(0.3)\n",
    "says there was no sandbox": "sys.stderr.write('bwrap: no')\nsys.exit(1)\n",
}


@pytest.fixture
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@needs_bubblewrap
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("raw", [picture(), b"words"], ids=["picture", "words"])
def test_a_cleaner_that_was_taken_over_is_ended_soon_and_its_output_held_by_nobody(
    raw: bytes,
    what: str,
    taken_over: Takeover,
    monkeypatch: pytest.MonkeyPatch,
    little_memory: None,
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    taken_over(GREETS + HOSTILE[what])
    began = time.monotonic()
    with pytest.raises(SpoiledError):
        cleaned_copy([raw])
    assert time.monotonic() - began < 4
    assert tracemalloc.get_traced_memory()[1] < 25_000_000


@needs_bubblewrap
def test_nothing_that_a_cleaner_writes_for_a_picture_becomes_a_document(
    taken_over: Takeover,
) -> None:
    taken_over(
        GREETS + "out.write(bytes((0, 0, 0, 1)) + bytes((0, 0, 0, 2)) * 2 + b'%PDF-1.7 /AA')\n"
    )
    copy = cleaned_copy([picture()])
    assert (copy.media_type, copy.suffix) == ("image/jpeg", "jpg")
    assert b"%PDF" not in copy.content


def test_without_a_sandbox_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: None)
    with pytest.raises(NoSandboxError):
        cleaned_copy([b"words"])
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: sys.executable)
    monkeypatch.setattr(sandbox, "sandboxed", lambda *_, program: ["sh", "-c", "exit 1"])
    with pytest.raises(NoSandboxError):
        cleaned_copy([b"words"])


def test_what_has_no_kind_or_no_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotCleanableError):
        cleaned_copy([b"MZ\x00\x00 a program"])
    monkeypatch.setattr(sandbox, "MOST_BYTES", 10)
    with pytest.raises(SpoiledError):
        cleaned_copy([b"0123456789", b"0"])


def test_who_comes_when_two_files_are_being_cleaned_is_told_before_the_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE_SECONDS", 0.05)
    read: list[bytes] = []
    pieces = (read.append(piece) or piece for piece in [b"MZ\x00\x00"])
    with sandbox._AT_ONCE, sandbox._AT_ONCE, pytest.raises(CleanerBusyError):
        cleaned_copy(pieces)
    assert read == []
    with pytest.raises(NotCleanableError):
        cleaned_copy(pieces)
    assert read == [b"MZ\x00\x00"]
