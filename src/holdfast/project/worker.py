"""Gunicorn's worker of threads, for visitors who may be slow, hostile, or on a bad line.

Invariants:
- The loop that lets visitors in waits for none of them. Gunicorn's own waits there for two seconds,
  for each connection that it ends and the other side keeps open; a single visitor who does that
  again and again keeps everybody out.
- Who sends drop by drop is let go: the head of a request has its time, and a body the time that a
  bad line needs for what it has brought so far. Gunicorn's own waits as long as drops come.
- What cannot be read as a request is answered by one page in words. Nothing of it is logged or sent
  back.
"""

from __future__ import annotations

import time

from gunicorn.http.errors import NoMoreData
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS = 20.0
BODY_SECONDS = 90.0
LEAST_BYTES_A_SECOND = 512
_PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Notes</title></head>
<body><h1>This did not work</h1>
<p>What your browser sent just now cannot be read, and was not stored. What was stored before is
safe.</p>
<p>Go back one page, and send it again. If it was long, send it in two parts.</p></body></html>
"""
_HEAD = (
    b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
    b"Content-Security-Policy: default-src 'none'\r\nX-Content-Type-Options: nosniff\r\n"
    b"Content-Length: %d\r\n\r\n"
)


class DoorWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """`ThreadWorker` that ends connections in the thread that answered them, and waits for nobody
    without end."""

    def handle(self, conn: TConn) -> object:
        """Answer one request; what is not kept open is closed here."""
        conn.init = lambda: _begin(conn)
        kept = super().handle(conn)
        if not kept:
            conn.close(graceful=True)
            conn.close = _closed  # the loop would do it again
        return kept

    def handle_request(self, req: object, conn: TConn) -> object:
        """Answer what a whole head asks for; its body has time of its own."""
        conn.parser.unreader.allow(BODY_SECONDS)
        return super().handle_request(req, conn)

    def handle_error(self, req: object, client: object, addr: object, exc: object) -> None:  # noqa: ARG002
        """One page for whatever is no request, and for what breaks off."""
        client.sendall(_HEAD % len(_PAGE) + _PAGE)  # type: ignore[attr-defined]  # a socket


class PatientUnreader(SocketUnreader):  # type: ignore[misc]  # gunicorn ships no types
    """Reads what a visitor sends, as long as it comes fast enough."""

    def __init__(self, sock: object) -> None:
        super().__init__(sock)
        self.begin()

    def begin(self) -> None:
        """A new request: its head has HEAD_SECONDS."""
        self._received = 0
        self._until = time.monotonic() + HEAD_SECONDS

    def allow(self, seconds: float) -> None:
        """So much more time from now on."""
        self._until = time.monotonic() + seconds

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next piece. Raises NoMoreData for a visitor who is too slow."""
        if time.monotonic() > self._until + self._received / LEAST_BYTES_A_SECOND:
            raise NoMoreData
        piece: bytes = super().chunk(size_hint)
        self._received += len(piece)
        return piece


def _begin(conn: TConn) -> None:
    """Make a connection ready for its next request."""
    TConn.init(conn)
    if not isinstance(conn.parser.unreader, PatientUnreader):
        conn.parser.unreader = PatientUnreader(conn.sock)
    conn.parser.unreader.begin()


def _closed(*, graceful: bool = False) -> None:
    """Nothing is left to be done."""
