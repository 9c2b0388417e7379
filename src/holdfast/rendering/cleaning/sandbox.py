"""Running the cleaner where it can reach nothing: no network, no files, nobody's keys.

Invariants:
- Without bubblewrap there is no copy: a stranger's file is never opened in a process of ours.
- The sandbox sees the system's programs and Python's, read-only; not the site, not a home, not the
  environment of this process. It can write to no file and start no process.
- A file costs a bounded time and memory, and few are cleaned at once: who comes when there is no
  room is told so, before the file is read.
- Whether the sandbox stood is known by the cleaner's first byte, which comes before it reads the
  file: nothing that the file does can pass for a machine without a sandbox.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from . import worker
from .copies import Cleaned, copy_of
from .errors import CleanerBusyError, NoSandboxError, NotCleanableError, SpoiledError
from .kinds import HEAD_BYTES, FileKind, kind_of_file
from .outlet import Outlet

MOST_BYTES = 48 * 1024 * 1024
SECONDS = 45
PATIENCE_SECONDS = 2
_WORKER = Path(__file__).with_name("worker.py")
_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts")
_SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
_AT_ONCE = threading.BoundedSemaphore(2)


def cleaned_copy(pieces: Iterable[bytes]) -> Cleaned:
    """A copy of a file that carries only what it shows.

    Raises CleanerBusyError, NotCleanableError, NoSandboxError, SpoiledError.
    """
    if not _AT_ONCE.acquire(timeout=PATIENCE_SECONDS):
        raise CleanerBusyError
    try:
        with _kept_in_memory(pieces) as file:
            kind = kind_of_file(os.pread(file.fileno(), HEAD_BYTES, 0))
            if kind is None:
                raise NotCleanableError
            return _clean(kind, file)
    finally:
        _AT_ONCE.release()


def sandboxed(kind: FileKind, *, program: str) -> list[str]:
    """The words by which bubblewrap runs the cleaner."""
    seen: list[str] = []
    for path in (*_SYSTEM, sys.base_prefix, sys.prefix):
        if os.path.lexists(path):
            seen += ["--ro-bind", os.path.realpath(path), path]
    return [
        program, "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent",
        "--new-session", "--clearenv", "--cap-drop", "ALL", *seen, "--dev", "/dev",
        "--ro-bind", str(_WORKER), "/cleaner.py",
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/",
        "/usr/bin/prlimit", f"--as={worker.MEMORY_BYTES}", f"--cpu={worker.SECONDS}",
        "--nproc=1", "--nofile=32", "--fsize=0", "--core=0",
        sys.executable, "-I", "/cleaner.py", kind,
    ]  # fmt: skip


@contextmanager
def _kept_in_memory(pieces: Iterable[bytes]) -> Iterator[BinaryIO]:
    """A file of these bytes on no disk, which whoever gets it can only read."""
    with os.fdopen(os.memfd_create("", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING), "w+b") as file:
        for piece in pieces:
            if file.tell() + len(piece) > MOST_BYTES:
                raise SpoiledError
            file.write(piece)
        file.seek(0)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, _SEALS)
        yield file


def _clean(kind: FileKind, file: BinaryIO) -> Cleaned:
    program = shutil.which("bwrap")
    if program is None:
        raise NoSandboxError
    with subprocess.Popen(  # noqa: S603  (words of ours)
        sandboxed(kind, program=program), stdin=file, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env={}, bufsize=0,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            return _handed_out(kind, Outlet(process.stdout.fileno(), seconds=SECONDS))
        finally:
            process.kill()


def _handed_out(kind: FileKind, outlet: Outlet) -> Cleaned:
    if outlet.has_ended():
        raise NoSandboxError
    return copy_of(kind, outlet)
