"""The desk takes in what arrived: letters become messages under the line's keys.

Invariants:
- A letter is deleted only after its message is committed; killed in between, it is found to be
  taken in already. Its id is the message's.
- A mailbox has one unit: its conversation can be destroyed alone.
- A letter that does not open, or that no door of ours writes, stays where it is, is counted, and
  holds up no other. The desk touches no file but those in the folder `files`.
- What arrived from one person is in the order in which it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
from django.db import transaction

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.intake.models import FileIn, LetterIn, LetterOut
from holdfast.apps.intake.place import files_folder
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import (
    Attachment,
    Conversation,
    Incoming,
    Line,
    LooseFile,
    Message,
)
from holdfast.apps.intake.rules import (
    Arrival,
    Arrivals,
    Channel,
    Danger,
    LetterId,
    MailboxId,
    Tray,
    Voice,
    danger_of,
    digest_of,
    is_less,
    only_known,
    preview_of,
    tray_of,
)
from holdfast.apps.keyring.errors import EditConflictError, KeyringError
from holdfast.apps.keyring.faults import as_rows, in_words
from holdfast.apps.keyring.letterbox import PrivateKey, is_public, open_letter
from holdfast.apps.keyring.loose import open_loose
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.keyring.records import decode
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.apps.ledger.errors import RepeatedEntryError
from holdfast.apps.ledger.queries import newest_revision
from holdfast.kernel.errors import HoldfastError
from holdfast.kernel.identifiers import random_id

from .mailboxes import INTAKE, letter_place
from .sending import send_again

AT_ONCE = 50
_TRIES = 3
_FILE_ID = re.compile("[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many letters became messages, and how many did not open."""

    messages: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class _Letter:
    id: LetterId
    mailbox: MailboxId
    value: Incoming


@dataclass(slots=True)
class _Held:
    """A conversation as it stands, and as the letters of this round change it."""

    id: RecordId
    unit: UnitId | None
    revision: int
    value: Conversation


@dataclass(slots=True)
class _Round:
    """What is known while letters are taken in: the line, and its conversations by mailbox."""

    actor: Actor
    scope: ScopeId
    held: dict[str, _Held]
    aliases: set[str]
    arrivals: Arrivals


def take_in(*, actor: Actor) -> TakenIn:
    """Bring in every letter that arrived, and send what is still to be sent.

    Raises NotPermittedError, LineClosedError, NotGrantedError, StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    line = the_line(actor)
    round_ = _round(actor, line.scope)
    for mailbox, held in round_.held.items():
        if held.value.unsent:
            send_again(actor, held.id)
            round_.held[mailbox] = _held(read(actor, held.id, Conversation))
    messages = unreadable = 0
    for mailboxes in chunks(_waiting()):
        letters, spoiled = _open_letters(line.value, mailboxes)
        for some in _batches(letters):
            _take(round_, some)
        messages, unreadable = messages + len(letters), unreadable + spoiled
    return TakenIn(messages, unreadable)


# ------------------------------------------------------------ reading what arrived


@as_rows()
def _waiting() -> list[MailboxId]:
    """The mailboxes that letters came from: a flood is not held in memory at once."""
    return list(LetterIn.objects.values_list("mailbox", flat=True).distinct())


@as_rows()
def _open_letters(line: Line, mailboxes: Sequence[MailboxId]) -> tuple[list[_Letter], int]:
    """All letters of these mailboxes, oldest first, and how many more do not open."""
    opened, unreadable = [], 0
    for row in LetterIn.objects.filter(mailbox__in=mailboxes):
        try:
            value = _opened(line, row)
        except HoldfastError:
            unreadable += 1
            continue
        if not _is_of_a_door(value):
            unreadable += 1
            continue
        opened.append(_Letter(LetterId(row.pk), MailboxId(row.mailbox), value))
    return sorted(opened, key=lambda letter: (letter.value.written_at, letter.id)), unreadable


def _is_of_a_door(letter: Incoming) -> bool:
    """Whether a door of ours can have written this. The door's process may have been taken over,
    and then names files of the desk, keys that are none, or moments of no zone."""
    return (
        letter.written_at.tzinfo is not None
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


def _round(actor: Actor, scope: ScopeId) -> _Round:
    stored = find(actor, Conversation, scope=scope)
    values, held = [], {}
    for one in stored:
        values.append(one.value)
        if one.value.mailbox:
            held[one.value.mailbox] = _held(one)
    arrivals = Arrivals(Arrival(v.opened_at, v.digest) for v in values if v.mailbox)
    return _Round(actor, scope, held, {value.alias for value in values}, arrivals)


def _held(stored: Stored[Conversation]) -> _Held:
    return _Held(stored.id, stored.unit, stored.revision, stored.value)


def _batches(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Letters with files alone, all others many at a time, in their order."""
    batch: list[_Letter] = []
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


# ------------------------------------------------------------ saving it


def _take(round_: _Round, letters: Sequence[_Letter]) -> None:
    """Save some letters in one write; where somebody else wrote meanwhile, each by itself."""
    try:
        _save(round_, letters)
    except (EditConflictError, RepeatedEntryError):
        for letter in letters:
            _take_alone(round_, letter)
    _forget(letters)


def _take_alone(round_: _Round, letter: _Letter) -> None:
    for _ in range(_TRIES):
        if newest_revision(letter.id):
            return None  # taken in already, and perhaps destroyed since
        _look_again(round_, letter.mailbox)
        try:
            return _save(round_, [letter])
        except (EditConflictError, RepeatedEntryError):
            continue
    raise EditConflictError


def _look_again(round_: _Round, mailbox: MailboxId) -> None:
    round_.held.pop(mailbox, None)
    of_mailbox = find(
        round_.actor, Conversation, scope=round_.scope, where=lambda c: c.mailbox == mailbox
    )
    for stored in of_mailbox:
        round_.held[mailbox] = _held(stored)


def _save(round_: _Round, letters: Sequence[_Letter]) -> None:
    """Add the messages and change their conversations; all of it, or none."""
    files = _store_files(round_, letters)
    held = {letter.mailbox: round_.held.get(letter.mailbox) for letter in letters}
    after: dict[str, _Held] = {}
    with writing(round_.actor) as write:
        for letter in letters:
            now = after.get(letter.mailbox) or held[letter.mailbox]
            changed = _begun(round_, letter) if now is None else _heard(now, letter)
            if changed.unit is None:
                changed.unit = create_unit(write, round_.scope, Part.CONTENT)
            after[letter.mailbox] = changed
            message = _message(letter, files.get(letter.id, ()))
            add(write, changed.unit, message, record=RecordId(letter.id))
        for changed in after.values():
            _save_one(write, changed)
    round_.held.update(after)


def _save_one(write: Write, held: _Held) -> None:
    assert held.unit is not None
    if held.revision:
        held.revision = save(write, held.id, held.value, revision=held.revision)
    else:
        add(write, held.unit, held.value, record=held.id)
        held.revision = 1


def _message(letter: _Letter, files: tuple[Attachment, ...]) -> Message:
    value = letter.value
    return Message(voice=value.voice, text=value.text, at=value.written_at, files=files)


def _begun(round_: _Round, letter: _Letter) -> _Held:
    """The conversation that a first letter begins."""
    value = letter.value
    arrival = Arrival(value.written_at, digest_of(value.text))
    is_flood = round_.arrivals.look_like_flood(arrival)
    round_.arrivals.add(arrival)
    alias = fresh_alias(round_.aliases)
    round_.aliases.add(alias)
    answers = only_known(value.answers)
    conversation = Conversation(
        alias=alias,
        channel=Channel.WEB,
        tray=Tray.QUARANTINE if is_flood else tray_of(value.way),
        danger=danger_of(value.way, answers),
        answers=answers,
        language=value.language,
        shown_in=value.shown_in,
        opened_at=value.written_at,
        heard_at=value.written_at,
        waiting_since=value.written_at,
        preview=preview_of(value.text),
        digest=arrival.digest,
        mailbox=letter.mailbox,
        look_up=value.look_up,
        public=value.public,
        has_left=value.voice is Voice.LEFT,
    )
    return _Held(_fresh_id(letter.mailbox), None, 0, conversation)


def _fresh_id(mailbox: MailboxId) -> RecordId:
    """The mailbox's own id, unless the ledger knows it: what was destroyed does not come back."""
    return RecordId(random_id() if newest_revision(mailbox) else mailbox)


def _heard(held: _Held, letter: _Letter) -> _Held:
    """The conversation after one more letter."""
    value, old = letter.value, held.value
    if value.voice is Voice.LEFT:
        changed = msgspec.structs.replace(old, has_left=True, heard_at=value.written_at)
    else:
        changed = msgspec.structs.replace(
            old,
            heard_at=value.written_at,
            waiting_since=old.waiting_since or value.written_at,
            danger=_danger_after(old.danger, value.voice),
            preview=preview_of(value.text) or old.preview,
            is_closed=False,
        )
    return _Held(held.id, held.unit, held.revision, changed)


def _danger_after(danger: Danger, voice: Voice) -> Danger:
    is_raised = voice is Voice.DANGER and is_less(danger, Danger.NOW)
    return Danger.NOW if is_raised else danger


# ------------------------------------------------------------ files


def _store_files(
    round_: _Round, letters: Sequence[_Letter]
) -> dict[LetterId, tuple[Attachment, ...]]:
    """The letters' files, sealed anew in their conversation's unit.

    Killed between this and the commit, a file is stored twice, under one name that nothing shows;
    it is destroyed with its unit.
    """
    stored = {}
    for letter in letters:
        if letter.value.files:
            unit = _unit_for(round_, letter)
            stored[letter.id] = tuple(
                _store_one(round_.actor, unit, loose) for loose in letter.value.files
            )
    return stored


def _unit_for(round_: _Round, letter: _Letter) -> UnitId:
    held = round_.held.get(letter.mailbox)
    if held is not None and held.unit is not None:
        return held.unit
    begun = _begun(round_, letter)
    with writing(round_.actor) as write:
        begun.unit = create_unit(write, round_.scope, Part.CONTENT)
        _save_one(write, begun)
    round_.held[letter.mailbox] = begun
    return begun.unit


def _store_one(actor: Actor, unit: UnitId, loose: LooseFile) -> Attachment:
    try:
        with (files_folder() / loose.id).open("rb") as sealed:
            pieces = open_loose(sealed, key=loose.key, installation=installation(), file=loose.id)
            file: str = store_file(actor, unit, pieces)
    except KeyringError:
        raise
    except (FileNotFoundError, HoldfastError):  # gone, or not what was sealed
        file = ""  # the conversation says that it did not arrive whole
    return Attachment(file=file, name=loose.name, size_bytes=loose.size_bytes)


def _forget(letters: Sequence[_Letter]) -> None:
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
