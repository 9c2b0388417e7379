"""A recorded signal-cli daemon: answers a line of JSON-RPC as its manual page shows it to answer.

Not tried against the real network; the shapes are those of signal-cli-jsonrpc(5).
"""

from __future__ import annotations

import base64
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

ACCOUNT = "+46700000001"


def words(source: str, text: str | None, *, at: int = 1, **documents: str) -> dict[str, Any]:
    """An envelope with a message, as the daemon receives it."""
    attachments = [
        {"id": document, "filename": name, "contentType": "image/jpeg", "size": 3}
        for name, document in documents.items()
    ]
    message = {"timestamp": at, "message": text, "attachments": attachments, "viewOnce": False}
    return {**_head(source, at), "dataMessage": message}


def receipt(source: str) -> dict[str, Any]:
    return {**_head(source, 2), "receiptMessage": {"when": 2, "isDelivery": True}}


def call(source: str, *, at: int = 3) -> dict[str, Any]:
    return {**_head(source, at), "callMessage": {"offerMessage": {"id": 1, "type": "AUDIO"}}}


def _head(source: str, at: int) -> dict[str, Any]:
    number = source if source.startswith("+") else None
    return {
        "source": source, "sourceNumber": number, "sourceUuid": f"uuid-{source}",
        "sourceName": "", "sourceDevice": 1, "timestamp": at,
    }  # fmt: skip


@dataclass
class Daemon:
    """What waits on Signal's servers, what was sent, and what the daemon answers wrongly."""

    port: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    asked: list[dict[str, Any]] = field(default_factory=list)
    says_rubbish: bool = False

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(question)
        given = question["params"]
        if given.get("account") != ACCOUNT:
            return _fault(-32602, "Specified account does not exist")
        if question["method"] == "receive":
            some = self.waiting[: given["maxMessages"]]
            del self.waiting[: given["maxMessages"]]
            return {"result": [{"envelope": one, "account": ACCOUNT} for one in some]}
        if question["method"] == "getAttachment":
            content = self.files.get(given["id"])
            if content is None:
                return _fault(-1, "Could not find attachment")
            return {"result": {"data": base64.b64encode(content).decode()}}
        if self.limits & set(given["recipient"]):
            return _fault(-5, "Rate limited")
        if self.unknown & set(given["recipient"]):
            return _fault(-1, "Failed to send message: unregistered user")
        self.sent += [(recipient, given["message"]) for recipient in given["recipient"]]
        return {"result": {"timestamp": 999}}


def _fault(code: int, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "data": None}}


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        daemon: Daemon = self.server.daemon
        while line := self.rfile.readline():
            if daemon.says_rubbish:
                self.wfile.write(b"<html>no daemon</html>\n")
                return
            question = json.loads(line)
            notice = {"jsonrpc": "2.0", "method": "receive", "params": {"envelope": {}}}
            answer = {"jsonrpc": "2.0", "id": question["id"], **daemon.answer(question)}
            for one in (notice, answer):
                self.wfile.write(json.dumps(one).encode() + b"\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    daemon: Daemon


@contextmanager
def signal_daemon() -> Iterator[Daemon]:
    """The daemon on a free port of this machine, for the length of the block."""
    daemon = Daemon()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.daemon, daemon.port = daemon, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield daemon
        finally:
            server.shutdown()
            thread.join()
