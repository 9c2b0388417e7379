"""A mail server for the demonstration: it takes notices and counts them.

Invariants: it listens on this machine only, and keeps nothing of what it is handed.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ANSWERS = {
    b"EHLO": b"250 here", b"HELO": b"250 here", b"MAIL": b"250 from", b"RCPT": b"250 to",
    b"DATA": b"354 go on", b"QUIT": b"221 bye",
}  # fmt: skip


class MailSink(socketserver.ThreadingTCPServer):
    """The server, on a free port of this machine. `taken` counts the letters."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    """One client, as RFC 5321 lets it speak."""

    server: MailSink

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            self.wfile.write(_ANSWERS.get(verb, b"502 what?") + b"\r\n")
            if verb == b"DATA":
                self._take_letter()
            elif verb == b"QUIT":
                return

    def _take_letter(self) -> None:
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            del line
        self.server.taken += 1
        self.wfile.write(b"250 taken\r\n")


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    """The server, for the length of the block."""
    with MailSink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
