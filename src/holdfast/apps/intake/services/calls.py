"""Somebody telephones, or is met: what the member heard becomes a conversation like any other.

Invariants:
- What a caller is called, and where they are reached, is sealed under the identity key, apart from
  what they said.
- A word by which we know each other is agreed before a call ends; it is never shown in a list.
- A call that reached nobody is written down too: silence at the other end is news.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.intake.errors import EmptyMessageError, PastMomentError
from holdfast.apps.intake.marks import is_to_come
from holdfast.apps.intake.queries.groups import Group
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Caller, Conversation, Message
from holdfast.apps.intake.rules import (
    Answers,
    Channel,
    ConversationId,
    Danger,
    Tray,
    Voice,
    Way,
    danger_of,
    is_less,
    only_known,
    preview_of,
)
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

from .conversations import opened, say


@dataclass(frozen=True, slots=True)
class Call:
    """What a member wrote down during a call. Everything may stay empty but one thing heard."""

    text: str = ""
    answers: Answers = field(default_factory=dict)
    channel: Channel = Channel.TELEPHONE
    language: str = ""
    caller: Caller = Caller()  # noqa: RUF009  (it is frozen)
    needs_answer: bool = True
    call_at: dt.datetime | None = None


def log_call(
    *,
    actor: Actor,
    call: Call,
    conversation: ConversationId | None = None,
    clock: Clock = utc_now,
) -> ConversationId:
    """Write a call down: a new conversation, or one more call in one that is there.

    Raises NotPermittedError, EmptyMessageError, PastMomentError (an agreed time that is over),
    LineClosedError, NotGrantedError, EditConflictError, StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    if not (call.text.strip() or call.answers or call.caller != Caller()):
        raise EmptyMessageError
    message = Message(
        voice=Voice.CALL, text=call.text, at=clock(), by=actor.member, channel=call.channel
    )
    if call.call_at is not None and not is_to_come(call.call_at, message.at):
        raise PastMomentError
    if conversation is not None:
        return _continue(actor, opened(actor, conversation), call, message)
    return _begin(actor, call, message)


def note_not_reached(
    *,
    actor: Actor,
    conversation: ConversationId,
    text: str = "",
    call_at: dt.datetime | None = None,
    clock: Clock = utc_now,
) -> None:
    """Write down that somebody was called and not reached, and when it is tried next.

    Raises NotPermittedError, NotGrantedError, PastMomentError (a next try that is over, or too far
    away), EditConflictError, StoreError.
    """
    group, now = opened(actor, conversation), clock()
    if call_at is not None and not is_to_come(call_at, now):
        raise PastMomentError
    message = Message(voice=Voice.NOT_REACHED, text=text, at=now, by=actor.member)

    def tried(value: Conversation) -> Conversation:
        return msgspec.structs.replace(
            value, call_at=call_at, not_reached=value.not_reached + 1, is_closed=False
        )

    say(actor, group, message, tried)


def _begin(actor: Actor, call: Call, message: Message) -> ConversationId:
    scope = the_line(actor).scope
    taken = {stored.value.alias for stored in find(actor, Conversation, scope=scope)}
    answers = only_known(call.answers)
    new = Conversation(
        alias=fresh_alias(taken),
        channel=call.channel,
        tray=Tray.PEOPLE,
        danger=danger_of(Way.HELP, answers),
        answers=answers,
        language=call.language,
        opened_at=message.at,
        heard_at=message.at,
        waiting_since=message.at if call.needs_answer else None,
        assigned_to=actor.member,
        preview=preview_of(call.text),
        caller=random_id(),
        answered_at=None if call.needs_answer else message.at,
        call_at=call.call_at,
    )
    record = RecordId(random_id())
    with writing(actor) as write:
        unit = create_unit(write, scope, Part.CONTENT)
        add(write, unit, new, record=record)
        add(write, unit, message)
        _add_caller(write, scope, new.caller, call.caller)
    return ConversationId(record)


def _continue(actor: Actor, group: Group, call: Call, message: Message) -> ConversationId:
    """One more call: what was said now counts, what was said before stays where nothing was."""
    head = group.head
    caller = next((one.value.caller for one in group.all if one.value.caller), "")
    changed = msgspec.structs.replace(
        _heard(head.value, call, message), caller=head.value.caller or caller or random_id()
    )
    with writing(actor) as write:
        add(write, head.unit, message)
        save(write, head.id, changed, revision=head.revision)
        if not call.needs_answer:
            for one in group.joined:
                owed = msgspec.structs.replace(one.value, waiting_since=None, snooze=None)
                save(write, one.id, owed, revision=one.revision)
        if not caller:
            _add_caller(write, head.scope, changed.caller, call.caller)
        elif call.caller != Caller():
            _change_caller(write, RecordId(caller), call.caller)
    return ConversationId(head.id)


def _heard(old: Conversation, call: Call, message: Message) -> Conversation:
    answers = only_known(call.answers)
    said = danger_of(Way.HELP, answers)
    is_raised = said is not Danger.UNSAID and is_less(old.danger, said)
    return msgspec.structs.replace(
        old,
        answers={**old.answers, **answers},
        danger=said if is_raised else old.danger,
        heard_at=message.at,
        waiting_since=(old.waiting_since or message.at) if call.needs_answer else None,
        preview=preview_of(call.text) or old.preview,
        answered_at=old.answered_at if call.needs_answer else message.at,
        call_at=call.call_at,
        not_reached=0,
        is_closed=False,
        snooze=None,
    )


def _add_caller(write: Write, scope: ScopeId, record: str, caller: Caller) -> None:
    unit: UnitId = create_unit(write, scope, Part.IDENTITY)
    add(write, unit, caller, record=RecordId(record))


def _change_caller(write: Write, record: RecordId, caller: Caller) -> None:
    """What was heard now; what was not said now stays as it was."""
    known, silent = read(write.actor, record, Caller), msgspec.structs.asdict(Caller())
    said = msgspec.structs.asdict(caller).items()
    new = {name: value for name, value in said if value != silent[name]}
    save(write, record, msgspec.structs.replace(known.value, **new), revision=known.revision)
