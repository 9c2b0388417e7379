from pathlib import Path

import pytest

from holdfast.apps.intake.errors import BadRelayError
from holdfast.apps.intake.peers.described import described_peers
from holdfast.apps.intake.peers.mail import MailPeer
from holdfast.apps.intake.peers.signal import SignalPeer

MAIL = """
[mail]
address = "help@line.example"
user = "help"
password_file = "/etc/holdfast/mail.password"
imap_host = "imap.line.example"
smtp_host = "smtp.line.example"
"""
SIGNAL = '[signal]\naddress = "127.0.0.1:7583"\naccount = "+46700000001"\n'


def described(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "relay.toml"
    path.write_text(text)
    return list(described_peers(path))


def test_each_channel_is_encrypted_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    mail, signal = described(tmp_path, MAIL + SIGNAL)
    assert isinstance(mail, MailPeer)
    assert (mail.folder.security, mail.folder.port) == ("tls", 993)
    assert (mail.server.security, mail.server.port) == ("starttls", 587)
    assert isinstance(signal, SignalPeer)
    assert signal.account == "+46700000001"


@pytest.mark.parametrize(
    "text", ["", "[mail]\n", MAIL + "colour = 1\n", MAIL + 'imap_security = "no"\n', "[", "[x]\n"]
)
def test_a_file_that_describes_nothing_or_too_much_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadRelayError):
        described(tmp_path, text)
    with pytest.raises(BadRelayError):
        described_peers(tmp_path / "absent")
