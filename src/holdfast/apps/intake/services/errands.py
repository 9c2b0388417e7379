"""What somebody must know of a journey: put into a mailbox, replaced by what comes next, and gone.

Invariants:
- One errand a mailbox: what comes next takes the place of what was told before.
- A mailbox for a host or a driver opens with a link and a word that go two ways; once its moment
  has come it is gone, with everything in it, when anybody next looks for letters.
- What is told is sealed to the mailbox; the conversation keeps that something was told, not what.
- On the disk it looks like any answer: its name is drawn, and kept in the conversation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from django.db import transaction

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.intake.errors import NoMailboxError, PastErrandError
from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Conversation, Errand, Message, Outgoing
from holdfast.apps.intake.rules import (
    RELAYED,
    Channel,
    ConversationId,
    Danger,
    Tray,
    Voice,
)
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import COST, Cost
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey, seal_letter
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.records import encode
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.identifiers import random_id

from .mailboxes import INTAKE, read_salt


@dataclass(frozen=True, slots=True)
class Handed:
    """A mailbox for somebody without one: the half of its code for a link, the half to be said."""

    conversation: ConversationId
    linked: str = field(repr=False)
    said: str = field(repr=False)


def open_box(
    *,
    actor: Actor,
    ends_at: dt.datetime,
    case: str = "",
    alias: str = "",
    language: str = "en",
    cost: Cost = COST,
    clock: Clock = utc_now,
) -> Handed:
    """A mailbox that goes at a moment. Its halves are shown once and kept nowhere.

    Raises NotPermittedError, PastErrandError, LineClosedError, NotGrantedError, StoreError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if ends_at <= clock():
        raise PastErrandError
    scope = the_line(actor).scope
    code = contactcodes.new_code()
    keys = contactcodes.keys_of(code, salt=read_salt(), cost=cost)
    taken = {stored.value.alias for stored in find(actor, Conversation, scope=scope)}
    conversation = Conversation(
        alias=alias if alias and alias not in taken else fresh_alias(taken),
        channel=Channel.LINK,
        tray=Tray.HELPERS,
        danger=Danger.LATER,
        answers={},
        language=language,
        opened_at=clock(),
        heard_at=clock(),
        waiting_since=None,
        assigned_to=actor.member,
        case=case,
        mailbox=random_id(),
        look_up=keys.look_up,
        public=keys.public,
        ends_at=ends_at,
    )
    record = RecordId(conversation.mailbox)
    with writing(actor) as write:
        add(write, create_unit(write, scope, Part.CONTENT), conversation, record=record)
    new = {"public": keys.public, "look_up": keys.look_up, "week": iso_week(clock())}
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        Mailbox.objects.create(pk=conversation.mailbox, **new)
    return Handed(ConversationId(record), *contactcodes.halves(code, language))


def tell_errand(
    *, actor: Actor, conversation: ConversationId, errand: Errand, clock: Clock = utc_now
) -> None:
    """Put an errand into a mailbox, in the place of the one before.

    Raises NotPermittedError, NotGrantedError, PastErrandError, NoMailboxError (none, or one that
    another channel passes on in clear), EditConflictError, StoreError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if errand.until <= clock():
        raise PastErrandError
    stored = read(actor, RecordId(conversation), Conversation)
    value = stored.value
    if value.channel in RELAYED or not Mailbox.objects.filter(pk=value.mailbox).exists():
        raise NoMailboxError
    note = Message(voice=Voice.NOTE, text=_TOLD, at=clock(), by=actor.member)
    letter = value.errand or random_id()
    told = msgspec.structs.replace(value, errand=letter, errand_until=errand.until)
    with writing(actor) as write:
        add(write, stored.unit, note)
        save(write, stored.id, told, revision=stored.revision)
    sealed = seal_letter(
        encode(Outgoing(text="", written_at=clock(), errand=errand)),
        public=PublicKey(value.public),
        installation=installation(),
        place=f"reply/{letter}",
    )
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        LetterOut.objects.update_or_create(
            pk=letter, defaults={"mailbox": value.mailbox, "sealed": sealed}
        )
    wipe_deleted(INTAKE)


_TOLD = "Told them what they must know of the journey."


def end_box(*, actor: Actor, conversation: ConversationId, clock: Clock = utc_now) -> None:
    """Take a mailbox with an end away now. Raises NotGrantedError, NoMailboxError, StoreError."""
    require(actor, Permission.PLAN_JOURNEYS)
    stored = read(actor, RecordId(conversation), Conversation)
    if stored.value.ends_at is None:
        raise NoMailboxError
    _end(stored.value)
    ended = msgspec.structs.replace(stored.value, ends_at=clock(), has_left=True, errand_until=None)
    with writing(actor) as write:
        save(write, stored.id, ended, revision=stored.revision)


def end_what_is_due(
    actor: Actor, conversations: Iterable[Stored[Conversation]], now: dt.datetime
) -> None:
    """Take away mailboxes and errands whose moment has come. Raises StoreError."""
    for stored in conversations:
        value = stored.value
        if value.ends_at is not None and value.ends_at <= now and not value.has_left:
            _end(value)
            changed = msgspec.structs.replace(value, has_left=True, errand_until=None)
        elif value.errand_until is not None and value.errand_until <= now:
            _delete(letters=[value.errand])
            changed = msgspec.structs.replace(value, errand_until=None)
        else:
            continue
        try:
            with writing(actor) as write:
                save(write, stored.id, changed, revision=stored.revision)
        except EditConflictError:  # a colleague writes there now: it is noted the next time
            continue


def _end(value: Conversation) -> None:
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        LetterOut.objects.filter(mailbox=value.mailbox).delete()
        Mailbox.objects.filter(pk=value.mailbox).delete()
    wipe_deleted(INTAKE)


def _delete(*, letters: list[str]) -> None:
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        LetterOut.objects.filter(pk__in=letters).delete()
    wipe_deleted(INTAKE)
