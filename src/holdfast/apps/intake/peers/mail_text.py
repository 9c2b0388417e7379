"""A letter of electronic mail, read: who it says it is from, its words, its files.

Invariants:
- Whatever arrives gives some text: a letter that cannot be taken apart is handed on as it stands,
  as a file. Parsers of letters fail in many ways, and none may hold up the next letter.
- Nothing of a letter is fetched from elsewhere, and no mark-up is run: of HTML, its words are kept,
  in a time that grows with its length.
- A sender is one plain address, or none.
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from functools import partial
from html import unescape

from .peer import Attached

UNREADABLE = "This letter could not be read. It is attached as it came."
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
_TAG_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)")
_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
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
    sender = ""
    try:
        letter = BytesParser(policy=email.policy.default).parsebytes(raw)
        assert isinstance(letter, EmailMessage)
        sender = _sender(letter)
        return Letter(sender, _encodable(_with_subject(letter, _text(letter))), _files(letter))
    except Exception:  # noqa: BLE001  (whatever a parser does with it, nobody's words are lost)
        whole = Attached("letter.eml", lambda: iter((raw,)))
        return Letter(sender, UNREADABLE, (whole,))


def _sender(letter: EmailMessage) -> str:
    """The one address that can be answered; empty where there is none, or it could be two."""
    given = letter["From"]
    addresses = list(given.addresses) if given is not None else []
    if len(addresses) != 1:
        return ""
    address = f"{addresses[0].username}@{addresses[0].domain}"
    return address if len(address) <= _MOST_ADDRESS and _PLAIN.fullmatch(address) else ""


def _encodable(text: str) -> str:
    """The text without halves of letters, which a false character set can leave."""
    return text.encode("utf-8", "replace").decode()


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


def _files(letter: EmailMessage) -> tuple[Attached, ...]:
    body = letter.get_body(preferencelist=("plain", "html"))
    found = [
        part
        for part in letter.walk()
        if part is not body and not part.is_multipart() and not _is_other_text(part)
    ]
    return tuple(
        Attached(_encodable(part.get_filename() or f"file-{n}"), partial(_pieces, part))
        for n, part in enumerate(found[:_MOST_FILES], 1)
    )


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
    lines = (" ".join(line.split()) for line in unescape("".join(_shown(html))).splitlines())
    return "\n".join(line for line in lines if line)


def _shown(html: str) -> Iterator[str]:
    """What stands between tags, but of what a page does not show. What is never closed is looked
    for once, so that no page costs more than its length."""
    at, unclosed = 0, set[str]()
    while (tag := html.find("<", at)) >= 0:
        yield html[at:tag]
        if html.startswith("<!--", tag):
            end = html.find("-->", tag)
            at = end + 3 if end >= 0 else len(html)
            continue
        end = html.find(">", tag)
        if end < 0:
            break
        at, named = end + 1, _TAG_NAME.match(html, tag + 1)
        name = named[1].lower() if named else ""
        if name in _LINES:
            yield "\n"
        if name in _UNSEEN - unclosed and html[tag + 1] != "/":
            closed = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            at = closed.start() if closed else at
            unclosed |= set() if closed else {name}
    else:
        yield html[at:]
