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
def served(folder: Path, *, threads: int, before: str = "") -> Iterator[int]:
    """An application behind our worker; gives its port."""
    (folder / "answering.py").write_text(before + ANSWER)
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


PATIENCE = """
from holdfast.project import worker
worker.HEAD_SECONDS, worker.BODY_SECONDS, worker.LEAST_BYTES_A_SECOND = 0.6, 0.6, 10**6
"""


def dripping(visitor: socket.socket, drops: bytes, *, seconds: float) -> bool:
    """Whether somebody who sends byte by byte was let go within this time."""
    until = time.monotonic() + seconds
    for drop in drops:
        try:
            visitor.send(bytes([drop]))
        except OSError:
            return True
        time.sleep(0.1)
    visitor.settimeout(max(0.1, until - time.monotonic()))
    try:
        return visitor.recv(100) is not None
    except TimeoutError:
        return False
    except OSError:
        return True


@pytest.mark.parametrize(
    "begun", [b"GET / HTTP/1.1\r\nX-A: ", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n"]
)  # fmt: skip
def test_who_sends_drop_by_drop_is_let_go(tmp_path: Path, begun: bytes) -> None:
    with served(tmp_path, threads=1, before=PATIENCE) as port, sent(port, begun) as slow:
        assert dripping(slow, b"x" * 25, seconds=5)
        assert asked(port, within=10).startswith(b"HTTP/1.1 200")


NONSENSE = (
    b"GET /" + b"canary" * 2000 + b" HTTP/1.1\r\n\r\n",
    b"canary\r\n\r\n",
    b"GET / HTTP/1.1\r\ncanary canary\r\n\r\n",
    b"GET / HTTP/9.9\r\nX: canary\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: canary\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: canary\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: canary\r\n" % n for n in range(300)) + b"\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"canary" * 9000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: \x00canary\r\n\r\n",
)


def test_what_is_no_request_is_answered_in_words_and_leaves_no_trace(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    answers = []
    with served(tmp_path, threads=2) as port:
        for nonsense in NONSENSE:
            with sent(port, nonsense) as visitor:
                visitor.settimeout(10)
                answers.append(b"".join(iter(lambda: visitor.recv(4096), b"")))
    for nonsense, answer in zip(NONSENSE, answers, strict=True):
        assert answer.startswith(b"HTTP/1.1 400 "), nonsense[:60]
        assert b"What was stored before is" in answer and b"no-store" in answer
        assert b"canary" not in answer
    assert "canary" not in "".join(capfd.readouterr())


def test_the_line_has_threads_for_those_who_are_slow() -> None:
    with serve.listening("127.0.0.1:0", may_be_reached=False) as at:
        words = serve._line_at(at).command()
    assert words[words.index("--threads") + 1] == "128"
