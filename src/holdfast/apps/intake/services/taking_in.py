"""The desk takes in what arrived: letters become messages under the line's keys.

Invariants:
- A letter is deleted only after its message is committed; killed in between, it is found to be
  taken in already. Its id is the message's.
- A mailbox has one unit: its conversation can be destroyed alone.
- What arrived from one person is in the order in which it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.models import LetterIn
from holdfast.apps.intake.place import files_folder
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Attachment, Caller, Conversation, LooseFile, Message
from holdfast.apps.intake.rules import Arrival, Arrivals, LetterId, MailboxId
from holdfast.apps.keyring.errors import EditConflictError, KeyringError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.loose import open_loose
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.ledger.errors import RepeatedEntryError
from holdfast.apps.ledger.queries import newest_revision
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.errors import HoldfastError

from .errands import end_what_is_due
from .hearing import Held, Known, begun, heard, held
from .letters import AT_ONCE, Letter, batches, forget, open_letters
from .sending import send_again

_TRIES = 3


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many letters became messages, how many did not open, and how many still wait outside."""

    messages: int
    unreadable: int
    waiting: int


@dataclass(slots=True)
class _Round:
    """What is known while letters are taken in: the line, and its conversations by mailbox."""

    actor: Actor
    scope: ScopeId
    held: dict[str, Held]
    known: Known


def take_in(*, actor: Actor, most: int | None = None, clock: Clock = utc_now) -> TakenIn:
    """Bring in what arrived, send what is still to be sent, and end what is due: every letter, or
    no more mailboxes once `most` letters are in, so that a flood holds up nobody who waits.

    Raises NotPermittedError, LineClosedError, NotGrantedError, StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    line = the_line(actor)
    end_what_is_due(actor, find(actor, Conversation, scope=line.scope), clock())
    round_ = _round(actor, line.scope)
    for mailbox, known in round_.held.items():
        if known.value.unsent:
            send_again(actor, known.id)
            round_.held[mailbox] = held(read(actor, known.id, Conversation))
    messages = unreadable = 0
    for mailboxes in _some(_waiting()):
        if most is not None and messages >= most:
            break
        letters, spoiled = open_letters(line.value, mailboxes, now=clock())
        for some in batches(letters):
            _take(round_, some)
        messages, unreadable = messages + len(letters), unreadable + spoiled
    return TakenIn(messages, unreadable, LetterIn.objects.count())


@as_rows()
def _waiting() -> list[MailboxId]:
    """The mailboxes that letters came from: a flood is not held in memory at once."""
    return list(LetterIn.objects.values_list("mailbox", flat=True).distinct())


def _some(mailboxes: Sequence[MailboxId]) -> Iterator[Sequence[MailboxId]]:
    return (mailboxes[start : start + AT_ONCE] for start in range(0, len(mailboxes), AT_ONCE))


def _round(actor: Actor, scope: ScopeId) -> _Round:
    stored = list(find(actor, Conversation, scope=scope))
    arrivals = Arrivals(
        Arrival(one.value.opened_at, one.value.digest) for one in stored if one.value.mailbox
    )
    known = Known({one.value.alias for one in stored}, arrivals)
    by_mailbox = {one.value.mailbox: held(one) for one in stored if one.value.mailbox}
    return _Round(actor, scope, by_mailbox, known)


# ------------------------------------------------------------ saving it


def _take(round_: _Round, letters: Sequence[Letter]) -> None:
    """Save some letters in one write; where somebody else wrote meanwhile, each by itself."""
    try:
        _save(round_, letters)
    except (EditConflictError, RepeatedEntryError):
        for letter in letters:
            _take_alone(round_, letter)
    forget(letters)


def _take_alone(round_: _Round, letter: Letter) -> None:
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
        round_.held[mailbox] = held(stored)


def _save(round_: _Round, letters: Sequence[Letter]) -> None:
    """Add the messages and change their conversations; all of it, or none."""
    files = _store_files(round_, letters)
    before = {letter.mailbox: round_.held.get(letter.mailbox) for letter in letters}
    after: dict[str, Held] = {}
    with writing(round_.actor) as write:
        for letter in letters:
            now = after.get(letter.mailbox) or before[letter.mailbox]
            changed = begun(round_.known, letter) if now is None else heard(now, letter)
            if changed.unit is None:
                changed.unit = create_unit(write, round_.scope, Part.CONTENT)
            after[letter.mailbox] = changed
            message = _message(letter, files.get(letter.id, ()))
            add(write, changed.unit, message, record=RecordId(letter.id))
        for changed in after.values():
            _save_one(write, changed, round_.scope)
    round_.held.update(after)


def _save_one(write: Write, changed: Held, scope: ScopeId) -> None:
    assert changed.unit is not None
    if changed.revision:
        changed.revision = save(write, changed.id, changed.value, revision=changed.revision)
        return
    add(write, changed.unit, changed.value, record=changed.id)
    changed.revision = 1
    if changed.reach:
        unit = create_unit(write, scope, Part.IDENTITY)
        caller = Caller(reach=changed.reach)
        add(write, unit, caller, record=RecordId(changed.value.caller))


def _message(letter: Letter, files: tuple[Attachment, ...]) -> Message:
    value = letter.value
    return Message(voice=value.voice, text=value.text, at=value.written_at, files=files)


# ------------------------------------------------------------ files


def _store_files(
    round_: _Round, letters: Sequence[Letter]
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


def _unit_for(round_: _Round, letter: Letter) -> UnitId:
    present = round_.held.get(letter.mailbox)
    if present is not None and present.unit is not None:
        return present.unit
    new = begun(round_.known, letter)
    with writing(round_.actor) as write:
        new.unit = create_unit(write, round_.scope, Part.CONTENT)
        _save_one(write, new, round_.scope)
    round_.held[letter.mailbox] = new
    return new.unit


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
