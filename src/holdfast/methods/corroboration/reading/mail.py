"""Messages and mailboxes, through the standard library's own parser.

Invariants:
- The text is the message's plain part, or its page where there is no plain part.
- Attachments are named as not read; none is opened.
- One damaged message does not take the rest of its mailbox with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from .encodings import decode
from .extract import Extract, one_line
from .limits import PARTS
from .pages import read_page

_ENVELOPE = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_NOT_AN_OUTLET = re.compile(r"no-?reply|@|mailer|daemon", re.IGNORECASE)

NO_BODY = "The message holds no text that can be read."
NO_MESSAGE = "The mailbox holds no message. Check that it is an mbox file."
TOO_MANY = (
    f"The mailbox holds more than {PARTS} messages; those after them were not read. "
    "Split it into smaller files."
)


def read_message(data: bytes) -> Extract:
    """The message in `data`: subject as title, sender's name as outlet, date as sent."""
    message = message_from_bytes(data, policy=policy.default)
    body = _body(message)
    return Extract(
        text=body.text,
        title=_header(message, "Subject") or body.title,
        outlet=_sender(message) or body.outlet,
        published=_sent(message) or body.published,
        language=body.language,
        part=data,
        problems=(*body.problems, *_attachments(message)),
    )


def read_mailbox(data: bytes) -> Iterator[Extract]:
    """Each message of the mbox file in `data`, in its order."""
    marks = [mark for mark in _ENVELOPE.finditer(data) if _opens(data, mark.start())]
    if not marks:
        yield Extract(problems=(NO_MESSAGE,))
        return
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True)):
        if number == PARTS:
            yield Extract(problems=(TOO_MANY,))
            return
        yield read_message(_ESCAPED.sub(rb"\1", data[mark.end() : end].rstrip(b"\r\n") + b"\n"))


def _opens(data: bytes, start: int) -> bool:
    """A line that begins with "From " opens a message only after an empty line."""
    return start == 0 or data[max(0, start - 4) : start].endswith((b"\n\n", b"\r\n\r\n"))


def _body(message: EmailMessage) -> Extract:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return Extract(problems=(NO_BODY,))
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_subtype() == "html":
        return read_page(data, charset=charset)
    decoded = decode(data, declared=charset)
    text = "\n".join(decoded.text.splitlines()).strip("\n")
    problem = decoded.problem or (None if text.strip() else NO_BODY)
    return Extract(text=text, problems=(problem,) if problem else ())


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return one_line(str(message[name] or ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser's own, on bad headers
        return None


def _sender(message: EmailMessage) -> str | None:
    try:
        addresses = message["From"].addresses if message["From"] else ()
        name = one_line(addresses[0].display_name) if addresses else None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return None if name is None or _NOT_AN_OUTLET.search(name) else name


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date().isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    count = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    if not count:
        return ()
    what = "One attachment was" if count == 1 else f"{count} attachments were"
    return (f"{what} not read. Save what may be a report as a file of its own.",)
