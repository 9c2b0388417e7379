import subprocess
from email import message_from_string
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from tests.apps.accounts.cast import HandClock
from tests.apps.watch.cast import MARTEN, WREN
from tests.apps.watch.mail import SENDER, Mailroom

from holdfast.apps.watch.errors import AddressRefusedError, NoPostError, PostClosedError
from holdfast.apps.watch.post import (
    TEXT,
    MailServer,
    Saying,
    mail_server,
    mail_through,
    post_through,
)


def test_a_notice_says_that_something_needs_them_and_nothing_else(mail: Mailroom) -> None:
    post_through(mail.server(), clock=HandClock())(WREN)
    (letter,) = mail.letters
    notice = message_from_string(letter.text)
    assert letter.recipients == [WREN]
    assert notice.get_payload().strip() == TEXT
    assert set(notice.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert (notice["From"], notice["To"], notice["Subject"]) == (SENDER, WREN, TEXT)
    assert letter.hello == "localhost"
    assert notice["Message-ID"].endswith("@mail.example>")


def test_a_notice_of_the_line_says_what_the_team_chose(mail: Mailroom) -> None:
    mail_through(mail.server(), clock=HandClock())(
        WREN, Saying("Bitte ansehen", "Es wartet etwas.")
    )
    notice = message_from_string(mail.letters[0].text)
    assert notice["Subject"] == "Bitte ansehen"
    assert notice.get_payload().strip() == "Es wartet etwas."
    assert notice["To"] == WREN


def test_all_notices_differ_in_their_recipient_and_their_number_only(mail: Mailroom) -> None:
    tell = post_through(mail.server(), clock=HandClock())
    tell(WREN)
    tell(MARTEN)
    one, other = (message_from_string(letter.text) for letter in mail.letters)
    differ = {key for key in one if one[key] != other[key]}
    assert differ == {"To", "Message-ID"}
    assert one.get_payload() == other.get_payload()


def test_a_refused_address_is_told_from_a_closed_server(mail: Mailroom) -> None:
    tell = post_through(mail.server())
    mail.refuses = {WREN}
    with pytest.raises(AddressRefusedError):
        tell(WREN)
    mail.is_closed = True
    with pytest.raises(PostClosedError):
        tell(MARTEN)
    with pytest.raises(PostClosedError):
        post_through(MailServer("localhost", 1, SENDER, "none"))(WREN)
    assert mail.letters == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "both.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    try:
        done = subprocess.run([*words, "-keyout", "-", "-out", "-"], capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl to make a certificate")
    path.write_bytes(done.stdout)
    return path


def test_a_certificate_that_nobody_vouches_for_is_refused(
    mail: Mailroom, certificate: Path
) -> None:
    mail.certificate = certificate
    with pytest.raises(PostClosedError):
        post_through(mail.server(security="starttls"))(WREN)
    assert mail.letters == []


def test_a_server_without_encryption_gets_nothing_where_it_was_asked_for(mail: Mailroom) -> None:
    for security in ("starttls", "tls"):
        with pytest.raises(PostClosedError):
            post_through(mail.server(security=security))(WREN)
    assert mail.letters == []


def test_a_log_in_whose_password_cannot_be_read_is_said_as_a_closed_server(mail: Mailroom) -> None:
    with pytest.raises(PostClosedError):
        post_through(mail.server(user="desk", password_file="/nowhere"))(WREN)
    assert mail.letters == []


def test_the_server_is_the_one_that_site_toml_names(site: Path, monkeypatch) -> None:
    with pytest.raises(NoPostError):
        mail_server()
    said = SimpleNamespace(
        host="mail.example", port=25, sender=SENDER, security="tls", user="desk", password_file="/p"
    )
    monkeypatch.setattr(settings, "HOLDFAST_NOTICES", said)
    assert mail_server() == MailServer("mail.example", 25, SENDER, "tls", "desk", "/p")
