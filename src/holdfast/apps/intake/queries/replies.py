"""What somebody with a code finds: their mailbox, and the answers they have not read yet.

Invariants:
- Right, wrong and malformed codes cost the same: one stretching, one look-up, one reading of rows.
- Only unread answers are shown; whoever finds the code later finds no past.
- What was handed with a link opens until the moment of its errand: then its code finds nothing,
  whether or not the team has looked for letters since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.records import Errand, Outgoing
from holdfast.apps.intake.rules import ErrandKind, LetterId, MailboxId
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import COST, CodeKeys, ContactCode, Cost
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.letterbox import PrivateKey, open_letter
from holdfast.apps.keyring.records import decode
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.errors import HoldfastError

_NOBODY = MailboxId("")
_HANDED = frozenset({ErrandKind.GUESTS, ErrandKind.RIDE})  # its mailbox ends when it does


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox that a code opened."""

    id: MailboxId
    private: PrivateKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `text` is empty and `is_damaged` where its bytes do not open any more."""

    id: LetterId
    text: str
    written_at: dt.datetime | None
    is_damaged: bool = False
    errand: Errand | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a code found: `box` is None where it found nothing."""

    box: Box | None
    replies: tuple[Reply, ...]


def find_box(typed: str, *, cost: Cost = COST) -> Found:
    """The mailbox of the code that was typed, with its unread answers.

    Raises LineClosedError, BadDoorError, StoreError.
    """
    return found_by(stretched(contactcodes.read(typed), cost=cost))


def stretched(code: ContactCode, *, cost: Cost = COST) -> CodeKeys:
    """What a code opens on this line. Raises LineClosedError, BadDoorError."""
    return contactcodes.keys_of(code, salt=bytes.fromhex(read_door().salt), cost=cost)


@as_rows()
def found_by(keys: CodeKeys, *, clock: Clock = utc_now) -> Found:
    """The mailbox of these keys, with its unread answers. Raises as `find_box`."""
    row = Mailbox.objects.filter(look_up=keys.look_up).first()
    box = Box(MailboxId(row.pk) if row else _NOBODY, keys.private)
    found, now = _letters(box), clock()
    if row is None or any(_has_ended(one, now) for one in found):
        return Found(None, ())
    return Found(box, tuple(_shown(found, now)))


@as_rows()
def unread(box: Box, *, clock: Clock = utc_now) -> list[Reply]:
    """The answers that nobody said they had read, oldest first, and what counts until a moment
    that has not come. Raises StoreError."""
    return _shown(_letters(box), clock())


def _letters(box: Box) -> list[Reply]:
    installation = read_door().installation
    rows = LetterOut.objects.filter(mailbox=box.id)
    return [_reply(row.pk, bytes(row.sealed), box, installation) for row in rows]


def _has_ended(reply: Reply, now: dt.datetime) -> bool:
    errand = reply.errand
    return errand is not None and errand.kind in _HANDED and errand.until <= now


def _shown(found: Sequence[Reply], now: dt.datetime) -> list[Reply]:
    shown = [one for one in found if one.errand is None or one.errand.until > now]
    return sorted(shown, key=lambda reply: (reply.is_damaged, reply.written_at, reply.id))


def _reply(letter: str, sealed: bytes, box: Box, installation: str) -> Reply:
    try:
        plain = open_letter(
            sealed, private=box.private, installation=installation, place=f"reply/{letter}"
        )
        value = decode(plain, Outgoing)
    except HoldfastError:
        return Reply(LetterId(letter), "", None, is_damaged=True)
    return Reply(LetterId(letter), value.text, value.written_at, errand=value.errand)
