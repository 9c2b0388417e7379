"""Telling somebody through an ntfy server that something needs them, without saying what.

Invariants:
- A topic is a secret: it travels in the body, never in an address that a server writes into a log.
- Redirections are not followed: a notice goes to the server that was named, or nowhere.
- Nothing is handed on to a push service of somebody else (`Firebase: no`).

ntfy's own way of publishing: https://docs.ntfy.sh/publish/#publish-as-json
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from .errors import AddressRefusedError, PostClosedError
from .post import TIMEOUT_SECONDS, Saying, Tell
from .socks import Peer, connect_through

_MOST_ANSWER_BYTES = 65_536
_OF_THIS_TOPIC = frozenset({400, 403, 404})  # what a server says of one topic, not of us all


@dataclass(frozen=True, slots=True)
class NtfyServer:
    """Where notices are published, and as whom; `proxy` is of the form socks5://HOST:PORT."""

    url: str
    token_file: str = ""
    proxy: str = ""


def ntfy_server() -> NtfyServer | None:
    """The ntfy server that `site.toml` names, if it names one."""
    said = settings.HOLDFAST_NTFY
    return None if said is None else NtfyServer(said.url, said.token_file, said.proxy)


def ntfy_through(server: NtfyServer) -> Tell:
    """A sender of notices to topics of this server.

    It raises PostClosedError (nothing can be handed in), AddressRefusedError (this topic cannot).
    """

    def tell(topic: str, says: Saying) -> None:
        try:
            status = _publish(server, topic, says)
        except (http.client.HTTPException, OSError, ValueError):
            raise PostClosedError from None
        if status in _OF_THIS_TOPIC:
            raise AddressRefusedError
        if not 200 <= status < 300:
            raise PostClosedError

    return tell


def _publish(server: NtfyServer, topic: str, says: Saying) -> int:
    body = json.dumps({"topic": topic, "title": says.subject, "message": says.text}).encode()
    headers = {"Content-Type": "application/json", "Firebase": "no", "User-Agent": "ntfy"}
    if server.token_file:
        token = Path(server.token_file).read_text("utf-8").strip()
        headers["Authorization"] = f"Bearer {token}"
    connection = _Connection(server)
    try:
        connection.request("POST", urlsplit(server.url).path or "/", body, headers)
        answer = connection.getresponse()
        answer.read(_MOST_ANSWER_BYTES)
        return answer.status
    finally:
        connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection that goes through the proxy where there is one, and is TLS where it must be."""

    def __init__(self, server: NtfyServer) -> None:
        address = urlsplit(server.url)
        self._is_sealed = address.scheme == "https"
        self._peer = Peer(address.hostname or "", address.port or (443 if self._is_sealed else 80))
        self._proxy = server.proxy
        super().__init__(*self._peer, timeout=TIMEOUT_SECONDS)

    def connect(self) -> None:
        """Connect. Raises OSError."""
        plain = self._reach()
        if not self._is_sealed:
            self.sock = plain
            return
        try:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._peer.host)
        except BaseException:
            plain.close()
            raise

    def _reach(self) -> socket.socket:
        if not self._proxy:
            return socket.create_connection(self._peer, timeout=TIMEOUT_SECONDS)
        address = urlsplit(self._proxy)
        proxy = Peer(address.hostname or "", address.port or 0)
        return connect_through(proxy, self._peer, seconds=TIMEOUT_SECONDS)
