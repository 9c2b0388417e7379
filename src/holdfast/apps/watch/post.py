"""Telling somebody by mail that something needs them, without saying what.

Invariants:
- Every notice of a check-in has the same words; one of the line says what the team chose. Each has
  one recipient; nothing of a case or of a contact is known here.
- Neither the name of this machine nor the time of the check-in is in it: only what mail itself
  needs, and what the servers on its way add.
- A certificate that does not fit is refused: an encrypted letter to the wrong server is none.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

from .errors import AddressRefusedError, NoPostError, PostClosedError

TEXT = "Something on your desk needs you."
TIMEOUT_SECONDS = 20
_ONLY_NAME = "localhost"  # what this machine calls itself, to every server
Post = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a notice says: a subject for who looks at the sleeping screen, and one sentence."""

    subject: str = TEXT
    text: str = TEXT


Tell = Callable[[str, Saying], None]  # an address or a topic, and what is said there


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom. `security` is starttls, tls or none."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password_file: str = ""


def mail_server() -> MailServer:
    """The mail server that `site.toml` names. Raises NoPostError."""
    said = settings.HOLDFAST_NOTICES
    if said is None:
        raise NoPostError
    return MailServer(
        said.host, said.port, said.sender, said.security, said.user, said.password_file
    )


def post_through(server: MailServer, *, clock: Clock = utc_now) -> Post:
    """A sender of notices that all say the same. It raises as `mail_through` says."""
    tell = mail_through(server, clock=clock)
    return lambda address: tell(address, Saying())


def mail_through(server: MailServer, *, clock: Clock = utc_now) -> Tell:
    """A sender of notices through this server.

    It raises PostClosedError (nothing can be handed in), AddressRefusedError (this one cannot).
    """

    def tell(address: str, says: Saying) -> None:
        try:
            with connected(server) as connection:
                connection.send_message(_notice(server.sender, address, says, clock))
        except smtplib.SMTPRecipientsRefused:
            raise AddressRefusedError from None
        except (smtplib.SMTPException, OSError, ValueError):
            raise PostClosedError from None

    return tell


def _notice(sender: str, address: str, says: Saying, clock: Clock) -> EmailMessage:
    notice = EmailMessage()
    notice["From"], notice["To"], notice["Subject"] = sender, address, says.subject
    notice["Date"] = clock()
    notice["Message-ID"] = f"<{random_id()}@{sender.rpartition('@')[2]}>"
    notice["Auto-Submitted"] = "auto-generated"
    notice.set_content(says.text)
    return notice


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection by which mail is handed in, for the length of the block.

    Raises smtplib.SMTPException, OSError, ValueError (a password that is no text).
    """
    host, port = server.host, server.port
    opened: smtplib.SMTP
    if server.security == "tls":
        opened = smtplib.SMTP_SSL(
            host, port, _ONLY_NAME, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        opened = smtplib.SMTP(host, port, _ONLY_NAME, timeout=TIMEOUT_SECONDS)
    with opened as connection:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            password = Path(server.password_file).read_text("utf-8").strip()
            connection.login(server.user, password)
        yield connection
