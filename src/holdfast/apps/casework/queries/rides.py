"""Rides to plan: which leg needs whom or what, who is proposed, and what stands in the way.

Invariants:
- A plan is made of cards with opaque ids; aliases are put on for who may open them.
- Among those who can, who serves nobody that must not know of the household is proposed, then the
  one who learns fewest places. Whoever serves both is shown with a warning.
- Nothing is stored by looking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.journeys import Leg
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.rides import RideJudgement
from holdfast.apps.casework.records.vehicles import Vehicle
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.passage import cards as card
from holdfast.methods.passage.escorts import Duties, EscortObstacle, assign_escorts
from holdfast.methods.passage.explain import Unmanned, explain_legs
from holdfast.methods.passage.plans import Plan, Ride
from holdfast.methods.passage.secrecy import serving_both

from .picture import Picture, picture
from .ride_cards import LegAt, RideTable, lay_out_rides, leg_id
from .vetting import results

FREES = {
    EscortObstacle.REFUSED: "choose them all the same",
    EscortObstacle.ZONES: "widen their areas",
    EscortObstacle.HOURS: "ask them for these hours, or move the leg",
    EscortObstacle.BUSY: "move one of the two legs",
    EscortObstacle.MUST_NOT_MEET: "nothing that a plan may propose",
    EscortObstacle.VETTING: "vet them further",
    EscortObstacle.MUST_NOT_KNOW: "nothing that a plan may propose",
    EscortObstacle.KEEPER: "nothing that a plan may propose",
    EscortObstacle.MUST_NOT_LEARN: "nothing that a plan may propose",
    EscortObstacle.PLACE_VETTING: "vet them further",
    EscortObstacle.TOO_MANY_PLACES: "let them know one more place, or end the leg elsewhere",
    EscortObstacle.SEATS: "a larger vehicle, or two rides",
    EscortObstacle.TOGETHER: "somebody or something that can go with both",
}

CANNOT_BE_OPENED = "a case that you cannot open"


@dataclass(frozen=True, slots=True)
class Against:
    """Somebody or something held against a leg: every reason why they cannot go, what would free
    the first, and the cases they serve too that must not know of this one, or it of them."""

    id: str
    alias: str
    reasons: tuple[str, ...]
    frees: str
    also_serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RideShown:
    """A leg with who and what goes or is proposed. `learns` are places new to the helper, `company`
    the cases that travel with it on a leg of their own that is the same; `also_serves` those that
    the helper serves too, though one of the two must not know of the other.

    `is_settled` where it has all it needs; `binding` counts what stands in the way where nothing is
    proposed; `freed` names those whom only one reason keeps from going.
    """

    case: CaseId
    alias: str
    need: Need
    journey: str
    number: int
    leg: Leg
    helper: str
    helper_alias: str
    vehicle: str
    vehicle_alias: str
    learns: tuple[str, ...]
    company: tuple[str, ...]
    also_serves: tuple[str, ...]
    is_settled: bool
    binding: list[tuple[str, int]]
    freed: list[Against]

    @property
    def is_proposed(self) -> bool:
        """Whether something is proposed that a person can accept."""
        return not self.is_settled and bool(self.helper or self.vehicle)


@dataclass(frozen=True, slots=True)
class RidesView:
    """The legs of the coming days that need somebody or something: those that wait first."""

    rides: list[RideShown]
    waiting: int


@dataclass(frozen=True, slots=True)
class LegToMan:
    """One leg: what is proposed, everybody and everything held against it, and what was decided."""

    ride: RideShown
    helpers: list[Against]
    vehicles: list[Against]
    decided: list[RideJudgement]


def rides_view(actor: Actor, *, clock: Clock = utc_now) -> RidesView:
    """Which legs of the coming days wait for an escort or a vehicle, and who is proposed."""
    require(actor, Permission.PLAN_JOURNEYS)
    seen, table = _table(actor, clock)
    plan = _plan(table)
    shown = _shown(seen, table, plan)
    shown.sort(key=lambda ride: (ride.is_settled, ride.leg.leaves_at, ride.alias))
    return RidesView(shown, sum(not ride.is_settled for ride in shown))


def leg_to_man(
    actor: Actor, case: CaseId, journey: str, number: int, *, clock: Clock = utc_now
) -> LegToMan:
    """One leg, and why each helper and vehicle can or cannot go with it.

    Raises NotGrantedError where it needs nobody, or the actor cannot open it.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    seen, table = _table(actor, clock)
    ride = next(
        (r for r in _shown(seen, table, _plan(table)) if _is(r, case, journey, number)), None
    )
    if ride is None:
        raise NotGrantedError
    helpers, vehicles = _held_against(seen, table, leg_id(journey, number))
    decided = [
        found.value
        for found in seen.all(RideJudgement)
        if (found.value.journey, found.value.leg) == (journey, number)
    ]
    return LegToMan(ride, helpers, vehicles, sorted(decided, key=_when, reverse=True))


def obstacles_to(
    actor: Actor, journey: str, number: int, ride: Ride, *, clock: Clock = utc_now
) -> list[EscortObstacle]:
    """Every reason why these cannot go with a leg.

    Raises NotGrantedError where there is no such leg, or they are not in use.
    """
    _, table = _table(actor, clock)
    leg = table.legs.get(leg_id(journey, number))
    if leg is None:
        raise NotGrantedError
    duties = _duties(table, but=leg.id)
    on_card = table.cards.leg(leg.id)
    helper = table.cards.find_helper(ride.helper)
    vehicle = table.cards.find_vehicle(ride.vehicle)
    if (ride.helper and helper is None) or (ride.vehicle and vehicle is None):
        raise NotGrantedError
    found = duties.against_helper(on_card, helper) if helper else []
    return found + (duties.against_vehicle(on_card, vehicle, helper) if vehicle else [])


# ------------------------------------------------------------ below the queries


def _table(actor: Actor, clock: Clock) -> tuple[Picture, RideTable]:
    now = clock()
    seen = picture(actor, now=now)
    return seen, lay_out_rides(seen, results(actor), now=now)


def _plan(table: RideTable) -> Plan:
    return Plan.of((), assign_escorts(table.cards, {}, keep=table.keep))


def _duties(table: RideTable, *, but: card.LegId) -> Duties:
    """What everybody is promised to, one leg left out."""
    duties = Duties(table.cards, {})
    for ride in table.keep:
        leg = table.cards.find_leg(ride.leg)
        if leg is not None and leg.id != but:
            helper = table.cards.find_helper(ride.helper)
            duties.send(leg, helper, table.cards.find_vehicle(ride.vehicle))
    return duties


def _shown(seen: Picture, table: RideTable, plan: Plan) -> list[RideShown]:
    rides = {ride.leg: ride for ride in plan.rides}
    unmanned = {one.leg: one for one in explain_legs(table.cards, plan)}
    duties = Duties(table.cards, {})
    both = _serving_both(table, plan)
    return [
        _ride(
            seen,
            table,
            one,
            _Planned(rides.get(one.id), unmanned.get(one.id), both.get(one.id, frozenset())),
            duties,
        )
        for one in table.legs.values()
        if table.cards.leg(one.id).is_manned or table.cards.leg(one.id).needs_vehicle
    ]


def _serving_both(table: RideTable, plan: Plan) -> dict[card.LegId, frozenset[str]]:
    """For each leg whom its helper serves too that must not know; of a leg that is settled, by what
    is settled alone."""
    settled = [ride for ride in plan.rides if ride in table.keep]
    legs = {ride.leg for ride in settled}
    proposed = serving_both(plan.rides, table.cards)
    return serving_both(settled, table.cards) | {
        id_: served for id_, served in proposed.items() if id_ not in legs
    }


@dataclass(frozen=True, slots=True)
class _Planned:
    """What the plan has for a leg: a ride, or what stands in the way; whom else its helper serves
    that must not know."""

    ride: Ride | None
    unmanned: Unmanned | None
    also_serves: frozenset[str]


def _ride(
    seen: Picture,
    table: RideTable,
    one: LegAt,
    planned: _Planned,
    duties: Duties,
) -> RideShown:
    leg, aliases = table.cards.leg(one.id), _aliases(seen)
    ride, unmanned = planned.ride, planned.unmanned
    helper = table.cards.find_helper(ride.helper) if ride else None
    new = duties.new_to(helper, duties.learned_on(leg)) if helper else frozenset()
    is_settled = ride is not None and (ride.helper or "", ride.vehicle or "") == (
        one.leg.helper,
        one.leg.vehicle,
    )
    return RideShown(
        case=CaseId(one.case),
        alias=seen.cases[CaseId(one.case)].alias,
        need=one.need,
        journey=one.journey,
        number=one.number,
        leg=one.leg,
        helper=(ride.helper or "") if ride else "",
        helper_alias=aliases.get((ride.helper or "") if ride else "", ""),
        vehicle=(ride.vehicle or "") if ride else "",
        vehicle_alias=aliases.get((ride.vehicle or "") if ride else "", ""),
        learns=tuple(sorted(aliases.get(place, "?") for place in new)),
        company=tuple(
            sorted(seen.cases[table.legs[o.id].case].alias for o in table.cards.shared(leg))
        ),
        also_serves=_named(seen, table, planned.also_serves),
        is_settled=is_settled,
        binding=[(str(o), n) for o, n in unmanned.against] if unmanned else [],
        freed=_freed(unmanned, aliases) if unmanned else [],
    )


def _freed(unmanned: Unmanned, aliases: dict[str, str]) -> list[Against]:
    return [
        Against(id_, aliases.get(id_, "?"), (str(obstacle),), FREES[obstacle])
        for id_, obstacle in unmanned.nearest
    ]


def _held_against(
    seen: Picture, table: RideTable, id_: card.LegId
) -> tuple[list[Against], list[Against]]:
    duties, leg, aliases = _duties(table, but=id_), table.cards.leg(id_), _aliases(seen)

    def against(who: str, said: Sequence[EscortObstacle]) -> Against:
        first = sorted(said, key=lambda one: one is EscortObstacle.REFUSED)[:1]
        frees = FREES[first[0]] if first else ""
        return Against(who, aliases.get(who, "?"), tuple(map(str, said)), frees)

    helpers = [
        replace(
            against(h.id, duties.against_helper(leg, h)),
            also_serves=_named(seen, table, duties.also_serves(leg, h)),
        )
        for h in table.cards.helpers
    ]
    vehicles = [against(v.id, duties.against_vehicle(leg, v)) for v in table.cards.vehicles]
    return (
        sorted(helpers, key=_fewest) if leg.is_manned else [],
        sorted(vehicles, key=_fewest) if leg.needs_vehicle else [],
    )


def _aliases(seen: Picture) -> dict[str, str]:
    """The aliases of helpers, vehicles and places that were read."""
    named = {str(found.scope): found.value.alias for found in seen.all(Helper)}
    named |= {str(found.scope): found.value.alias for found in seen.all(Vehicle)}
    return named | {str(ScopeId(id_)): place.alias for id_, place in seen.places.items()}


def _named(seen: Picture, table: RideTable, served: Collection[str]) -> tuple[str, ...]:
    """The aliases of the cases behind these ids: a case, or one of its legs."""
    legs = table.legs
    cases = {legs[card.LegId(id_)].case if id_ in legs else ScopeId(id_) for id_ in served}
    known = {seen.cases[CaseId(id_)].alias for id_ in cases if id_ in seen.cases}
    hidden = {CANNOT_BE_OPENED} if any(id_ not in seen.cases for id_ in cases) else set()
    return (*sorted(known), *hidden)


def _fewest(against: Against) -> tuple[int, bool, str]:
    return len(against.reasons), bool(against.also_serves), against.alias


def _is(ride: RideShown, case: CaseId, journey: str, number: int) -> bool:
    return (ride.case, ride.journey, ride.number) == (case, journey, number)


def _when(decided: RideJudgement) -> dt.datetime:
    return decided.at
