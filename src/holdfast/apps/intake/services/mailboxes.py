"""The door's side: a mailbox is opened, written in, answered for, and deleted.

Invariants:
- Nothing is acknowledged before it is on the disk, sealed to the team.
- The same words sent twice from the same page are one letter: a page that is loaded again, or a
  button pressed twice, changes nothing.
- What was read or deleted is gone from the disk too: whoever finds the code later, with a copy of
  the disk, finds no past.
- Words are never refused for want of room: files leave a reserve free.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from django.db import transaction

from holdfast.apps.intake.bells import bell_of, seal_bell
from holdfast.apps.intake.errors import EmptyMessageError, MailboxGoneError
from holdfast.apps.intake.models import Bell, FileIn, LetterIn, LetterOut, Mailbox
from holdfast.apps.intake.place import Door, read_door
from holdfast.apps.intake.queries.replies import Box
from holdfast.apps.intake.records import Incoming
from holdfast.apps.intake.rules import Answers, LetterId, MailboxId, Voice, Way, only_known
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import COST, ContactCode, Cost
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey, seal_letter
from holdfast.apps.keyring.records import encode
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.identifiers import random_id

INTAKE = "intake"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says on one page. `page` is drawn for each page that is shown."""

    page: bytes
    text: str = ""
    way: Way = Way.HELP
    answers: Answers = field(default_factory=dict)
    language: str = ""
    shown_in: str = ""  # the language of the page, where the one asked for is not offered


def open_mailbox(
    said: Said, *, code: ContactCode, cost: Cost = COST, clock: Clock = utc_now
) -> Box:
    """A mailbox for a code that was drawn for this page, with the first letter in it.

    Raises EmptyMessageError (no word, no answer), LineClosedError, BadDoorError, StoreError.
    """
    if not (said.text.strip() or said.answers or said.way is Way.DANGER):
        raise EmptyMessageError
    door = read_door()
    keys = contactcodes.keys_of(code, salt=bytes.fromhex(door.salt), cost=cost)
    letter = Incoming(
        voice=Voice.THEM,
        text=said.text,
        written_at=clock(),
        way=said.way,
        language=said.language,
        shown_in=said.shown_in,
        answers=only_known(said.answers),
        look_up=keys.look_up,
        public=keys.public,
    )
    new = {"id": random_id(), "public": keys.public, "week": iso_week(clock())}
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        row, _ = Mailbox.objects.get_or_create(look_up=keys.look_up, defaults=new)
        place_letter(MailboxId(row.pk), said.page, letter, door=door)
    return Box(MailboxId(row.pk), keys.private)


def write_in(box: Box, said: Said, *, clock: Clock = utc_now) -> None:
    """One more message. Raises EmptyMessageError, MailboxGoneError, StoreError."""
    if not said.text.strip():
        raise EmptyMessageError
    _say(box, said, Voice.THEM, clock)


def say_safe(box: Box, said: Said, *, clock: Clock = utc_now) -> None:
    """That the person is safe. Raises MailboxGoneError, StoreError."""
    _say(box, said, Voice.SAFE, clock)


def say_danger(box: Box, said: Said, *, clock: Clock = utc_now) -> None:
    """That the person is in danger now. Raises MailboxGoneError, StoreError."""
    _say(box, said, Voice.DANGER, clock)


def confirm_read(box: Box, letters: Sequence[str]) -> None:
    """Delete the answers that the person says they have read. Raises StoreError."""
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        LetterOut.objects.filter(mailbox=box.id, pk__in=letters).delete()
    wipe_deleted(INTAKE)


def delete_mailbox(box: Box, said: Said, *, clock: Clock = utc_now) -> None:
    """Delete the mailbox and every answer in it, and let the team know that it is gone.

    What was written to the team stays on its way: it may be read already. Raises
    MailboxGoneError, StoreError.
    """
    letter = Incoming(voice=Voice.LEFT, text="", written_at=clock())
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        check_there(box)
        place_letter(box.id, said.page, letter, door=read_door())
        LetterOut.objects.filter(mailbox=box.id).delete()
        Mailbox.objects.filter(pk=box.id).delete()
    wipe_deleted(INTAKE)


def check_there(box: Box) -> None:
    """Return where the mailbox stands. Raises MailboxGoneError."""
    if not Mailbox.objects.filter(pk=box.id).exists():
        raise MailboxGoneError


def read_salt() -> bytes:
    """The salt of all contact codes. Raises LineClosedError, BadDoorError."""
    return bytes.fromhex(read_door().salt)


def place_letter(mailbox: MailboxId, page: bytes, letter: Incoming, *, door: Door) -> LetterId:
    """Put a sealed letter into the store, once, in the caller's transaction."""
    name = _name(page, letter)
    place_named(mailbox, name, letter, door=door)
    return name


def place_named(mailbox: MailboxId, name: LetterId, letter: Incoming, *, door: Door) -> bool:
    """Put a sealed letter into the store under its name, in the caller's transaction.

    Returns whether there was none of that name.
    """
    sealed = seal_letter(
        encode(letter),
        public=PublicKey(bytes.fromhex(door.public)),
        installation=door.installation,
        place=letter_place(mailbox, name),
    )
    new = {"mailbox": mailbox, "week": iso_week(letter.written_at), "sealed": sealed}
    is_new: bool
    _, is_new = LetterIn.objects.get_or_create(pk=name, defaults=new)
    if is_new:
        if door.watch:
            Bell.objects.create(id=name, sealed=seal_bell(bell_of(letter), letter=name, door=door))
        FileIn.objects.bulk_create(FileIn(id=file.id, letter=name) for file in letter.files)
    return is_new


def letter_place(mailbox: str, letter: str) -> str:
    """Where a letter opens: in its mailbox, so that nobody's words are answered to another."""
    return f"letter/{mailbox}/{letter}"


def _say(box: Box, said: Said, voice: Voice, clock: Clock) -> None:
    letter = Incoming(voice=voice, text=said.text, written_at=clock(), language=said.language)
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        check_there(box)
        place_letter(box.id, said.page, letter, door=read_door())


def _name(page: bytes, letter: Incoming) -> LetterId:
    """The same for the same words from the same page, whenever they arrive."""
    files = [file.id for file in letter.files]
    words = [letter.voice, letter.text, letter.way, letter.language, letter.answers, files]
    digest = hashlib.blake2b(msgspec.msgpack.encode(words), key=page, digest_size=16).digest()
    return LetterId(base64.b32encode(digest).decode().rstrip("=").lower())
