"""Planning shifts, offering and taking them.

Invariants:
- A member plans their own shifts; a coordinator plans anybody's.
- A shift passes to another only where its member offered it, and is nobody's at no moment.
- Two who take one shift at once: the second is told, and has none.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.errors import NotOfferedError
from holdfast.apps.intake.queries.rota import shifts, span_of
from holdfast.apps.intake.team.records.rota import Shift
from holdfast.apps.intake.team.rota import Span, check_shift
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


def plan_shift(
    *, actor: Actor, span: Span, member: MemberId | None = None, clock: Clock = utc_now
) -> RecordId:
    """Put a shift on the rota, the actor's own where nobody is named.

    Raises NotPermittedError, BadShiftError, StoreError.
    """
    by = _checked(actor, member or actor.member)
    _check_free(actor, by, span, clock)
    shift = Shift(member=by, starts_at=span.start, ends_at=span.end)
    with writing(actor) as write:
        return add(write, create_unit(write, team_key(actor).scope, Part.TEAM), shift)


def offer_shift(*, actor: Actor, shift: RecordId, revision: int) -> None:
    """Let somebody else take a shift. It stays its member's until they do.

    Raises NotPermittedError, NotGrantedError, EditConflictError, StoreError.
    """
    stored = _opened(actor, shift)
    _checked(actor, MemberId(stored.value.member))
    _save(actor, stored, msgspec.structs.replace(stored.value, is_offered=True), revision)


def take_shift(*, actor: Actor, shift: RecordId, revision: int, clock: Clock = utc_now) -> None:
    """Take a shift that its member offered; one's own: keep it after all.

    Raises NotPermittedError, NotOfferedError, BadShiftError, EditConflictError, StoreError.
    """
    stored = _opened(actor, shift)
    if not stored.value.is_offered:
        raise NotOfferedError
    if stored.value.member != actor.member:
        _check_free(actor, actor.member, span_of(stored.value), clock)
    taken = msgspec.structs.replace(stored.value, member=actor.member, is_offered=False)
    _save(actor, stored, taken, revision)


def drop_shift(*, actor: Actor, shift: RecordId) -> None:
    """Take a shift off the rota: the gap then shows. Raises NotPermittedError, NotGrantedError."""
    stored = _opened(actor, shift)
    _checked(actor, MemberId(stored.value.member))
    shred_unit(actor, stored.unit)


def _opened(actor: Actor, shift: RecordId) -> Stored[Shift]:
    require(actor, Permission.ANSWER_CONTACTS)
    return read(actor, shift, Shift)


def _checked(actor: Actor, member: MemberId) -> MemberId:
    """The member, where the actor may plan for them. Raises NotPermittedError."""
    require(actor, Permission.ANSWER_CONTACTS)
    if member != actor.member and not may(actor.roles, Permission.GRANT_CASES):
        raise NotPermittedError
    return member


def _check_free(actor: Actor, member: MemberId, span: Span, clock: Clock) -> None:
    others = [span_of(one.value) for one in shifts(actor) if one.value.member == member]
    check_shift(span, others=others, now=clock())


def _save(actor: Actor, stored: Stored[Shift], value: Shift, revision: int) -> None:
    with writing(actor) as write:
        save(write, stored.id, value, revision=revision)
