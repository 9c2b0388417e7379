"""`relay.toml`: which channels there are, and how each is reached.

Invariants: no password stands in it, only the file that holds one; a key it does not know is
refused.

    [mail]
    address = "help@example.org"        what answers come from
    subject = "Your message"            of every answer
    user = "help"                       at both servers
    password_file = "/etc/holdfast/mail.password"
    imap_host = "mail.example.org"      and, where they differ: imap_port = 993,
                                        imap_security = "tls", imap_folder = "INBOX"
    smtp_host = "mail.example.org"      and: smtp_port = 587, smtp_security = "starttls"

    [signal]
    address = "127.0.0.1:7583"          of signal-cli's daemon, or the path of its socket
    account = "+4670..."                empty where the daemon has one account only
    attachments = "/var/lib/signal-cli/attachments"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from holdfast.apps.intake.errors import BadRelayError
from holdfast.apps.watch.post import MailServer

from .mail import Folder, MailPeer
from .peer import Peer
from .signal import SignalPeer

Security = Literal["tls", "starttls", "none"]


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part `[mail]`."""

    address: str
    user: str
    password_file: str
    imap_host: str
    smtp_host: str
    subject: str = "Your message"
    imap_port: int = 993
    imap_security: Security = "tls"
    imap_folder: str = "INBOX"
    smtp_port: int = 587
    smtp_security: Security = "starttls"

    def peer(self) -> MailPeer:
        """The mail server that it describes."""
        return MailPeer(
            Folder(
                self.imap_host, self.user, self.password_file, self.imap_port, self.imap_security,
                self.imap_folder,
            ),
            MailServer(
                self.smtp_host, self.smtp_port, self.address, self.smtp_security, self.user,
                self.password_file,
            ),
            self.subject,
        )  # fmt: skip


class Signal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part `[signal]`."""

    address: str
    account: str = ""
    attachments: str = ""

    def peer(self) -> SignalPeer:
        """The daemon that it describes."""
        return SignalPeer(self.address, self.account, self.attachments)


class Relay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    mail: Mail | None = None
    signal: Signal | None = None


def described_peers(path: Path) -> list[Peer]:
    """The channels that a file describes; at least one. Raises BadRelayError."""
    try:
        relay = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Relay)
    except (OSError, ValueError, msgspec.MsgspecError):
        raise BadRelayError from None
    peers: list[Peer] = [part.peer() for part in (relay.mail, relay.signal) if part is not None]
    if not peers:
        raise BadRelayError
    return peers
