"""Signal, through the JSON-RPC daemon of `signal-cli`, which must receive by hand only.

Invariants:
- One message is asked for at a time: the daemon tells Signal's servers that it has a message before
  we can say that it is safe here. It is kept in memory until it is, so that a full disk loses none
  and a kill one at worst. The guide says so.
- Attachments that were taken over are removed from the daemon's folder, where we are told of it.
- A message is said once a token; nothing that is sent is kept in this process.

Spoken as in signal-cli-jsonrpc(5): a JSON object a line, answers matched by their id. The daemon is
started with `--receive-mode=manual`, so that nothing is received while we do not ask.
"""

from __future__ import annotations

import base64
import binascii
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from holdfast.apps.intake.errors import (
    IntakeError,
    PeerClosedError,
    PeerLaterError,
    PeerRefusedError,
)
from holdfast.apps.intake.rules import Channel
from holdfast.kernel.clock import Clock, utc_now

from .peer import Attached, Heard

TIMEOUT_SECONDS = 30
_MOST_LINE = 160 * 1024 * 1024  # an attachment of 100 MB in base64, which is Signal's own limit
_CALLED = "They tried to call on Signal."
_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9]+)?")
Params = Mapping[str, Any]


class _Document(msgspec.Struct):
    id: str
    filename: str | None = None


class _Words(msgspec.Struct):
    message: str | None = None
    attachments: tuple[_Document, ...] = ()


class _Call(msgspec.Struct, rename="camel"):
    offer_message: Any = None


class _Edit(msgspec.Struct, rename="camel"):
    data_message: _Words | None = None


class _Envelope(msgspec.Struct, rename="camel"):
    timestamp: int = 0
    source_number: str | None = None
    source_uuid: str | None = None
    data_message: _Words | None = None
    edit_message: _Edit | None = None
    call_message: _Call | None = None


class _Received(msgspec.Struct):
    envelope: _Envelope


class _Fault(msgspec.Struct):
    code: int
    message: str = ""


class _Answer(msgspec.Struct):
    id: int | str | None = None
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: _Fault | None = None


@dataclass(slots=True, eq=False)
class SignalPeer:
    """The line's number. `address` is HOST:PORT or the path of a socket; `folder` the daemon's
    folder of attachments, empty where it lies on another machine."""

    address: str
    account: str
    folder: str = ""
    clock: Clock = utc_now
    _unsafe: list[Heard] = field(default_factory=list, repr=False)

    @property
    def channel(self) -> Channel:
        """Signal."""
        return Channel.SIGNAL

    def hear(self) -> Iterator[Heard]:
        """What arrives until nothing more waits. Raises PeerClosedError."""
        yield from tuple(self._unsafe)
        while found := self._received():
            for one in found:
                heard = self._heard(one.envelope)
                if heard is not None:
                    self._unsafe.append(heard)
                    yield heard

    def forget(self, heard: Heard) -> None:
        """Remove the attachments; the daemon itself keeps no message."""
        self._unsafe = [one for one in self._unsafe if one.token != heard.token]
        for name in _names_in(heard.token) if self.folder else ():
            (Path(self.folder) / name).unlink(missing_ok=True)

    def set_aside(self, heard: Heard) -> None:
        """Leave the attachments where they are."""
        self._unsafe = [one for one in self._unsafe if one.token != heard.token]

    def say(self, address: str, text: str, *, token: str) -> None:  # noqa: ARG002
        """Send a message. Raises PeerClosedError, PeerLaterError, PeerRefusedError."""
        self._ask("send", {"recipient": [address], "message": text})

    def _received(self) -> list[_Received]:
        answer = self._ask("receive", {"timeout": 1, "maxMessages": 1})
        try:
            return msgspec.json.decode(answer, type=list[_Received] | None) or []
        except msgspec.MsgspecError:
            raise PeerClosedError from None

    def _heard(self, envelope: _Envelope) -> Heard | None:
        """The message in an envelope; None for receipts, typing, and what we said elsewhere."""
        address = envelope.source_number or envelope.source_uuid
        words = envelope.data_message
        if words is None and envelope.edit_message is not None:
            words = envelope.edit_message.data_message
        if not address or (words is None and not _is_call(envelope)):
            return None
        text = (words.message or "") if words else _CALLED
        documents = words.attachments if words else ()
        if not text and not documents:
            return None
        names = "/".join(document.id for document in documents if _NAME.fullmatch(document.id))
        return Heard(
            token=f"{address}/{envelope.timestamp}/{names}",
            address=address,
            text=text,
            at=self.clock(),
            files=tuple(self._attached(address, document) for document in documents),
        )

    def _attached(self, address: str, document: _Document) -> Attached:
        return Attached(
            document.filename or document.id, partial(self._pieces, address, document.id)
        )

    def _pieces(self, address: str, document: str) -> Iterator[bytes]:
        answer = self._ask("getAttachment", {"id": document, "recipient": address})
        try:
            found = msgspec.json.decode(answer, type=dict[str, str])
            yield base64.b64decode(found["data"], validate=True)
        except (msgspec.MsgspecError, KeyError, binascii.Error):
            raise PeerRefusedError from None

    def _ask(self, method: str, params: Params) -> bytes:
        """The answer to one request. Raises PeerClosedError, PeerLaterError, PeerRefusedError."""
        number = next(_NUMBERS)
        question = {
            "jsonrpc": "2.0",
            "id": number,
            "method": method,
            "params": {"account": self.account, **params} if self.account else dict(params),
        }
        try:
            with closing(_connected(self.address)) as connection:
                connection.sendall(msgspec.json.encode(question) + b"\n")
                answer = _answer_to(connection, number)
        except (OSError, msgspec.MsgspecError, ValueError):
            raise PeerClosedError from None
        if answer.error is not None:
            raise _refusal(method, answer.error)
        return bytes(answer.result)


_NUMBERS = count(1)
_OF_THE_CALL = -1  # as signal-cli numbers them: an address that is none, or nobody's


def _refusal(method: str, fault: _Fault) -> IntakeError:
    """What an error means: of a limit, of the network or of a key it can be tried again."""
    if method == "receive":
        return PeerClosedError()
    is_final = fault.code == _OF_THE_CALL or method == "getAttachment"
    return PeerRefusedError() if is_final else PeerLaterError()


def _is_call(envelope: _Envelope) -> bool:
    return envelope.call_message is not None and envelope.call_message.offer_message is not None


def _names_in(token: str) -> list[str]:
    return [name for name in token.split("/")[2:] if name]


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _answer_to(connection: socket.socket, number: int) -> _Answer:
    """The line with this number; notices between are passed over. Raises OSError, MsgspecError."""
    with connection.makefile("rb") as lines:
        while line := lines.readline(_MOST_LINE):
            answer = msgspec.json.decode(line, type=_Answer)
            if answer.id == number:
                return answer
    raise ConnectionResetError
