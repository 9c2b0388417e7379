"""A mail server in a thread: takes letters, refuses addresses, or closes its door."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.apps.watch.post import MailServer

SENDER = "desk@mail.example"


@dataclass
class Letter:
    recipients: list[str]
    text: str
    hello: str


@dataclass
class Mailroom:
    """What the server does and what it was handed. `certificate` is a PEM file with its key."""

    letters: list[Letter] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    is_closed: bool = False
    certificate: Path | None = None
    before_taking: Callable[[], None] = lambda: None
    port: int = 0

    def server(self, **more: str) -> MailServer:
        return MailServer("localhost", self.port, SENDER, **{"security": "none", **more})

    def told(self) -> list[str]:
        return [recipient for letter in self.letters for recipient in letter.recipients]


class _Talk(socketserver.StreamRequestHandler):
    """One client of the server, as RFC 5321 lets it speak."""

    def handle(self) -> None:
        room: Mailroom = self.server.room
        self.hello, self.recipients = "", []
        self.say("421 closed" if room.is_closed else "220 here")
        while not room.is_closed and (line := self.rfile.readline().decode().strip()):
            verb, _, rest = line.partition(" ")
            answer = getattr(self, f"on_{verb.lower()}", None)
            if verb.upper() == "QUIT" or answer is None:
                self.say("221 bye" if verb.upper() == "QUIT" else "502 what?")
                return
            answer(rest, room)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def on_ehlo(self, name: str, room: Mailroom) -> None:
        self.hello = name
        self.say("250-here" if room.certificate else "250 here")
        if room.certificate:
            self.say("250 STARTTLS")

    def on_starttls(self, _: str, room: Mailroom) -> None:
        self.say("220 go on")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(room.certificate)
        try:
            self.request = context.wrap_socket(self.request, server_side=True)
        except (ssl.SSLError, OSError):
            room.is_closed = True
            return
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)

    def on_mail(self, _: str, room: Mailroom) -> None:
        self.say("250 ok")

    def on_rcpt(self, rest: str, room: Mailroom) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        if address in room.refuses:
            self.say("550 nobody")
            return
        self.recipients.append(address)
        self.say("250 ok")

    def on_rset(self, _: str, room: Mailroom) -> None:
        self.recipients = []
        self.say("250 ok")

    def on_data(self, _: str, room: Mailroom) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) and line != ".\r\n":
            lines.append(line)
        room.before_taking()
        room.letters.append(Letter(self.recipients, "".join(lines), self.hello))
        self.say("250 taken")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    room: Mailroom

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is none of our concern."""


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    """A server on a free port of this machine, for the length of the block."""
    room = Mailroom()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.room, room.port = room, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield room
        finally:
            server.shutdown()
            thread.join()
