"""Writing a hand-over at the end of a shift, and taking it at the beginning of the next.

Invariants: a hand-over is taken once, by somebody other than who wrote it; words and card are
written together.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import AlreadyTakenError, EmptyMessageError, OwnHandOverError
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.team.records.rota import HandOver, HandOverCard, Pending
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


def write_hand_over(
    *, actor: Actor, text: str, pending: Sequence[Pending], clock: Clock = utc_now
) -> RecordId:
    """Hand over to whoever answers next. Returns the card's id.

    Raises NotPermittedError, EmptyMessageError (nothing is pending and nothing is said),
    LineClosedError, NotGrantedError, StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    if not text.strip() and not pending:
        raise EmptyMessageError
    line = the_line(actor).scope
    with writing(actor) as write:
        unit = create_unit(write, line, Part.CONTENT)
        words = add(write, unit, HandOver(text=text.strip(), pending=tuple(pending)))
        card = HandOverCard(words=words, by=actor.member, at=clock())
        return add(write, create_unit(write, team_key(actor).scope, Part.TEAM), card)


def take_hand_over(*, actor: Actor, card: RecordId, clock: Clock = utc_now) -> None:
    """Say that one has read it and answers from now on.

    Raises NotPermittedError, NotGrantedError, OwnHandOverError, AlreadyTakenError, StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    the_line(actor)  # whoever cannot read the words has not read them
    stored = read(actor, card, HandOverCard)
    if stored.value.taken_by:
        raise AlreadyTakenError
    if stored.value.by == actor.member:
        raise OwnHandOverError
    taken = msgspec.structs.replace(stored.value, taken_by=actor.member, taken_at=clock())
    try:
        with writing(actor) as write:
            save(write, stored.id, taken, revision=stored.revision)
    except EditConflictError:
        raise AlreadyTakenError from None
