"""Whom to call back, and when that is safe for them.

Invariants:
- Who can be called now stands first, whose safe time ends soonest at the top; then who comes next.
- An hour that nobody said is safe is never shown as one.
- Who holds no identity key of the line sees that somebody is to be called, and not when or where.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.marks import is_put_off
from holdfast.apps.intake.records import Caller, Conversation
from holdfast.apps.intake.rules import Channel, ConversationId, Danger, Tray
from holdfast.apps.intake.safe_hours import Span, next_span
from holdfast.apps.keyring.queries.bodies import Stored, find_kinds
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .groups import as_one
from .line import the_line

_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class CallBack:
    """Somebody to call: when it is safe, when it was agreed, how often nobody was reached."""

    id: ConversationId
    alias: str
    channel: Channel
    danger: Danger
    assigned_to: MemberId | None
    is_waiting: bool
    safe: Span | None
    is_safe_now: bool
    call_at: dt.datetime | None
    is_missed: bool
    not_reached: int


def call_backs(*, actor: Actor, clock: Clock = utc_now) -> list[CallBack]:
    """Everybody who is to be called, in the order of their safe times.

    Raises NotPermittedError, LineClosedError, NotGrantedError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    scope, now = the_line(actor).scope, clock()
    held = find_kinds(actor, (Caller, Conversation), scope=scope)
    callers = {one.id: one.value for one in held[Caller]}
    wanted = (one for one in as_one(held[Conversation]) if _is_called(one, now))
    found = [_call_back(one, callers.get(RecordId(one.value.caller)), now) for one in wanted]
    return sorted(found, key=_order)


def _is_called(stored: Stored[Conversation], now: dt.datetime) -> bool:
    value = stored.value
    if value.is_closed or value.tray in {Tray.QUARANTINE, Tray.HOSTILE}:
        return False
    if is_put_off(value.snooze, value.heard_at, now):
        return False
    waits_by_voice = value.waiting_since is not None and bool(value.caller)
    return waits_by_voice or value.call_at is not None


def _call_back(stored: Stored[Conversation], caller: Caller | None, now: dt.datetime) -> CallBack:
    value = stored.value
    safe = next_span(caller.safe, now) if caller else None
    return CallBack(
        id=ConversationId(stored.id),
        alias=value.alias,
        channel=value.channel,
        danger=value.danger,
        assigned_to=MemberId(value.assigned_to) if value.assigned_to else None,
        is_waiting=value.waiting_since is not None,
        safe=safe,
        is_safe_now=safe is not None and safe.begins_at <= now,
        call_at=value.call_at,
        is_missed=value.call_at is not None and value.call_at < now,
        not_reached=value.not_reached,
    )


def _order(one: CallBack) -> tuple[int, dt.datetime, dt.datetime]:
    agreed = one.call_at or _NEVER
    if one.safe is None:
        return (1 if one.call_at else 2, agreed, agreed)
    if one.is_safe_now:
        return (0, one.safe.ends_at, agreed)
    return (1, max(one.safe.begins_at, one.call_at or one.safe.begins_at), agreed)
