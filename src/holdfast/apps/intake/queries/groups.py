"""Conversations of one person as one: what they come to together.

Invariants:
- Nothing is copied from one into the other: together they wait since the first of them waits, are
  in the worst danger of any, and are put away only where each is.
- A conversation whose other part was destroyed stands alone again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import ConversationId, is_less
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.rules import Actor, RecordId


@dataclass(frozen=True, slots=True)
class Group:
    """A conversation and those that were merged into it, each as it is stored."""

    head: Stored[Conversation]
    joined: tuple[Stored[Conversation], ...] = ()

    @property
    def all(self) -> tuple[Stored[Conversation], ...]:
        """Each conversation of it, the head first."""
        return (self.head, *self.joined)

    @property
    def revision(self) -> int:
        """A number that grows whenever any of them is changed."""
        return sum(one.revision for one in self.all)

    @property
    def value(self) -> Conversation:
        """What they come to together."""
        return _together(self.head.value, [one.value for one in self.joined])


def read_group(actor: Actor, conversation: ConversationId) -> Group:
    """The group of a conversation, whichever of its parts is named.

    Raises NotGrantedError, WrongTypeError, or the keyring's.
    """
    named = read(actor, RecordId(conversation), Conversation)
    head = _there(actor, named.value.merged_into) or named
    joined = (_there(actor, one) for one in head.value.joined)
    return Group(head, tuple(one for one in joined if one and one.value.merged_into == head.id))


def as_one(found: Iterable[Stored[Conversation]]) -> list[Stored[Conversation]]:
    """Conversations with those merged into others left out, and their heads standing for them."""
    every = list(found)
    parts: dict[str, list[Conversation]] = {}
    for one in every:
        if one.value.merged_into:
            parts.setdefault(one.value.merged_into, []).append(one.value)
    if not parts:
        return every
    heads = {one.id for one in every if one.value.joined}
    return [
        _standing_for(one, parts.get(one.id, ()))
        for one in every
        if one.value.merged_into not in heads
    ]


def _there(actor: Actor, record: str) -> Stored[Conversation] | None:
    if not record:
        return None
    try:
        return read(actor, RecordId(record), Conversation)
    except NotGrantedError:  # it was destroyed
        return None


def _standing_for(
    head: Stored[Conversation], joined: Sequence[Conversation]
) -> Stored[Conversation]:
    if not joined:
        return head
    return Stored(
        head.id, head.unit, head.scope, head.part, head.revision, _together(head.value, joined)
    )


def _together(head: Conversation, joined: Sequence[Conversation]) -> Conversation:
    if not joined:
        return head
    every = (head, *joined)
    newest = max(every, key=lambda one: one.heard_at)
    danger = head.danger
    for one in joined:
        danger = one.danger if is_less(danger, one.danger) else danger
    return msgspec.structs.replace(
        head,
        danger=danger,
        heard_at=newest.heard_at,
        opened_at=min(one.opened_at for one in every),
        waiting_since=min((w for one in every if (w := one.waiting_since)), default=None),
        answered_at=max((a for one in every if (a := one.answered_at)), default=None),
        preview=newest.preview,
        answers=_answers(every),
        unsent=tuple(message for one in every for message in one.unsent),
        is_closed=all(one.is_closed for one in every),
        has_left=all(one.has_left for one in every),
        shown_in=head.shown_in or next((o.shown_in for o in joined if o.shown_in), ""),
        case=head.case or next((one.case for one in joined if one.case), ""),
    )


def _answers(every: Sequence[Conversation]) -> dict[str, tuple[str, ...]]:
    """What was answered; where several said something to one question, who was heard last."""
    known: dict[str, tuple[str, ...]] = {}
    for one in sorted(every, key=lambda one: one.heard_at):
        known |= one.answers
    return known
