"""Freeing a leg of who and what was lost, so that it is planned anew.

Invariants:
- A person decides so, says why, and sees in the timeline what was freed.
- Nothing is forgotten: what was promised stays as a card that says until when, for whoever must
  know after a loss who was told what.
- A leg that led from or to a lost place has a criterion more: nobody gives it the go before another
  place was agreed, or over it with a reason.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.journeys import WrongMomentError
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.replanning import AGREE_ANEW, Gone, Role, gone_in, gone_of
from holdfast.apps.casework.queries.vehicles import bookings_for
from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.journeys import ENDED
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .bookings import free
from .entries import add_fact_to
from .openings import open_for
from .telling import end_parts_of_leg

_PLACES = AGREE_ANEW.keys()


def free_leg(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    leg: int,
    revision: int,
    reason: str,
    clock: Clock = utc_now,
) -> None:
    """Take what was lost out of a leg, free who and what was promised to it, and end its parts.

    Where only the escort or the vehicle is lost, the other stays promised; where a place is, both
    are free. Raises ReasonNeededError, WrongMomentError (it began, or nothing of it is lost),
    EditConflictError, NotGrantedError, ExpiredGrantError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    if not reason.strip():
        raise ReasonNeededError("Say why the leg is planned anew. Nothing was changed.")
    open_for(actor=actor, case=case, reason=reason, clock=clock)
    file = case_file(actor, case, now=clock())
    stored = file.one(journey, Journey)
    gone = _gone(actor, stored.value, leg, clock)
    freed = _freed(stored.value.legs[leg], gone)
    cards = _promised(actor, file, stored, leg, freed)
    with writing(actor) as write:
        save(write, stored.id, _with(stored.value, leg, freed), revision=revision)
        lost = ", ".join(f"{role}, {one.alias}, is {one.state}" for role, one in gone.items())
        says = f"Leg {leg + 1} is planned anew: {lost}: {reason.strip()}"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=clock())
        free(write, file, cards, at=clock())
    end_parts_of_leg(actor, file, journey, leg, clock=clock)


def _gone(actor: Actor, journey: Journey, leg: int, clock: Clock) -> dict[Role, Gone]:
    if journey.state in ENDED or not journey.current < leg < len(journey.legs):
        raise WrongMomentError("This leg has begun or is none. Nothing was changed.")
    gone = gone_of(journey.legs[leg], gone_in(picture(actor, now=clock())))
    if not gone:
        raise WrongMomentError("Nothing that this leg relies on was lost. Nothing was changed.")
    return gone


def _freed(leg: Leg, gone: dict[Role, Gone]) -> Leg:
    """The leg without what is gone, and with a criterion for each place of it."""
    changes: dict[str, object] = {}
    is_place = bool(_PLACES & gone.keys())
    if leg.helper and (Role.HELPER in gone or is_place):
        changes |= {"helper": "", "escort_alias": ""}
    if leg.vehicle and (Role.VEHICLE in gone or is_place):
        changes["vehicle"] = ""
    if Role.BEGINS in gone:
        changes["from_place"] = ""
    if Role.ENDS in gone:
        changes["to_place"] = ""
    lost = (AGREE_ANEW[role] for role in gone if role in _PLACES)
    changes["criteria"] = (*leg.criteria, *lost)
    return msgspec.structs.replace(leg, **changes)


def _promised(
    actor: Actor, file: CaseFile, stored: Stored[Journey], leg: int, freed: Leg
) -> list[Stored[Booking]]:
    """The cards of those who go with the leg no more."""
    kept = {freed.helper, freed.vehicle}
    return [
        card
        for card in bookings_for(actor, file.scope)
        if (card.value.journey, card.value.leg) == (stored.id, leg)
        and card.value.stands
        and card.value.id not in kept
    ]


def _with(journey: Journey, number: int, leg: Leg) -> Journey:
    legs = (*journey.legs[:number], leg, *journey.legs[number + 1 :])
    return msgspec.structs.replace(journey, legs=legs)
