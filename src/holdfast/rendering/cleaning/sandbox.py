"""Running the cleaner where it can reach nothing: no network, no files, nobody's keys.

Invariants:
- Without bubblewrap there is no copy: a stranger's file is never opened in a process of ours.
- The sandbox sees the system's programs and Python's, read-only; not the site, not a home, not the
  environment of this process.
- A file costs a bounded time and memory, and few are cleaned at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from holdfast.kernel.errors import HoldfastError

from .kinds import FileKind, kind_of_file

MOST_BYTES = 96 * 1024 * 1024
SECONDS = 90
_WORKER = Path(__file__).with_name("worker.py")
_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts")
_AT_ONCE = threading.BoundedSemaphore(2)


class CleaningError(HoldfastError):
    """No cleaned copy."""


class NoSandboxError(CleaningError):
    """bubblewrap is not there, or the system does not let it work."""

    code = "cleaning.no_sandbox"
    says = "This machine has no sandbox, so that no cleaned copy can be made. Nothing was opened."
    next_step = "Install the package bubblewrap, and let the desk use user namespaces."


class NotCleanableError(CleaningError):
    """A kind of file of which no copy can be made."""

    code = "cleaning.not_cleanable"
    says = "Of this kind of file no cleaned copy can be made. Nothing was opened."
    next_step = "Save it as it was sent, and open it on a machine that holds nothing else."


class SpoiledError(CleaningError):
    """The cleaner could not read the file, or it would have cost too much."""

    code = "cleaning.spoiled"
    says = "This file could not be read in the sandbox: it is damaged, too large, or hostile."
    next_step = "Treat it as hostile. Its bytes are kept as they were sent."


class _Head(msgspec.Struct, frozen=True):
    kind: Literal["jpeg", "pdf", "text"]
    parts: int
    of: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned copy. `parts` of `of` are in it: pages, frames, or letters."""

    media_type: str
    suffix: str
    parts: int
    of: int
    content: bytes


_MEDIA = {
    "jpeg": ("image/jpeg", "jpg"),
    "pdf": ("application/pdf", "pdf"),
    "text": ("text/plain; charset=utf-8", "txt"),
}


def cleaned_copy(pieces: Iterable[bytes]) -> Cleaned:
    """A copy of a file that carries only what it shows.

    Raises NotCleanableError, NoSandboxError, SpoiledError.
    """
    raw = b"".join(_bounded(pieces))
    kind = kind_of_file(raw[:4096])
    if kind is None:
        raise NotCleanableError
    with _AT_ONCE:
        return _read(_run(kind, raw))


def sandboxed(kind: FileKind, *, program: str) -> list[str]:
    """The words by which bubblewrap runs the cleaner."""
    seen: list[str] = []
    for path in (*_SYSTEM, sys.base_prefix, sys.prefix):
        if os.path.lexists(path):
            seen += ["--ro-bind", os.path.realpath(path), path]
    return [
        program, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv",
        "--cap-drop", "ALL", *seen, "--dev", "/dev", "--ro-bind", str(_WORKER), "/cleaner.py",
        "--chdir", "/",
        sys.executable, "-I", "/cleaner.py", kind,
    ]  # fmt: skip


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise SpoiledError
        yield piece


def _run(kind: FileKind, raw: bytes) -> bytes:
    program = shutil.which("bwrap")
    if program is None:
        raise NoSandboxError
    try:
        done = subprocess.run(  # noqa: S603  (words of ours)
            sandboxed(kind, program=program), input=raw, capture_output=True, timeout=SECONDS,
            check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise SpoiledError from None
    if done.returncode and done.stderr.startswith(b"bwrap:"):
        raise NoSandboxError
    if done.returncode:
        raise SpoiledError
    return done.stdout


def _read(out: bytes) -> Cleaned:
    """What the cleaner wrote, trusted no further than its form."""
    line, _, content = out.partition(b"\n")
    try:
        head = msgspec.json.decode(line, type=_Head)
    except msgspec.MsgspecError:
        raise SpoiledError from None
    media_type, suffix = _MEDIA[head.kind]
    return Cleaned(media_type, suffix, head.parts, head.of, content)
