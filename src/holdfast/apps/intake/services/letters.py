"""Letters that wait at the door: read in their order, and deleted once they are records.

Invariants:
- A letter that does not open, or that no door of ours writes, stays where it is, is counted, and
  holds up no other.
- The desk touches no file but those in the folder `files`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
from django.db import transaction

from holdfast.apps.intake.models import FileIn, LetterIn, LetterOut
from holdfast.apps.intake.place import files_folder
from holdfast.apps.intake.records import Incoming, Line
from holdfast.apps.intake.rules import LetterId, MailboxId, Voice, is_of_our_time
from holdfast.apps.keyring.faults import as_rows, in_words
from holdfast.apps.keyring.letterbox import PrivateKey, is_public, open_letter
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import decode
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.kernel.errors import HoldfastError

from .mailboxes import INTAKE, letter_place

AT_ONCE = 50
_VOICES = frozenset({Voice.THEM, Voice.SAFE, Voice.DANGER, Voice.LEFT, Voice.FAILED})
_FILE_ID = re.compile("[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was opened, and the mailbox it came from."""

    id: LetterId
    mailbox: MailboxId
    value: Incoming


@as_rows()
def open_letters(
    line: Line, mailboxes: Sequence[MailboxId], *, now: dt.datetime
) -> tuple[list[Letter], int]:
    """All letters of these mailboxes, oldest first, and how many more do not open."""
    opened, unreadable = [], 0
    for row in LetterIn.objects.filter(mailbox__in=mailboxes):
        try:
            value = _opened(line, row)
        except HoldfastError:
            unreadable += 1
            continue
        if not _is_of_a_door(value, now):
            unreadable += 1
            continue
        opened.append(Letter(LetterId(row.pk), MailboxId(row.mailbox), value))
    return sorted(opened, key=lambda letter: (letter.value.written_at, letter.id)), unreadable


def _is_of_a_door(letter: Incoming, now: dt.datetime) -> bool:
    """Whether a door of ours can have written this. The door's process may have been taken over,
    and then speaks in the team's voice, or names files of the desk, keys that are none, moments of
    no clock."""
    return (
        letter.voice in _VOICES
        and is_of_our_time(letter.written_at, now)
        and all(_FILE_ID.fullmatch(file.id) for file in letter.files)
        and (not letter.public or is_public(letter.public))
    )


def _opened(line: Line, row: LetterIn) -> Incoming:
    """The letter, by the present key or by one before it. Raises a HoldfastError."""
    place, sealed = letter_place(row.mailbox, row.pk), bytes(row.sealed)
    attempt = partial(open_letter, sealed, installation=installation(), place=place)
    for private in line.past:
        try:
            return decode(attempt(private=PrivateKey(line.private)), Incoming)
        except HoldfastError:
            line = msgspec.structs.replace(line, private=private)
    return decode(attempt(private=PrivateKey(line.private)), Incoming)


def batches(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters with files alone, all others many at a time, in their order."""
    batch: list[Letter] = []
    for letter in letters:
        if letter.value.files or len(batch) == AT_ONCE:
            if batch:
                yield batch
            batch = []
        if letter.value.files:
            yield [letter]
        else:
            batch.append(letter)
    if batch:
        yield batch


def forget(letters: Sequence[Letter]) -> None:
    """Delete what is committed elsewhere now."""
    names = [letter.id for letter in letters]
    left = [letter.mailbox for letter in letters if letter.value.voice is Voice.LEFT]
    with in_words():
        with transaction.atomic(using=INTAKE, durable=True):
            LetterIn.objects.filter(pk__in=names).delete()
            FileIn.objects.filter(letter__in=names).delete()
            LetterOut.objects.filter(mailbox__in=left).delete()
        wipe_deleted(INTAKE)
        for letter in letters:
            for loose in letter.value.files:
                (files_folder() / loose.id).unlink(missing_ok=True)
