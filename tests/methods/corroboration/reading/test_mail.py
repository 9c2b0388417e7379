"""Messages give their text, subject, sender and date; attachments stay closed and are told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from holdfast.methods.corroboration.reading import mail
from holdfast.methods.corroboration.reading.mail import NO_BODY, read_mailbox, read_message


def test_a_message_gives_its_text_subject_sender_and_date(
    message: EmailMessage, body: tuple[str, ...]
) -> None:
    extract = read_message(bytes(message))
    assert extract.text == "\n\n".join(body)
    assert extract.title == "Police in Velmar round up dozens after night raids"
    assert (extract.outlet, extract.published) == ("Velmar Herald", "2031-03-14")


def test_a_message_that_is_a_page_is_read_as_a_page(message: EmailMessage, page: str) -> None:
    message.clear_content()
    message.set_content(page, subtype="html", charset="utf-8")
    extract = read_message(bytes(message))
    assert "Dozens of men" in extract.text and "<p>" not in extract.text


def test_attachments_are_told_and_not_read(message: EmailMessage) -> None:
    message.add_attachment(b"secret words", maintype="application", subtype="pdf", filename="a.pdf")
    extract = read_message(bytes(message))
    assert "secret" not in extract.text
    assert extract.problems[0].startswith("One attachment was not read.")


def test_an_address_without_a_name_is_no_outlet(message: EmailMessage) -> None:
    message.replace_header("From", "noreply@herald.example")
    assert read_message(bytes(message)).outlet is None


def test_damaged_headers_and_an_empty_body_do_no_harm() -> None:
    extract = read_message(b"From: \xff<<>\xfe,,@\nDate: yesterday\nSubject: =?x?q?=\n\n")
    assert (extract.text, extract.published, extract.problems) == ("", None, (NO_BODY,))


def test_a_mailbox_gives_each_message_and_keeps_lines_that_begin_with_from(
    message: EmailMessage,
) -> None:
    message.set_content("First line.\n\n>From Velmar they came.\nFrom Sarnia too.")
    one = b"From desk Fri Mar 14 09:20:00 2031\n" + bytes(message)
    texts = [extract.text for extract in read_mailbox(one + b"\n" + one)]
    assert texts == ["First line.\n\nFrom Velmar they came.\nFrom Sarnia too."] * 2


def test_a_mailbox_without_messages_or_with_too_many_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (only,) = read_mailbox(b"no message\n")
    assert only.problems[0].startswith("The mailbox holds no message.")
    many = b"From a\n\nx\n\n" * 3
    monkeypatch.setattr(mail, "PARTS", 2)
    assert list(read_mailbox(many))[-1].problems == (mail.TOO_MANY,)
