"""What a channel can do: hear what arrived, forget it once it is safe here, and say something.

Invariants:
- What was heard stays with the peer until `forget` or `set_aside`: killed in between, it is heard
  again under the same token.
- An address is what the channel answers to. Nothing proves that it belongs to whoever wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from holdfast.apps.intake.rules import Channel


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message: its name, and a way to read it in pieces."""

    name: str
    pieces: Callable[[], Iterator[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: `token` is the same whenever it is heard, `at` is when it reached the peer.
    `address` is empty where nobody can be answered; `is_whole` is not so where more of it stays."""

    token: str = field(repr=False)
    address: str = field(repr=False)
    text: str = field(repr=False)
    at: dt.datetime
    files: tuple[Attached, ...] = ()
    is_whole: bool = True


class Peer(Protocol):
    """A mail server, or a program that speaks for us on a messenger's network."""

    @property
    def channel(self) -> Channel:
        """Which channel this is."""

    def hear(self) -> Iterator[Heard]:
        """What arrived and was not forgotten, oldest first. Raises PeerClosedError."""

    def forget(self, heard: Heard) -> None:
        """Take a message away there, since it is safe here. Raises PeerClosedError."""

    def set_aside(self, heard: Heard) -> None:
        """Leave a message there, and do not hear it again. Raises PeerClosedError."""

    def say(self, address: str, text: str, *, token: str) -> None:
        """Send a message. One `token` names one message, however often it is sent.

        Raises PeerClosedError (nothing goes now), PeerLaterError (this one does not go now),
        PeerRefusedError (this one will never go).
        """
