"""What was planned ahead with somebody or something that was lost since, and must be planned anew.

Invariants:
- It is worked out from what stands in the records; nothing is changed by looking.
- What relies on what is gone is a task of its case until it is planned anew, and no longer.
- What the actor cannot open is counted, by the opaque ids of the team's cards, and not told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.records.vehicles import Booking, Vehicle
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.journeys import ENDED
from holdfast.apps.casework.rules.people import ASKABLE
from holdfast.apps.casework.rules.places import LEFT, PlaceId, nights_from
from holdfast.apps.keyring.queries.bodies import Stored, find, worked_out
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .asked import Due, TaskKind
from .files import CaseFile, expired_scopes, team_cards
from .picture import Picture, picture

_DAY, _EVENING = dt.timedelta(days=1), dt.timedelta(hours=18)


class Role(StrEnum):
    """What was lost was to a leg."""

    HELPER = "the escort"
    VEHICLE = "the vehicle"
    BEGINS = "where it begins"
    ENDS = "where it ends"


AGREE_ANEW = {role: f"Another place agreed for {role}" for role in (Role.BEGINS, Role.ENDS)}
"""The criterion that a leg is given when the place it led from or to was lost."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Who or what cannot be relied on, and how it stands now."""

    id: str
    alias: str
    state: str


@dataclass(frozen=True, slots=True)
class LegToReplan:
    """A leg that did not begin and relies on what is gone; `revision` is its journey's."""

    case: CaseId
    alias: str
    need: Need
    journey: RecordId
    revision: int
    number: int
    leg: Leg
    gone: dict[Role, Gone]


@dataclass(frozen=True, slots=True)
class StayToReplan:
    """Nights ahead at a place that is gone."""

    case: CaseId
    alias: str
    need: Need
    place: Gone
    first: dt.date
    nights: int


@dataclass(frozen=True, slots=True)
class ToReplan:
    """What must be planned anew, the soonest first; `elsewhere` counts cards of other cases."""

    legs: list[LegToReplan]
    stays: list[StayToReplan]
    elsewhere: int

    @property
    def count(self) -> int:
        """How much there is."""
        return len(self.legs) + len(self.stays) + self.elsewhere


def to_replan(actor: Actor, *, clock: Clock = utc_now) -> ToReplan:
    """Every leg and night ahead that relies on who or what is not in use any more."""
    require(actor, Permission.PLAN_JOURNEYS)
    now = clock()
    seen = picture(actor, now=now)
    gone = gone_in(seen)
    legs = sorted(_legs(seen, gone, now), key=lambda one: (one.leg.leaves_at, one.alias))
    stays = sorted(_stays(seen, gone, now.date()), key=lambda one: (one.first, one.alias))
    return ToReplan(legs, stays, _elsewhere(seen, gone, now))


def gone_in(seen: Picture) -> dict[str, Gone]:
    """Every helper, vehicle and place among what was read that cannot be relied on now."""
    return _gone_among(seen.all(Helper), seen.all(Vehicle), seen.places)


def _gone_among(
    helpers: Iterable[Stored[Helper]],
    vehicles: Iterable[Stored[Vehicle]],
    places: Mapping[PlaceId, Place],
) -> dict[str, Gone]:
    active = frozenset({Standing.ACTIVE})
    rated: list[tuple[str, str, str, Collection[str]]]
    rated = [(h.scope, h.value.alias, h.value.state, ASKABLE) for h in helpers]
    rated += [(v.scope, v.value.alias, v.value.standing, active) for v in vehicles]
    gone = {
        id_: Gone(id_, alias, state) for id_, alias, state, usable in rated if state not in usable
    }
    lost = {id_: place for id_, place in places.items() if place.status in LEFT}
    return gone | {str(i): Gone(str(i), p.alias, str(p.status)) for i, p in lost.items()}


def gone_of(leg: Leg, gone: Mapping[str, Gone]) -> dict[Role, Gone]:
    """Who and what of a leg is gone."""
    relied_on = {
        Role.HELPER: leg.helper,
        Role.VEHICLE: leg.vehicle,
        Role.BEGINS: leg.from_place,
        Role.ENDS: leg.to_place,
    }
    return {role: gone[id_] for role, id_ in relied_on.items() if id_ in gone}


def _legs(seen: Picture, gone: Mapping[str, Gone], now: dt.datetime) -> Iterator[LegToReplan]:
    for found in seen.all(Journey):
        case = seen.cases.get(found.scope)
        if case is None or found.value.state in ENDED:
            continue
        for number, leg in enumerate(found.value.legs):
            lost = gone_of(leg, gone)
            if lost and number > found.value.current and leg.arrives_at > now:
                yield LegToReplan(
                    case=found.scope,
                    alias=case.alias,
                    need=case.need,
                    journey=found.id,
                    revision=found.revision,
                    number=number,
                    leg=leg,
                    gone=lost,
                )


def _stays(seen: Picture, gone: Mapping[str, Gone], today: dt.date) -> Iterator[StayToReplan]:
    for stay in (card.value for card in seen.all(Stay)):
        case = seen.cases.get(CaseId(PlaceId(stay.case)))
        ahead = [n for n in nights_from(stay.first_night, stay.nights) if n >= today]
        if case is not None and stay.place in gone and ahead:
            yield StayToReplan(
                case=CaseId(PlaceId(stay.case)),
                alias=case.alias,
                need=case.need,
                place=gone[stay.place],
                first=ahead[0],
                nights=len(ahead),
            )


def _elsewhere(seen: Picture, gone: Mapping[str, Gone], now: dt.datetime) -> int:
    """How many legs and stays of cases that the actor cannot open rely on what is gone."""
    ahead = [b for b in (card.value for card in seen.all(Booking)) if b.stands and b.ends_at > now]
    legs = {
        (booking.journey, booking.leg)
        for booking in ahead
        if booking.case not in seen.cases and {booking.id, *booking.places} & gone.keys()
    }
    stays = [
        stay
        for stay in (card.value for card in seen.all(Stay))
        if stay.case not in seen.cases
        and stay.place in gone
        and any(night >= now.date() for night in nights_from(stay.first_night, stay.nights))
    ]
    return len(legs) + len(stays)


# ------------------------------------------------------------ as tasks


@dataclass(frozen=True, slots=True)
class _Relying:
    """What relies on what is gone: of which case, until when, and what is to be done by when."""

    case: str
    until: dt.datetime
    due: Due


def due_anew(
    actor: Actor, files: Sequence[CaseFile], now: dt.datetime
) -> Iterator[tuple[CaseFile, Due]]:
    """What must be planned anew in these cases, as tasks: a leg by the minute it leaves, nights by
    the evening of the first of them; where somebody sleeps there already, it is overdue at once."""

    def look() -> list[_Relying]:
        return [*_relying(actor, now)]

    found = [one for one in worked_out(actor, (due_anew, now.date()), look) if one.until > now]
    by_scope = {str(file.scope): file for file in files} if found else {}
    return ((by_scope[one.case], one.due) for one in found if one.case in by_scope)


def _relying(actor: Actor, now: dt.datetime) -> Iterator[_Relying]:
    hidden = expired_scopes(actor, now)
    gone = _gone_among(
        (one for one in find(actor, Helper) if one.scope not in hidden),
        (one for one in find(actor, Vehicle) if one.scope not in hidden),
        {one.scope: one.value for one in find(actor, Place) if one.scope not in hidden},
    )
    if not gone:
        return
    for found in find(actor, Journey, where=lambda journey: journey.state not in ENDED):
        yield from _of_journey(found, gone)
    today = now.date()
    for stay in (card.value for card in team_cards(actor, Stay)):
        ahead = [n for n in nights_from(stay.first_night, stay.nights) if n >= today]
        if stay.place in gone and ahead:
            lost = gone[stay.place]
            nights = "1 night" if len(ahead) == 1 else f"{len(ahead)} nights"
            says = f"Find another bed: {nights} at {lost.alias}, which is {lost.state}"
            is_there = stay.first_night < ahead[0]
            due_at = _begin(ahead[0]) if is_there else _begin(ahead[0]) + _EVENING
            yield _Relying(stay.case, _begin(ahead[-1]) + _DAY, _due(due_at, says))


def _of_journey(found: Stored[Journey], gone: Mapping[str, Gone]) -> Iterator[_Relying]:
    for number, leg in enumerate(found.value.legs):
        lost = gone_of(leg, gone)
        if lost and number > found.value.current:
            why = ", ".join(f"{role}, {one.alias}, is {one.state}" for role, one in lost.items())
            due = _due(leg.leaves_at, f"Plan leg {number + 1} anew: {why}")
            yield _Relying(str(found.scope), leg.arrives_at, due)


def _due(at: dt.datetime, says: str) -> Due:
    return Due(at, TaskKind.REPLAN, says)


def _begin(night: dt.date) -> dt.datetime:
    return dt.datetime.combine(night, dt.time(), tzinfo=dt.UTC)
