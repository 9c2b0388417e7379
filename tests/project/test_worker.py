"""Visitors who send slowly or do not hang up, against a door that is really served."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from holdfast.doors.cli import serve

ANSWER = "def application(environ, start):\n"
ANSWER += "    environ['wsgi.input'].read()\n"
ANSWER += "    start('200 OK', [('Content-Length', '2')])\n"
ANSWER += "    return [b'ok']\n"
GET = b"GET / HTTP/1.1\r\nHost: line\r\nConnection: close\r\n\r\n"
SLOW = b"POST / HTTP/1.1\r\nHost: line\r\nContent-Length: 9\r\n\r\nx"


@contextmanager
def served(folder: Path, *, threads: int) -> Iterator[int]:
    """An application behind our worker; gives its port."""
    (folder / "answering.py").write_text(ANSWER)
    environment = {**os.environ, "PYTHONPATH": f"{folder}:src"}
    with serve.listening("127.0.0.1:0", may_be_reached=False) as at:
        door = serve.Door("line", "answering:application", at, threads)
        words, given = door.command(), (at.fileno(),)
        with subprocess.Popen(words, env=environment, pass_fds=given) as process:
            port = at.getsockname()[1]
            assert asked(port, within=20).startswith(b"HTTP/1.1 200")
            yield port
            process.terminate()


def asked(port: int, *, within: float) -> bytes:
    with sent(port, GET) as visitor:
        visitor.settimeout(within)
        return visitor.recv(100)


def sent(port: int, request: bytes) -> socket.socket:
    visitor = socket.create_connection(("127.0.0.1", port))
    visitor.sendall(request)
    return visitor


def test_visitors_who_do_not_hang_up_keep_nobody_waiting(tmp_path: Path) -> None:
    with served(tmp_path, threads=8) as port, ExitStack() as stack:
        staying = [stack.enter_context(sent(port, GET)) for _ in range(5)]
        began = time.monotonic()
        assert asked(port, within=10).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - began < 1.5  # gunicorn alone waits two seconds for each of them
        assert len(staying) == 5


def test_who_sends_nothing_more_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "SILENCE_SECONDS", 1)
    with served(tmp_path, threads=2) as port, ExitStack() as stack:
        silent = [stack.enter_context(sent(port, SLOW)) for _ in range(2)]  # every thread has one
        assert asked(port, within=10).startswith(b"HTTP/1.1 200")
        assert len(silent) == 2


def test_the_line_has_threads_for_those_who_are_slow() -> None:
    with serve.listening("127.0.0.1:0", may_be_reached=False) as at:
        words = serve._line_at(at).command()
    assert words[words.index("--threads") + 1] == "64"
