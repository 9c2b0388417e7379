"""What was put aside, looked through by chance: a sample of each day, and how much was looked at.

Invariants:
- Every day draws its own sample, the same for all members; who writes cannot know who is drawn.
- Who writes again after somebody looked counts as not looked at. Who came back with their code
  stands before those who did not: a flood seldom does.
- Nothing that was put aside leaves these numbers before a member moves it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import ConversationId, Tray
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now

from .groups import as_one
from .line import the_line

SAMPLE = 20
ASIDE = (Tray.QUARANTINE, Tray.HOSTILE)


@dataclass(frozen=True, slots=True)
class Glance:
    """One conversation that lies aside, as it is skimmed."""

    id: ConversationId
    alias: str
    language: str
    text: str
    heard_at: dt.datetime
    is_looked_at: bool
    came_back: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A tray of what was put aside: today's sample, the rest not looked at yet, and how many."""

    tray: Tray
    sample: tuple[Glance, ...]
    rest: tuple[Glance, ...]
    all: int
    looked_at: int
    looked_at_today: int

    @property
    def sample_looked_at(self) -> int:
        """How many of today's sample were looked at."""
        return sum(one.is_looked_at for one in self.sample)


def aside(*, actor: Actor, tray: Tray, clock: Clock = utc_now) -> Aside:
    """What lies in a tray of those put aside. Raises NotPermittedError, NotGrantedError,
    LineClosedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    line, today = the_line(actor), clock().date()
    key = hashlib.blake2b(line.value.private, person=b"sampling").digest()
    lying = [
        one
        for one in as_one(find(actor, Conversation, scope=line.scope))
        if one.value.tray is tray and not one.value.is_closed
    ]
    lying.sort(key=lambda one: _lot(key, today, one.id))
    glances = [_glance(one) for one in lying]
    left = (one for one in glances[SAMPLE:] if not one.is_looked_at)
    return Aside(
        tray=tray,
        sample=tuple(glances[:SAMPLE]),
        rest=tuple(sorted(left, key=lambda one: not one.came_back)),
        all=len(glances),
        looked_at=sum(one.is_looked_at for one in glances),
        looked_at_today=sum(_was_seen_on(one.value, today) for one in lying),
    )


def _lot(key: bytes, day: dt.date, record: str) -> bytes:
    return hashlib.blake2b(f"{day}/{record}".encode(), key=key, digest_size=16).digest()


def _glance(stored: Stored[Conversation]) -> Glance:
    value = stored.value
    return Glance(
        id=ConversationId(stored.id),
        alias=value.alias,
        language=value.language,
        text=value.preview,
        heard_at=value.heard_at,
        is_looked_at=value.looked_at is not None and value.looked_at >= value.heard_at,
        came_back=value.heard_at > value.opened_at,
    )


def _was_seen_on(value: Conversation, day: dt.date) -> bool:
    return value.looked_at is not None and value.looked_at.date() == day
