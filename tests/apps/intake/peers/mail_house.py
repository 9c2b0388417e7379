"""A real mail house on this machine: Dovecot for IMAP, aiosmtpd for SMTP, one folder a mailbox."""

from __future__ import annotations

import contextlib
import getpass
import imaplib
import mailbox
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from holdfast.apps.intake.peers.mail import Folder, MailPeer
from holdfast.apps.watch.post import MailServer

LINE = "help@line.example"
PASSWORD = "six-quiet-words-for-one-test"
_CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
default_login_user = {stranger}
default_internal_user = {inside}
default_internal_group = {inside_group}
first_valid_uid = 0
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/in/%u
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={inside} gid={inside_group} home={folder}/in/home
}}
"""


@dataclass
class MailHouse:
    """Everybody's mailboxes; `refuses` and `defers` are addresses that its SMTP side turns away."""

    folder: Path
    imap_port: int = 0
    smtp_port: int = 0
    refuses: set[str] = field(default_factory=set)
    defers: set[str] = field(default_factory=set)
    refuses_content: str = ""

    def box(self, address: str) -> mailbox.Maildir:
        """Where somebody finds what was sent to them."""
        (self.folder / "out").mkdir(exist_ok=True)
        return mailbox.Maildir(self.folder / "out" / address)

    def arrive(self, raw: bytes) -> None:
        """Something reaches the line, as its server takes it."""
        with self.imap() as imap:
            imap.append("INBOX", "", None, raw)

    @contextlib.contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4]:
        """Dovecot, as its administrator sees the line's folder."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port) as imap:
            imap.login(LINE, PASSWORD)
            imap.select()
            yield imap

    def empty(self) -> None:
        """Throw everything away."""
        with self.imap() as imap:
            for number in imap.search(None, "ALL")[1][0].split():
                imap.store(number.decode(), "+FLAGS", r"(\Deleted)")
            imap.expunge()
        shutil.rmtree(self.folder / "out", ignore_errors=True)

    def write(self, sender: str, text: str, *, subject: str = "", **file: bytes) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, LINE, subject
        letter.set_content(text)
        for name, content in file.items():
            letter.add_attachment(content, "image", "jpeg", filename=f"{name}.jpg")
        self.arrive(letter.as_bytes())

    def waiting(self) -> int:
        with self.imap() as imap:
            return len(imap.search(None, "ALL")[1][0].split())

    def letters(self, address: str) -> list[mailbox.MaildirMessage]:
        return list(self.box(address))

    def password_file(self) -> Path:
        path = self.folder / "password"
        path.write_text(PASSWORD)
        return path

    def peer(self, *, password_file: Path | None = None) -> MailPeer:
        return MailPeer(
            Folder(
                "127.0.0.1", LINE, str(password_file or self.password_file()), self.imap_port,
                "none",
            ),
            MailServer(
                "127.0.0.1", self.smtp_port, LINE, "none", LINE, str(self.password_file())
            ),
        )  # fmt: skip

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list
    ) -> str:
        if address in self.refuses:
            return "550 nobody"
        if address in self.defers:
            return "450 later"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuses_content:
            return self.refuses_content
        for address in envelope.rcpt_tos:
            self.box(address).add(envelope.content)
        return "250 taken"


@contextlib.contextmanager
def mail_house(folder: Path) -> Iterator[MailHouse]:
    """A house in this folder, for the length of the block."""
    program = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        pytest.skip("needs Dovecot (apt install dovecot-imapd)")
    house = MailHouse(folder, imap_port=_free_port(), smtp_port=_free_port())
    group = subprocess.run(["id", "-gn"], capture_output=True, text=True).stdout.strip()
    user, is_root = getpass.getuser(), os.geteuid() == 0
    words = {
        "folder": folder, "user": user, "group": group, "password": PASSWORD,
        "stranger": "dovenull" if is_root else user,  # users that Debian's package makes
        "inside": "dovecot" if is_root else user,
        "inside_group": "dovecot" if is_root else group,
    }  # fmt: skip
    folder.chmod(0o755)
    written = folder / "dovecot.conf"
    written.write_text(_CONFIGURATION.format(port=house.imap_port, **words))
    (folder / "in").mkdir()
    (folder / "in").chmod(0o777)
    smtp = Controller(
        house, hostname="127.0.0.1", port=house.smtp_port,
        authenticator=_knows_the_line, auth_require_tls=False,
    )  # fmt: skip
    smtp.start()
    imap = subprocess.Popen([program, "-F", "-c", written])
    try:
        _until_open(house.imap_port, folder / "dovecot.log")
        yield house
    finally:
        imap.terminate()
        imap.wait(timeout=20)
        smtp.stop()


def _knows_the_line(
    _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: LoginPassword
) -> AuthResult:
    is_known = (data.login, data.password) == (LINE.encode(), PASSWORD.encode())
    return AuthResult(success=is_known)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until_open(port: int, log: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    pytest.fail(f"Dovecot does not answer: {log.read_text() if log.exists() else 'no log'}")
