"""A connection through a SOCKS5 proxy, such as Tor's.

Invariants: the name is handed to the proxy and is never looked up on this machine.

Source: RFC 1928, without log-in.
"""

from __future__ import annotations

import socket
from typing import NamedTuple

_VERSION, _NO_LOG_IN, _CONNECT, _BY_NAME = 5, 0, 1, 3
_ADDRESS_BYTES = {1: 4, 4: 16}  # of IPv4, of IPv6
_LONGEST_NAME = 255


class Peer(NamedTuple):
    """A machine, by name or address, and a port of it."""

    host: str
    port: int


def connect_through(proxy: Peer, target: Peer, *, seconds: float) -> socket.socket:
    """A connection to `target`. Raises OSError where the proxy or the target refuses."""
    name = target.host.encode("idna")
    if not 0 < len(name) <= _LONGEST_NAME:
        raise OSError("no such name")
    connection = socket.create_connection(proxy, timeout=seconds)
    try:
        connection.sendall(bytes([_VERSION, 1, _NO_LOG_IN]))
        _expect(_read(connection, 2) == bytes([_VERSION, _NO_LOG_IN]))
        head = bytes([_VERSION, _CONNECT, 0, _BY_NAME, len(name)])
        connection.sendall(head + name + target.port.to_bytes(2, "big"))
        _take_answer(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _take_answer(connection: socket.socket) -> None:
    version, answer, _, kind = _read(connection, 4)
    _expect(version == _VERSION and answer == 0)
    _expect(kind == _BY_NAME or kind in _ADDRESS_BYTES)
    length = _read(connection, 1)[0] if kind == _BY_NAME else _ADDRESS_BYTES[kind]
    _read(connection, length + 2)


def _read(connection: socket.socket, size: int) -> bytes:
    held = b""
    while len(held) < size:
        piece = connection.recv(size - len(held))
        if not piece:
            raise OSError("the proxy hung up")
        held += piece
    return held


def _expect(is_so: bool) -> None:  # noqa: FBT001  (it is the claim itself)
    if not is_so:
        raise OSError("the proxy refused")
