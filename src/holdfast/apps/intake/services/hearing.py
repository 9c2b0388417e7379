"""What a letter makes of a conversation: it begins one, or changes the one that is there.

Invariants:
- Somebody's own word raises their danger and never lowers it.
- What looks like a flood lies apart and is as readable as anything else: nothing is dropped.
- A conversation that was destroyed does not come back: a new letter begins another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import (
    Arrival,
    Arrivals,
    Danger,
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
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId, UnitId
from holdfast.apps.ledger.queries import newest_revision
from holdfast.kernel.identifiers import random_id

from .letters import Letter


@dataclass(slots=True)
class Held:
    """A conversation as it stands, and as the letters of this round change it. `revision` is 0 and
    `unit` None before it is saved; `reach` is where a channel answers to, before that is saved."""

    id: RecordId
    unit: UnitId | None
    revision: int
    value: Conversation
    reach: str = ""


@dataclass(slots=True)
class Known:
    """What a new conversation is seen against: who bears which alias, and who wrote when."""

    aliases: set[str]
    arrivals: Arrivals


def held(stored: Stored[Conversation]) -> Held:
    """A conversation as it is stored."""
    return Held(stored.id, stored.unit, stored.revision, stored.value)


def begun(known: Known, letter: Letter) -> Held:
    """The conversation that a first letter begins."""
    value = letter.value
    arrival = Arrival(value.written_at, digest_of(value.text))
    is_flood = known.arrivals.look_like_flood(arrival)
    known.arrivals.add(arrival)
    alias = fresh_alias(known.aliases)
    known.aliases.add(alias)
    answers = only_known(value.answers)
    conversation = Conversation(
        alias=alias,
        channel=value.channel,
        caller=random_id() if value.sender else "",
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
    return Held(_fresh_id(letter.mailbox), None, 0, conversation, value.sender)


def heard(before: Held, letter: Letter) -> Held:
    """The conversation after one more letter."""
    value, old = letter.value, before.value
    if value.voice is Voice.LEFT:
        changed = msgspec.structs.replace(old, has_left=True, heard_at=value.written_at)
    else:
        changed = msgspec.structs.replace(
            old,
            heard_at=value.written_at,
            waiting_since=old.waiting_since or value.written_at,
            danger=_danger_after(old.danger, value.voice),
            tray=_tray_after(old.tray, value.voice),
            preview=preview_of(value.text) or old.preview,
            is_closed=False,
        )
    return replace(before, value=changed)


def _fresh_id(mailbox: MailboxId) -> RecordId:
    """The mailbox's own id, unless the ledger knows it: what was destroyed does not come back."""
    return RecordId(random_id() if newest_revision(mailbox) else mailbox)


def _danger_after(danger: Danger, voice: Voice) -> Danger:
    is_raised = voice is Voice.DANGER and is_less(danger, Danger.NOW)
    return Danger.NOW if is_raised else danger


def _tray_after(tray: Tray, voice: Voice) -> Tray:
    """Who offered help and is in danger now is one of those who need it. Quarantine stays: a flood
    could say so too, and who reads it there moves them out."""
    return Tray.PEOPLE if voice is Voice.DANGER and tray is Tray.HELPERS else tray
