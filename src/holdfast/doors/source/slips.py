"""What a page carries to the next one, in a hidden field: sealed, since there is no cookie.

Invariants:
- Only this process and its forks can read or make a slip; its key was drawn when the program was
  loaded, is on no disk, and dies with the process. A page of another site cannot forge a form.
- A slip is good for one use and for a limited time. What cannot be read is as good as none: the
  page that gets it keeps whatever the person wrote.
- Two slips of one kind have the same length as far as their size class goes.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from os import urandom
from typing import TypeVar

import msgspec

from holdfast.apps.intake.queries.replies import Box
from holdfast.apps.intake.rules import Answers, MailboxId, Way
from holdfast.apps.keyring import contactcodes, loose
from holdfast.apps.keyring.letterbox import PrivateKey
from holdfast.kernel.clock import utc_now
from holdfast.kernel.errors import HoldfastError

PAGE_BYTES = 32
_KEY = loose.new_key()


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """The base of what pages carry. `page` is new on each page: it tells a repeated post."""

    page: bytes = msgspec.field(default_factory=lambda: urandom(PAGE_BYTES))
    made_at: dt.datetime = msgspec.field(default_factory=utc_now)


class Writing(Slip, frozen=True, kw_only=True):
    """On the way to a first message: which way in, which step, what was answered so far.

    The code is drawn before anything is written, so that a page sent twice opens one mailbox.
    """

    way: Way = Way.HELP
    step: int = 0
    answers: Answers = {}
    code: bytes = msgspec.field(default_factory=contactcodes.new_code)


class Visit(Slip, frozen=True, kw_only=True):
    """In a mailbox: which, what opens its answers, and which of them are on the page."""

    mailbox: str
    private: bytes
    shown: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """The mailbox, opened."""
        return Box(MailboxId(self.mailbox), PrivateKey(self.private))


S = TypeVar("S", bound=Slip)
GOOD_FOR = {Writing: dt.timedelta(hours=12), Visit: dt.timedelta(minutes=30)}


def visit_of(box: Box, shown: tuple[str, ...] = ()) -> Visit:
    """A slip for the pages of this mailbox."""
    return Visit(mailbox=box.id, private=box.private, shown=shown)


def sealed(slip: Slip) -> str:
    """The slip as a hidden field carries it."""
    plain = msgspec.msgpack.encode(slip)
    return base64.urlsafe_b64encode(loose.seal_slip(plain, key=_KEY, use=_use(type(slip)))).decode()


def opened(text: str, kind: type[S]) -> S | None:
    """The slip of this kind that a page carried, or None where it is none, or too old."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii", "replace"))
        plain = loose.open_slip(data, key=_KEY, use=_use(kind))
        slip = msgspec.msgpack.decode(plain, type=kind)
    except (binascii.Error, HoldfastError, msgspec.MsgspecError):
        return None
    return slip if utc_now() - slip.made_at <= GOOD_FOR[kind] else None


def _use(kind: type[Slip]) -> str:
    return kind.__name__
