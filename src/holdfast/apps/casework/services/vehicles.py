"""Adding a vehicle, changing it, letting a member know it, and opening its plate.

Invariants:
- A vehicle that is promised to a leg ahead is not retired before the leg has another.
- Who opens a plate said why first.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError, ReliedOnError
from holdfast.apps.casework.queries.vehicles import (
    bookings_of,
    holds_plate,
    stored_vehicle,
)
from holdfast.apps.casework.records.vehicles import Booked, Plate, PlateOpening, Vehicle
from holdfast.apps.casework.rules.availability import Standing, check_hours
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


def add_vehicle(*, actor: Actor, vehicle: Vehicle, plate: Plate) -> ScopeId:
    """A new vehicle; without an alias it is given one. Raises NoAliasError, BadHoursError."""
    require(actor, Permission.PLAN_JOURNEYS)
    check_hours(vehicle.hours, vehicle.away)
    taken = {stored.value.alias for stored in find(actor, Vehicle)}
    alias = vehicle.alias.strip() or fresh_alias(taken)
    if alias.casefold() in {other.casefold() for other in taken}:
        raise NoAliasError("Another vehicle that you can open has this alias. Nothing was saved.")
    with writing(actor) as write:
        scope = create_case_scope(write)
        named = msgspec.structs.replace(vehicle, alias=alias)
        add(write, create_unit(write, scope, Part.CONTENT), named)
        add(write, create_unit(write, scope, Part.IDENTITY), plate)
    return scope


def change_vehicle(
    *, actor: Actor, vehicle: ScopeId, changed: Vehicle, revision: int, clock: Clock = utc_now
) -> None:
    """Save a vehicle over `revision`.

    Raises ReliedOnError (it is promised ahead), BadHoursError, NotGrantedError, EditConflictError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    check_hours(changed.hours, changed.away)
    with writing(actor) as write:
        stored = stored_vehicle(actor, vehicle)
        if changed.standing is Standing.RETIRED and stored.value.standing is not Standing.RETIRED:
            refuse_relied_on(actor, Booked.VEHICLE, vehicle, clock=clock)
        save(write, stored.id, changed, revision=revision)


def set_vehicle_standing(
    *, actor: Actor, vehicle: ScopeId, standing: Standing, clock: Clock = utc_now
) -> None:
    """Say whether a vehicle can be used. Raises as `change_vehicle`."""
    stored = stored_vehicle(actor, vehicle)
    changed = msgspec.structs.replace(stored.value, standing=standing)
    change_vehicle(
        actor=actor, vehicle=vehicle, changed=changed, revision=stored.revision, clock=clock
    )


def open_plate(*, actor: Actor, vehicle: ScopeId, reason: str, clock: Clock = utc_now) -> None:
    """Record why the actor opens a plate, so that it can be read for a working day.

    Raises ReasonNeededError, NotGrantedError.
    """
    require(actor, Permission.WORK_CASES)
    if not reason.strip():
        raise ReasonNeededError
    stored = stored_vehicle(actor, vehicle)
    if not holds_plate(actor, vehicle):
        raise NotGrantedError
    opening = PlateOpening(member=actor.member, reason=reason.strip(), at=clock())
    with writing(actor) as write:
        add(write, stored.unit, opening)


def refuse_relied_on(actor: Actor, what: Booked, id_: str, *, clock: Clock = utc_now) -> None:
    """Return where nothing ahead relies on a helper or a vehicle. Raises ReliedOnError."""
    ahead = [card for card in bookings_of(actor, what, id_) if card.value.ends_at > clock()]
    if ahead:
        legs = "1 leg ahead relies" if len(ahead) == 1 else f"{len(ahead)} legs ahead rely"
        raise ReliedOnError(f"{legs} on this. Nothing was changed.")
