from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from holdfast.rendering.cleaning import sandbox
from holdfast.rendering.cleaning.kinds import FileKind
from holdfast.rendering.cleaning.sandbox import (
    NoSandboxError,
    NotCleanableError,
    SpoiledError,
    cleaned_copy,
    sandboxed,
)

needs_bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 10), "red").save(out, "PNG")
    return out.getvalue()


@needs_bubblewrap
def test_a_picture_comes_back_as_a_picture_of_another_kind() -> None:
    copy = cleaned_copy(iter([picture()]))
    assert (copy.media_type, copy.suffix, copy.parts, copy.of) == ("image/jpeg", "jpg", 1, 1)
    with Image.open(BytesIO(copy.content)) as found:
        assert found.size == (30, 10)


@needs_bubblewrap
@pytest.mark.parametrize(
    "raw", [picture()[:40], b"%PDF-1.7 nothing", b"PK\x03\x04 no document", b"GIF89a"]
)
def test_what_cannot_be_read_is_said_to_be_spoiled(raw: bytes) -> None:
    with pytest.raises(SpoiledError):
        cleaned_copy([raw])


@needs_bubblewrap
def test_whatever_runs_in_the_sandbox_sees_no_home_no_site_no_network_and_no_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site.toml").write_text("secret")
    hostile = tmp_path / "cleaner.py"
    hostile.write_text(
        "import os, socket, json\n"
        "def can(what):\n"
        "    try: what(); return True\n"
        "    except OSError: return False\n"
        f"seen = [os.path.exists(path) for path in ({str(tmp_path / 'site.toml')!r}, '/home',\n"
        "    '/var', '/etc/passwd', '/proc/1/environ')]\n"
        "dial = can(lambda: socket.create_connection(('127.0.0.1', 1), 1))\n"
        "wrote = can(lambda: open('/usr/new', 'w'))\n"
        "names = sorted(set(os.environ) - {'PWD', 'LC_CTYPE'})\n"
        "links = os.listdir('/sys/class/net') if os.path.exists('/sys') else []\n"
        "print(json.dumps([seen, dial, wrote, names, links]))\n"
    )
    monkeypatch.setenv("HOLDFAST_SECRET", "half a key")
    monkeypatch.setattr(sandbox, "_WORKER", hostile)
    program = shutil.which("bwrap") or ""
    done = subprocess.run(sandboxed(FileKind.WORDS, program=program), capture_output=True)
    assert done.stdout == b"[[false, false, false, false, false], false, false, [], []]\n"


@needs_bubblewrap
def test_a_cleaner_that_takes_too_long_or_writes_rubbish_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = tmp_path / "cleaner.py"
    monkeypatch.setattr(sandbox, "_WORKER", hostile)
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    hostile.write_text("import time\ntime.sleep(30)\n")
    with pytest.raises(SpoiledError):
        cleaned_copy([b"words"])
    hostile.write_text('print(\'{"kind": "html", "parts": 1, "of": 1}\')\n')
    with pytest.raises(SpoiledError):
        cleaned_copy([b"words"])


def test_without_a_sandbox_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: None)
    with pytest.raises(NoSandboxError):
        cleaned_copy([b"words"])
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: sys.executable)
    monkeypatch.setattr(
        sandbox, "sandboxed", lambda *_, program: ["sh", "-c", "echo bwrap: no >&2; exit 1"]
    )
    with pytest.raises(NoSandboxError):
        cleaned_copy([b"words"])


def test_what_has_no_kind_or_no_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotCleanableError):
        cleaned_copy([b"MZ\x00\x00 a program"])
    monkeypatch.setattr(sandbox, "MOST_BYTES", 10)
    with pytest.raises(SpoiledError):
        cleaned_copy([b"0123456789", b"0"])
