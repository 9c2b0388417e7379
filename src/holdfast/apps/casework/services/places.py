"""Adding a place, changing it, placing a case for some nights, and noting who knows it.

Invariants:
- Beds are counted while every other writer waits: two at once never get the last bed.
- A place is never set to fewer beds than are taken on a night to come, nor retired under a stay.
- Whoever is placed anywhere counts, also where the actor cannot open that case: stays are cards of
  the team with opaque ids.
- A night that somebody slept is never taken from the list: who knows a place follows from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError, ReliedOnError
from holdfast.apps.casework.errors.places import (
    PlaceFullError,
    PlaceRuleError,
    PlaceTakenError,
    TwoPlacesError,
)
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import CaseFile, team_cards
from holdfast.apps.casework.queries.household import hidden_from, kept_apart
from holdfast.apps.casework.queries.places import (
    helpers_brought,
    holds_address,
    needs_of,
    nights_of,
    rules_of,
    stays_at,
    stays_of,
    stored_place,
)
from holdfast.apps.casework.records.places import (
    Address,
    AddressOpening,
    Known,
    Place,
    Stay,
)
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.places import (
    Household,
    Obstacle,
    PlaceId,
    PlaceStatus,
    check_move,
    check_nights,
    nights_from,
    obstacles,
    taken_by_night,
)
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, RecordId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .entries import add_fact_to


def add_place(*, actor: Actor, place: Place, address: Address) -> PlaceId:
    """A new place; without an alias it is given one. Raises NotPermittedError, NoAliasError."""
    require(actor, Permission.PLAN_JOURNEYS)
    taken = {stored.value.alias for stored in find(actor, Place)}
    alias = place.alias.strip() or fresh_alias(taken)
    if alias.casefold() in {other.casefold() for other in taken}:
        raise NoAliasError("Another place that you can open has this alias. Nothing was saved.")
    with writing(actor) as write:
        scope = create_case_scope(write)
        content = create_unit(write, scope, Part.CONTENT)
        add(write, content, msgspec.structs.replace(place, alias=alias))
        add(write, create_unit(write, scope, Part.IDENTITY), address)
    return scope


def change_place(
    *, actor: Actor, place: PlaceId, changed: Place, revision: int, clock: Clock = utc_now
) -> None:
    """Save a place over `revision`.

    Raises EditConflictError, PlaceTakenError (fewer beds than are taken), PlaceRuleError (this
    status does not follow), ReliedOnError (retired while stays lie ahead), NotGrantedError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    with writing(actor) as write:
        stored = stored_place(actor, place)
        if stored.revision != revision:
            raise EditConflictError
        check_move(stored.value.status, changed.status)
        ahead = _ahead(actor, place, clock().date())
        if changed.beds < max(ahead.values(), default=0):
            raise PlaceTakenError
        if changed.status is PlaceStatus.RETIRED:
            _refuse_relied_on(actor, place, len(ahead), clock())
        save(write, stored.id, changed, revision=revision)


def set_status(
    *, actor: Actor, place: PlaceId, status: PlaceStatus, clock: Clock = utc_now
) -> None:
    """Say whether a place can be used. Whoever stays there stays on its list."""
    stored = stored_place(actor, place)
    changed = msgspec.structs.replace(stored.value, status=status)
    change_place(actor=actor, place=place, changed=changed, revision=stored.revision, clock=clock)


def place_case(
    *,
    actor: Actor,
    case: CaseId,
    place: PlaceId,
    first: dt.date,
    nights: int,
    clock: Clock = utc_now,
) -> RecordId:
    """Place the household of a case for some nights from `first` on.

    Raises PlaceFullError, PlaceRuleError (which rule is in its words), TwoPlacesError,
    NotGrantedError, or as `queries.cases.case`.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    file = read_file(actor, case, clock=clock)
    check_nights(first, nights, today=clock().date())
    with writing(actor) as write:
        kept = stored_place(actor, place)
        wanted = nights_from(first, nights)
        _refuse_two_places(actor, case, wanted)
        _refuse_obstacles(actor, kept.value, place, _needs(actor, file, clock), wanted)
        stay = Stay(
            place=place,
            case=case,
            first_night=first,
            nights=nights,
            people=file.case.household.people,
        )
        card = add(write, create_unit(write, team_key(actor).scope, Part.TEAM), stay)
        count = "1 night" if nights == 1 else f"{nights} nights"
        says = f"Placed: {kept.value.alias}, {first.isoformat()}, {count}"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=clock())
    return card


def end_stay(*, actor: Actor, case: CaseId, stay: RecordId, clock: Clock = utc_now) -> None:
    """Free the beds of a stay from tonight on.

    Raises NotGrantedError, or as `queries.cases.case`.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    file = read_file(actor, case, clock=clock)
    card = next((card for card in stays_of(actor, case) if card.id == stay), None)
    if card is None:
        raise NotGrantedError
    with writing(actor) as write:
        emptied = cut_stay(write, card, clock().date())
        add_fact_to(write, file.head.unit, FactKind.MOVE, "The stay was ended.", at=clock())
    if emptied is not None:
        shred_unit(actor, emptied)


def cut_stay(write: Write, card: Stored[Stay], first: dt.date) -> UnitId | None:
    """End a stay before this night; its unit, where nothing of it is left."""
    left = min(max((first - card.value.first_night).days, 0), card.value.nights)
    if left < card.value.nights:
        cut = msgspec.structs.replace(card.value, nights=left)
        save(write, card.id, cut, revision=card.revision)
    return None if left else card.unit


def open_address(*, actor: Actor, place: PlaceId, reason: str, clock: Clock = utc_now) -> None:
    """Record why the actor opens an address, so that it can be read for a working day.

    Raises ReasonNeededError, NotGrantedError.
    """
    require(actor, Permission.WORK_CASES)
    if not reason.strip():
        raise ReasonNeededError
    stored = stored_place(actor, place)
    if not holds_address(actor, place):
        raise NotGrantedError
    opening = AddressOpening(member=actor.member, reason=reason.strip(), at=clock())
    with writing(actor) as write:
        add(write, stored.unit, opening)


def grant_place(*, actor: Actor, place: PlaceId, member: MemberId, parts: Collection[Part]) -> None:
    """Let a member know a place: what it is like, and with the identity part where it is.

    Raises NotPermittedError, NotGrantedError, AlreadyHoldsError.
    """
    require(actor, Permission.GRANT_CASES)
    new = [part for part in parts if member not in holders(actor, place, part)]
    if not new:
        raise AlreadyHoldsError
    with writing(actor) as write:
        for part in new:
            grant(write, place, part, member)


def note_known(*, actor: Actor, place: PlaceId, who: str, how: str, clock: Clock = utc_now) -> None:
    """Note that somebody outside of the team knows a place. Raises NotGrantedError."""
    require(actor, Permission.WORK_CASES)
    stored = stored_place(actor, place)
    known = Known(who=who, how=how, since=clock().date(), noted_by=actor.member)
    with writing(actor) as write:
        add(write, stored.unit, known)


def _refuse_relied_on(actor: Actor, place: PlaceId, nights: int, now: dt.datetime) -> None:
    """Return where nobody sleeps there from tonight on, and nobody is promised to a leg ahead that
    begins or ends there. Raises ReliedOnError."""
    if nights:
        many = "1 night" if nights == 1 else f"{nights} nights"
        raise ReliedOnError(f"People stay there on {many} ahead. Nothing was changed.")
    promised = (card.value for card in team_cards(actor, Booking))
    if any(b.stands and b.ends_at > now and place in b.places for b in promised):
        raise ReliedOnError(
            "A leg ahead begins or ends there, and somebody is promised to it. Nothing was changed."
        )


def _ahead(actor: Actor, place: PlaceId, today: dt.date) -> dict[dt.date, int]:
    """How many are placed on each night from today on."""
    stays = [stay.value for stay in stays_at(actor, place)]
    return taken_by_night(night for night in nights_of(stays) if night.night >= today)


def _refuse_two_places(actor: Actor, case: CaseId, wanted: list[dt.date]) -> None:
    stays = [card.value for card in team_cards(actor, Stay) if card.value.case == case]
    if {night.night for night in nights_of(stays)} & set(wanted):
        raise TwoPlacesError


def _needs(actor: Actor, file: CaseFile, clock: Clock) -> Household:
    apart = kept_apart(actor, file.scope, clock=clock)
    return needs_of(file.case.household, apart, hidden_from(actor, file.scope, clock=clock))


def _refuse_obstacles(
    actor: Actor, place: Place, place_id: PlaceId, household: Household, wanted: list[dt.date]
) -> None:
    there = nights_of([stay.value for stay in stays_at(actor, place_id)])
    rules = rules_of(place, helpers_brought(actor).get(place_id, frozenset()))
    against = obstacles(rules, household, wanted, there=there)
    if not against:
        return
    if against == [Obstacle.BEDS]:
        raise PlaceFullError
    raise PlaceRuleError(f"{' '.join(against)} Nobody was placed.")
