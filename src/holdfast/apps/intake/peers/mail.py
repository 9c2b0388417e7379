"""Electronic mail: fetched from an IMAP folder, answered through an SMTP server.

Invariants:
- A letter stays on its server until it is safe here, then it is taken away there.
- What is too large, or of which a file did not fit here, stays there too, flagged, and is not
  fetched again.
- An answer bears a neutral subject, and one number however often it is sent.
"""

from __future__ import annotations

import imaplib
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from holdfast.apps.intake.errors import PeerClosedError, PeerLaterError, PeerRefusedError
from holdfast.apps.intake.rules import Channel
from holdfast.apps.watch.post import MailServer, connected
from holdfast.kernel.clock import Clock, utc_now

from .mail_text import read_letter
from .peer import Heard

TIMEOUT_SECONDS = 30
MOST_BYTES = 48 * 1024 * 1024  # of one letter, which is in memory while it is read
TOO_LARGE = "The rest of this letter is too large. It waits on the mail server, flagged."
_REFUSED = 500


@dataclass(frozen=True, slots=True)
class Folder:
    """Where letters arrive. `security` is tls, starttls or none."""

    host: str
    user: str
    password_file: str
    port: int = 993
    security: str = "tls"
    name: str = "INBOX"


@dataclass(frozen=True, slots=True)
class MailPeer:
    """The line's address at a mail server."""

    folder: Folder
    server: MailServer
    subject: str = "Your message"
    clock: Clock = utc_now

    @property
    def channel(self) -> Channel:
        """Electronic mail."""
        return Channel.MAIL

    def hear(self) -> Iterator[Heard]:
        """Letters in the folder, oldest first. Raises PeerClosedError."""
        with _opened(self.folder) as box:
            era = _era(box)
            for uid in _uids(box):
                heard = self._heard(box, uid, era)
                if heard is not None:
                    yield heard

    def _heard(self, box: imaplib.IMAP4, uid: str, era: str) -> Heard | None:
        """A letter; of one that is too large its head; None where it has gone meanwhile."""
        size = _size(box, uid)
        is_whole = size is not None and size <= MOST_BYTES
        raw = _part(box, uid, "BODY.PEEK[]" if is_whole else "BODY.PEEK[HEADER]")
        if size is None or raw is None:
            return None
        letter = read_letter(raw[:MOST_BYTES])
        text = letter.text if is_whole else f"{letter.text}\n\n{TOO_LARGE}".strip()
        token, at = f"{era}/{uid}", self.clock()
        return Heard(token, letter.sender, text, at, letter.files if is_whole else (), is_whole)

    def forget(self, heard: Heard) -> None:
        """Delete a letter there. Raises PeerClosedError."""
        with self._at(heard) as (box, uid):
            if uid:
                _asked(box.uid("STORE", uid, "+FLAGS", r"(\Deleted)"))
                _asked(box.uid("EXPUNGE", uid) if "UIDPLUS" in box.capabilities else box.expunge())

    def set_aside(self, heard: Heard) -> None:
        """Flag a letter there. Raises PeerClosedError."""
        with self._at(heard) as (box, uid):
            if uid:
                _asked(box.uid("STORE", uid, "+FLAGS", r"(\Flagged)"))

    @contextmanager
    def _at(self, heard: Heard) -> Iterator[tuple[imaplib.IMAP4, str]]:
        """The folder, and the letter's number in it; none where the folder was made anew since."""
        era, _, uid = heard.token.partition("/")
        with _opened(self.folder) as box:
            yield box, uid if _era(box) == era else ""

    def say(self, address: str, text: str, *, token: str) -> None:
        """Send an answer. Raises PeerClosedError, PeerLaterError, PeerRefusedError."""
        try:
            letter = self._letter(address, text, token)
        except ValueError:  # an address that no letter can bear
            raise PeerRefusedError from None
        try:
            with connected(self.server) as connection:
                connection.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (PeerRefusedError if min(codes) >= _REFUSED else PeerLaterError) from None
        except smtplib.SMTPDataError as error:  # of this letter, and of no other
            raise (PeerRefusedError if error.smtp_code >= _REFUSED else PeerLaterError) from None
        except smtplib.SMTPNotSupportedError:
            raise PeerRefusedError from None
        except smtplib.SMTPSenderRefused:
            raise PeerLaterError from None
        except (smtplib.SMTPException, OSError, ValueError):
            raise PeerClosedError from None

    def _letter(self, address: str, text: str, token: str) -> EmailMessage:
        letter = EmailMessage()
        sender = self.server.sender
        letter["From"], letter["To"], letter["Subject"] = sender, address, self.subject
        letter["Date"] = self.clock()
        letter["Message-ID"] = f"<{token}@{sender.rpartition('@')[2]}>"
        letter.set_content(text)
        return letter


@contextmanager
def _opened(folder: Folder) -> Iterator[imaplib.IMAP4]:
    try:
        password = Path(folder.password_file).read_text("utf-8").strip()
        box = _connected(folder)
        try:
            box.login(folder.user, password)
            _asked(box.select(_quoted(folder.name)))
            yield box
        finally:
            _leave(box)
    except (imaplib.IMAP4.error, OSError, UnicodeError):
        raise PeerClosedError from None


def _connected(folder: Folder) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if folder.security == "tls":
        return imaplib.IMAP4_SSL(
            folder.host, folder.port, ssl_context=context, timeout=TIMEOUT_SECONDS
        )
    box = imaplib.IMAP4(folder.host, folder.port, timeout=TIMEOUT_SECONDS)
    if folder.security == "starttls":
        box.starttls(context)
    return box


def _leave(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()  # it has closed already


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _asked(answer: tuple[str, Sequence[object]]) -> list[object]:
    status, found = answer
    if status != "OK":
        raise PeerClosedError
    return list(found)


def _era(box: imaplib.IMAP4) -> str:
    """What the folder's numbers are valid for."""
    _, found = box.response("UIDVALIDITY")
    return found[0].decode() if found and isinstance(found[0], bytes) else ""


def _uids(box: imaplib.IMAP4) -> list[str]:
    (found, *_) = _asked(box.uid("SEARCH", "UNFLAGGED", "UNDELETED"))
    return found.decode().split() if isinstance(found, bytes) else []


def _size(box: imaplib.IMAP4, uid: str) -> int | None:
    """How large a letter is; None where it has gone."""
    sizes = _asked(box.uid("FETCH", uid, "(RFC822.SIZE)"))
    if not isinstance(sizes[0], bytes):
        return None
    digits = sizes[0].rpartition(b"RFC822.SIZE ")[2].split(b" ")[0].strip(b")")
    return int(digits) if digits.isdigit() else None


def _part(box: imaplib.IMAP4, uid: str, what: str) -> bytes | None:
    """A part of a letter; None where it has gone."""
    parts = _asked(box.uid("FETCH", uid, f"({what})"))
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)
