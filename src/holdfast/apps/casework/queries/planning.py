"""The planner's view: who waits for a bed, what is proposed, and why not this bed.

Invariants:
- A plan is made of cards with opaque ids; aliases are put on for who may open the case.
- Beds that are taken count, also by cases that the actor cannot open.
- Nothing is planned where an earlier decision ruled it out, and nothing is stored by looking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.places import Place
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import worked_out
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.passage import cards as card
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.explain import Shortfall, explain_beds, rest_of
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.placement import Option, Reason, options
from holdfast.methods.passage.plans import Plan, guests, stays_of, uncovered
from holdfast.methods.passage.plans import Stay as Planned
from holdfast.methods.passage.wire import Order

from .bed_cards import TIERS, Table, lay_out
from .parting import PartedShown, parted_in
from .picture import Picture, picture


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bed for some nights."""

    place: PlaceId
    alias: str
    first: dt.date
    nights: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One place held against a household: whether it takes them, and every reason why not.

    `moves` is 0 where they are there or nowhere yet, 1 within their area, 2 to another one.
    """

    place: PlaceId
    alias: str
    reasons: tuple[Reason, ...]
    nights: int
    moves: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household without a bed on some nights, what is proposed, and what binds where nothing is.

    `missing` are the nights without a bed as things stand, `short` those that the plan leaves too.
    """

    id: CaseId
    alias: str
    need: Need
    household: HouseholdCard
    missing: tuple[dt.date, ...]
    proposals: list[Proposal]
    short: tuple[dt.date, ...]
    binding: list[tuple[str, int]]
    ways: list[tuple[str, tuple[Reason, ...]]]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Who waits, the most urgent first; `total` counts those who are left out here too. `parted`
    are those who travel together and would sleep in two places."""

    waiting: list[Waiting]
    total: int
    elsewhere: int
    parted: list[PartedShown]


@dataclass(frozen=True, slots=True)
class CaseToPlace:
    """One household: what is proposed, every place held against it, and what was decided before."""

    case: Waiting
    choices: list[Choice]
    decided: list[tuple[str, PlanJudgement]]


def plan_view(actor: Actor, *, most: int = 60, clock: Clock = utc_now) -> PlanView:
    """Who waits for a bed in the coming nights, and what is proposed, for the `most` urgent.

    Raises as opening does.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    now = clock()

    def look() -> PlanView:
        seen, table, plan = _planned(actor, now)
        lacking = _lacking(table)
        waiting = _waiting(seen, table, plan, _urgent_first(seen, table, plan, lacking)[:most])
        return PlanView(waiting, len(lacking), table.elsewhere, parted_in(seen, table, plan))

    return worked_out(actor, (plan_view, now.date(), most), look)


def case_to_place(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> CaseToPlace:
    """One household that waits, and why each place does or does not take it.

    Raises NotGrantedError where it does not wait, or the actor cannot open it.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    seen, table, plan = _planned(actor, clock())
    household = card.HouseholdId(case)
    if household not in _lacking(table):
        raise NotGrantedError
    (found,) = _waiting(seen, table, plan, [household])
    decided = [j.value for j in seen.all(PlanJudgement) if j.scope == case]
    names = seen.places
    return CaseToPlace(
        case=found,
        choices=_choices(seen, table, found, without(plan, case)),
        decided=[
            (names[PlaceId(j.place)].alias if j.place in names else "", j)
            for j in sorted(decided, key=lambda j: j.at, reverse=True)
        ],
    )


# ------------------------------------------------------------ a search for a better plan


@dataclass(frozen=True, slots=True)
class Better:
    """What a search found for those who wait. `is_current` where nothing changed meanwhile that it
    would break; `quick` and `found` count nights without a bed."""

    waiting: list[Waiting]
    is_current: bool
    quick: int
    found: int


def search_order(actor: Actor, *, seconds: float, clock: Clock = utc_now) -> Order:
    """What a search is given: planning cards with opaque ids. Raises as opening does."""
    require(actor, Permission.PLAN_JOURNEYS)
    table = lay_out(picture(actor, now=clock()), clock().date())
    return Order(table.cards, table.keep, seconds)


def better_plan(actor: Actor, found: Plan, *, most: int = 60, clock: Clock = utc_now) -> Better:
    """What a search found, with aliases put on, against the quick plan of this moment."""
    require(actor, Permission.PLAN_JOURNEYS)
    seen = picture(actor, now=clock())
    table = lay_out(seen, clock().date())
    quick = plan_greedily(table.cards, keep=table.keep)
    known = {household.id for household in table.cards.households}
    if not {stay.household for stay in found.stays} <= known or check_plan(found, table.cards):
        return Better([], is_current=False, quick=_missing(table, quick), found=0)
    ids = _urgent_first(seen, table, found, _lacking(table))[:most]
    waiting = _waiting(seen, table, found, ids)
    return Better(waiting, True, _missing(table, quick), _missing(table, found))


def _missing(table: Table, plan: Plan) -> int:
    return sum(len(nights) for nights in uncovered(table.cards, plan).values())


def _planned(actor: Actor, now: dt.datetime) -> tuple[Picture, Table, Plan]:
    """The plan of the day, and what it was made of."""

    def work() -> tuple[Picture, Table, Plan]:
        seen = picture(actor, now=now)
        table = lay_out(seen, now.date())
        return seen, table, plan_greedily(table.cards, keep=table.keep)

    return worked_out(actor, ("plan", now.date()), work)


# ------------------------------------------------------------ what is shown


def _lacking(table: Table) -> dict[card.HouseholdId, tuple[dt.date, ...]]:
    """The nights without a bed as things stand; a bed where nobody may stay is none."""
    closed = {p.id for p in table.cards.places if p.status not in card.KEEPS}
    kept = table.keep.whereabouts()
    standing = {key: place for key, place in kept.items() if place not in closed}
    return uncovered(table.cards, Plan.of(_as_stays(standing), ()))


def _urgent_first(
    seen: Picture, table: Table, plan: Plan, lacking: Iterable[card.HouseholdId]
) -> list[card.HouseholdId]:
    """By need; then those for whom no bed was found; then by alias."""
    short, cases = uncovered(table.cards, plan), seen.cases

    def urgency(id_: card.HouseholdId) -> tuple[int, bool, str]:
        case = cases[CaseId(id_)]
        return TIERS[case.need], id_ not in short, case.alias

    return sorted(lacking, key=urgency)


def _waiting(
    seen: Picture, table: Table, plan: Plan, ids: Sequence[card.HouseholdId]
) -> list[Waiting]:
    """These households with what is proposed, and what binds where nothing is."""
    where, kept, lacking = plan.whereabouts(), table.keep.whereabouts(), _lacking(table)
    short = {s.household: s for s in explain_beds(table.cards, plan, only=set(ids))}
    new: dict[card.HouseholdId, list[tuple[dt.date, card.PlaceId]]] = {id_: [] for id_ in ids}
    for (id_, night), place in sorted(where.items()):
        if id_ in new and kept.get((id_, night)) != place:
            new[id_].append((night, place))
    return [_one(seen, id_, lacking[id_], stays_of(id_, new[id_]), short.get(id_)) for id_ in ids]


def _as_stays(
    where: Mapping[tuple[card.HouseholdId, dt.date], card.PlaceId],
) -> list[Planned]:
    return [Planned(household, night, night, place) for (household, night), place in where.items()]


def _one(
    seen: Picture,
    household: card.HouseholdId,
    missing: tuple[dt.date, ...],
    proposals: Sequence[Planned],
    short: Shortfall | None,
) -> Waiting:
    id_ = CaseId(household)
    case, names = seen.cases[id_], seen.places
    return Waiting(
        id=id_,
        alias=case.alias,
        need=case.need,
        household=case.household,
        missing=missing,
        proposals=[proposal(stay, names) for stay in proposals],
        short=short.nights if short else (),
        binding=[(str(obstacle), n) for obstacle, n in short.binding] if short else [],
        ways=[(names[PlaceId(w.place)].alias, w.reasons) for w in short.ways] if short else [],
    )


def proposal(stay: Planned, names: Mapping[PlaceId, Place]) -> Proposal:
    """A planned stay with the alias of its place."""
    place = PlaceId(stay.place)
    nights = (stay.last_night - stay.first_night).days + 1
    return Proposal(place, names[place].alias, stay.first_night, nights)


def without(plan: Plan, case: CaseId) -> Plan:
    """The plan with everybody else in it."""
    return Plan.of([stay for stay in plan.stays if CaseId(stay.household) != case], ())


def _choices(seen: Picture, table: Table, waiting: Waiting, others: Plan) -> list[Choice]:
    kept = [stay for stay in table.keep.stays if CaseId(stay.household) == waiting.id]
    own = Plan.of([*others.stays, *kept], ())
    household = rest_of(table.cards, own, card.HouseholdId(waiting.id), waiting.missing)
    found: tuple[Option, ...] = options(household, table.cards, guests(others))
    names = seen.places
    return [
        Choice(PlaceId(o.place), names[PlaceId(o.place)].alias, o.reasons, o.nights, o.moves)
        for o in found
    ]
