"""A server that takes notices as ntfy does, and a SOCKS5 proxy before it, both in threads."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Topics:
    """What was published where, and how the server answers."""

    published: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    status: int = 200
    refuses: set[str] = field(default_factory=set)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def told(self) -> list[tuple[str, str]]:
        return [(one["topic"], one["message"]) for one in self.published]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        topics: Topics = self.server.topics
        topics.paths.append(self.path)
        topics.headers.append(dict(self.headers))
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = 403 if said["topic"] in topics.refuses else topics.status
        self.send_response(status)
        if status in range(300, 400):
            self.send_header("Location", f"{topics.url}/elsewhere")
        self.end_headers()
        if status == 200:
            topics.published.append(said)
            self.wfile.write(json.dumps({"id": "x", "event": "message"}).encode())

    def log_message(self, *_: object) -> None:
        """No line a request."""


@contextmanager
def ntfy_like() -> Iterator[Topics]:
    """A server on a free port of this machine, for the length of the block."""
    topics = Topics()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.topics, topics.port = topics, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield topics
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Proxy:
    """What was asked of a SOCKS5 proxy. Every name leads to `behind`; `answer` is its verdict."""

    behind: int
    asked: list[tuple[str, int]] = field(default_factory=list)
    answer: int = 0
    port: int = 0


class _Relay(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        proxy: Proxy = self.server.proxy
        talk: socket.socket = self.request
        assert talk.recv(3) == b"\x05\x01\x00"
        talk.sendall(b"\x05\x00")
        head = talk.recv(5)
        name = talk.recv(head[4])
        proxy.asked.append((name.decode(), int.from_bytes(talk.recv(2), "big")))
        talk.sendall(bytes([5, proxy.answer, 0, 1, 0, 0, 0, 0, 0, 0]))
        if proxy.answer:
            return
        with socket.create_connection(("127.0.0.1", proxy.behind)) as behind:
            back = threading.Thread(target=_pump, args=(behind, talk))
            back.start()
            _pump(talk, behind)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


class _Proxies(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def socks_proxy(behind: int) -> Iterator[Proxy]:
    """A proxy on a free port of this machine, for the length of the block."""
    proxy = Proxy(behind)
    with _Proxies(("127.0.0.1", 0), _Relay) as server:
        server.proxy, proxy.port = proxy, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield proxy
        finally:
            server.shutdown()
            thread.join()
