"""Writing the replies that are sent often, answering for them, and retiring them.

Invariants:
- Whoever answers the line may write; a change takes the signature off, and nothing unsigned is
  offered.
- They stand in the unit of the line's own record: they are few, and found without a look at all
  that was said.
- Somebody who coordinates signs, and with that says who answers for the words, and since when.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import EmptyMessageError, TooLongError
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import SavedReply
from holdfast.apps.intake.rules import MOST_ANSWER_CHARACTERS
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


def write_reply(
    *, actor: Actor, title: str, texts: Mapping[str, str], clock: Clock = utc_now
) -> RecordId:
    """A new saved reply, which nobody has signed yet.

    Raises NotPermittedError, NotGrantedError, EmptyMessageError, TooLongError, LineClosedError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    value = _written(actor, title, texts, clock)
    unit = the_line(actor).unit
    with writing(actor) as write:
        return add(write, unit, value)


def change_reply(
    *,
    actor: Actor,
    reply: RecordId,
    title: str,
    texts: Mapping[str, str],
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Write a saved reply anew; it is offered again once it is signed. Raises as `write_reply`,
    and EditConflictError."""
    require(actor, Permission.ANSWER_CONTACTS)
    value = _written(actor, title, texts, clock)
    read(actor, reply, SavedReply)
    with writing(actor) as write:
        save(write, reply, value, revision=revision)


def sign_reply(*, actor: Actor, reply: RecordId, revision: int, clock: Clock = utc_now) -> None:
    """Answer for a saved reply, as it stands at this revision: from now on it is offered.

    Raises NotPermittedError, NotGrantedError, EditConflictError.
    """
    require(actor, Permission.GRANT_CASES)
    value = read(actor, reply, SavedReply).value
    signed = msgspec.structs.replace(
        value, signed_by=actor.member, signed_at=clock(), is_retired=False
    )
    with writing(actor) as write:
        save(write, reply, signed, revision=revision)


def retire_reply(*, actor: Actor, reply: RecordId, revision: int) -> None:
    """Offer a saved reply no more. Raises NotPermittedError, NotGrantedError, EditConflictError."""
    require(actor, Permission.ANSWER_CONTACTS)
    value = read(actor, reply, SavedReply).value
    with writing(actor) as write:
        save(write, reply, msgspec.structs.replace(value, is_retired=True), revision=revision)


def _written(actor: Actor, title: str, texts: Mapping[str, str], clock: Clock) -> SavedReply:
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    if not title.strip() or not kept:
        raise EmptyMessageError
    if any(len(text) > MOST_ANSWER_CHARACTERS for text in kept.values()):
        raise TooLongError
    return SavedReply(title=title.strip(), texts=kept, written_by=actor.member, written_at=clock())
