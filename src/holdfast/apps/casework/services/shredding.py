"""Destroying a case: its keys, its journeys, its stays and all that the watch knows of it.

Invariants:
- A coordinator may, or two members who can both open it, one after the other.
- What stands outside of the case, its health among it, goes first and its keys last: cut off
  between, the case is still there and it can be asked again.
"""

from __future__ import annotations

from enum import StrEnum

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.errors.cases import SecondPersonNeededError
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import terms_of
from holdfast.apps.casework.queries.health import is_health_of
from holdfast.apps.casework.queries.pathways import slots_of
from holdfast.apps.casework.queries.places import stays_of
from holdfast.apps.casework.queries.vehicles import bookings_for
from holdfast.apps.casework.records.cases import ShredRequest
from holdfast.apps.casework.records.health import HealthLink
from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.shredding import shred_belonging, shred_scope, shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .guarding import forget


class Shredding(StrEnum):
    """What came of one person's turn."""

    DONE = "The case was destroyed."
    HEALTH_LEFT = (
        "The case was destroyed. What it named as its health is not of this case alone and was "
        "left. Tell your team: somebody wrote that, or holds it without the case."
    )
    WAITING = "It was noted. Somebody else who can open the case must do the same."


def shred_case(*, actor: Actor, case: CaseId, reason: str, clock: Clock = utc_now) -> Shredding:
    """Destroy a case, or ask for it where a second person is needed.

    Raises ReasonNeededError, SecondPersonNeededError, NotGrantedError, or as `queries.cases.case`.
    """
    require(actor, Permission.WORK_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say why the case is destroyed. Nothing was changed.")
    file = read_file(actor, case, clock=clock)
    asked = [stored.value for stored in file.all(ShredRequest)]
    if not may(actor.roles, Permission.SHRED_CASES):
        if any(request.by == actor.member for request in asked):
            raise SecondPersonNeededError
        if not asked:
            request = ShredRequest(by=actor.member, reason=reason.strip(), at=clock())
            with writing(actor) as write:
                add(write, file.head.unit, request)
            return Shredding.WAITING
    forget(actor, file.all(CheckIn))
    units = [card.unit for card in stays_of(actor, case)]
    units += [card.unit for card in terms_of(actor, case).values()]
    units += [card.unit for card in bookings_for(actor, case)]
    units += [card.unit for card in slots_of(actor, case)]
    left = [
        link.value for link in file.all(HealthLink) if not _shred_health(actor, case, link.value)
    ]
    for unit in units:
        shred_unit(actor, unit)
    shred_scope(actor, case)
    return Shredding.HEALTH_LEFT if left else Shredding.DONE


def _shred_health(actor: Actor, case: CaseId, link: HealthLink) -> bool:
    """Destroy the health of a case. Returns whether it was: not what belongs elsewhere.

    A link is the word of whoever wrote it, and destroying on it must not reach further than they
    do: a case that names what is not its own is destroyed, and that is left.
    """
    health = ScopeId(link.scope)
    if not is_health_of(actor, case, health):
        return False
    try:
        shred_belonging(actor, health, case=case)
    except NotGrantedError:
        return False
    for card in terms_of(actor, health).values():
        shred_unit(actor, card.unit)
    return True
