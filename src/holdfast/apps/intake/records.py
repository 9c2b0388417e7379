"""What is sealed of the line: letters on their way, and what the team keeps of a conversation.

Invariants:
- Letters carry the moment they were written; outside of them no time is finer than an ISO week.
- A message's id is its letter's: taken in twice, it is the same record. A conversation's id is its
  mailbox's, unless one of that id was destroyed before.
- How somebody is called or reached by telephone is a `Caller`, sealed under the identity key.
- Conversations of one person stay records of their own: one is `joined` by others, each of which
  is `merged_into` it. Undone, each is what it was.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import Rule, UntilShredded

from .marks import Hostile, LostContact, Snooze
from .rules import Answers, Channel, Danger, ErrandFact, ErrandKind, Tray, Voice, Way
from .safe_hours import SafeHours


class LooseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file on its way in: its name in the folder, and the key that opens it."""

    id: str
    key: bytes
    name: str
    size_bytes: int


class Errand(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody must know of a journey, and no more: facts in their order, until a moment."""

    kind: ErrandKind
    facts: tuple[tuple[ErrandFact, str], ...]
    until: dt.datetime


class Incoming(Sealable, frozen=True, kw_only=True):
    """A letter to the team. The contact's look-up name and key come with the first."""

    KIND = "intake.incoming"
    KEPT = UntilShredded("it is a letter on its way, and no record")
    voice: Voice
    text: str
    written_at: dt.datetime
    way: Way = Way.HELP
    language: str = ""
    answers: Answers = {}  # noqa: RUF012  (msgspec copies it)
    files: tuple[LooseFile, ...] = ()
    look_up: str = ""
    public: bytes = b""
    channel: Channel = Channel.WEB
    sender: str = ""  # where a relayed channel answers to
    shown_in: str = ""  # where the language asked for is not offered; else empty


class Outgoing(Sealable, frozen=True, kw_only=True):
    """A letter from the team to a contact."""

    KIND = "intake.outgoing"
    KEPT = UntilShredded("it is a letter on its way, and no record")
    text: str
    written_at: dt.datetime
    channel: Channel = Channel.WEB
    errand: Errand | None = None  # stays until its moment, and not until it was read
    to: str = ""  # for the relay, where it is one that passes it on


class Line(Sealable, frozen=True, kw_only=True):
    """The line's keys: the letterbox, those before it, and the salt of all contact codes."""

    KIND = "intake.line"
    KEPT = UntilShredded("without it no letter opens, and no code")
    private: bytes
    public: bytes
    salt: bytes
    past: tuple[bytes, ...] = ()


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a message; `file` is empty where it did not arrive whole."""

    file: str
    name: str
    size_bytes: int


class Conversation(Sealable, frozen=True, kw_only=True):
    """Somebody who reached us, under an alias."""

    KIND = "intake.conversation"
    KEPT = Rule(weeks=52)  # after the last thing that was said or changed
    alias: str
    channel: Channel
    tray: Tray
    danger: Danger
    answers: Answers
    language: str
    opened_at: dt.datetime
    heard_at: dt.datetime
    waiting_since: dt.datetime | None
    assigned_to: str = ""
    case: str = ""
    preview: str = ""
    digest: bytes = b""
    mailbox: str = ""
    look_up: str = ""
    public: bytes = b""
    caller: str = ""
    unsent: tuple[str, ...] = ()
    is_closed: bool = False
    has_left: bool = False
    errand: str = ""
    errand_until: dt.datetime | None = None  # then what they were told of a journey goes
    ends_at: dt.datetime | None = None  # then their mailbox goes
    shown_in: str = ""
    answered_at: dt.datetime | None = None
    snooze: Snooze | None = None
    hostile: Hostile | None = None
    looked_at: dt.datetime | None = None
    lost: LostContact | None = None
    call_at: dt.datetime | None = None
    not_reached: int = 0
    merged_into: str = ""
    joined: tuple[str, ...] = ()


class Message(Sealable, frozen=True, kw_only=True):
    """Something that was said, by them or by us, or noted among ourselves."""

    KIND = "intake.message"
    KEPT = Rule(weeks=52)  # its conversation keeps it as long as anything happens there
    voice: Voice
    text: str
    at: dt.datetime
    by: str = ""
    files: tuple[Attachment, ...] = ()
    channel: Channel | None = None  # of what a member wrote down; else that of its conversation


class SavedReply(Sealable, frozen=True, kw_only=True):
    """Words that are sent often, in each language. Offered once somebody answers for them."""

    KIND = "intake.saved_reply"
    KEPT = UntilShredded("it is the team's own text, about nobody")
    title: str
    texts: dict[str, str]
    written_by: str
    written_at: dt.datetime
    signed_by: str = ""
    signed_at: dt.datetime | None = None
    is_retired: bool = False


class Caller(Sealable, frozen=True, kw_only=True):
    """How somebody on the telephone is called and reached. Sealed under the identity key."""

    KIND = "intake.caller"
    KEPT = Rule(weeks=52)
    name: str = ""
    reach: str = ""
    call_back: str = ""
    word: str = ""
    if_others_answer: str = ""
    safe: SafeHours = SafeHours()

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves: `reach` may be a number or an account."""
        return (("person", self.name), ("phone", self.reach), ("account", self.reach))
