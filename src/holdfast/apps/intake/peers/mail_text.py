"""A letter of electronic mail, read: who it says it is from, its words, its files.

Invariants:
- Whatever arrives gives some text: a letter that cannot be taken apart is handed on as it stands.
- Nothing of a letter is fetched from elsewhere, and no mark-up is run: of HTML, its words are kept.
"""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from functools import partial
from html.parser import HTMLParser

from .peer import Attached

_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
_MOST_FILES = 50
_MOST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter holds. `sender` is empty where it says none that could be answered."""

    sender: str
    text: str
    files: tuple[Attached, ...]


def read_letter(raw: bytes) -> Letter:
    """A letter as it came from a mail server."""
    letter = BytesParser(policy=email.policy.default).parsebytes(raw)
    assert isinstance(letter, EmailMessage)
    try:
        return Letter(_sender(letter), _with_subject(letter, _text(letter)), tuple(_files(letter)))
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):  # as parsers fail
        whole = Attached("letter.eml", lambda: iter((raw,)))
        return Letter(_sender_alone(letter), raw.decode("utf-8", "replace"), (whole,))


def _sender(letter: EmailMessage) -> str:
    given = letter["From"]
    addresses = given.addresses if given is not None else ()
    for one in addresses:
        address = f"{one.username}@{one.domain}"
        if one.username and one.domain and _is_plain(address):
            return address
    return ""


def _sender_alone(letter: EmailMessage) -> str:
    try:
        return _sender(letter)
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _is_plain(address: str) -> bool:
    return len(address) <= _MOST_ADDRESS and address.isprintable() and " " not in address


def _with_subject(letter: EmailMessage, text: str) -> str:
    subject = " ".join(str(letter["Subject"] or "").split())
    return f"{subject}\n\n{text}".strip() if subject else text


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = _decoded(body)
    return (words_of(content) if body.get_content_subtype() == "html" else content).strip()


def _decoded(part: MIMEPart) -> str:
    """The words of a part, whatever character set it claims."""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return content if isinstance(content, str) else ""


def _files(letter: EmailMessage) -> Iterator[Attached]:
    body = letter.get_body(preferencelist=("plain", "html"))
    number = 0
    for part in letter.walk():
        if part is body or part.is_multipart() or _is_other_text(part):
            continue
        number += 1
        if number > _MOST_FILES:
            return
        name = part.get_filename() or f"file-{number}"
        yield Attached(name, partial(_pieces, part))


def _is_other_text(part: EmailMessage) -> bool:
    """The same words once more, as HTML beside plain text."""
    is_words = part.get_content_type() in {"text/plain", "text/html"}
    return is_words and not part.is_attachment() and part.get_filename() is None


def _pieces(part: EmailMessage) -> Iterator[bytes]:
    raw = part.get_payload(decode=True)
    if isinstance(raw, bytes):
        yield raw


def words_of(html: str) -> str:
    """The words that a page of HTML shows, line by line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects text, but of what a page does not show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        if tag in _LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _LINES:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)
