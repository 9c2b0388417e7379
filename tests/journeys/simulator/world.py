"""A network that lives from day to day, from a seed: people, places, helpers, journeys and losses.

Everything in it is invented. A day has a morning (what happens), hours on the road (check-ins) and
an evening (the plan is made anew around what stands, and carried out). It uses the pure rules alone:
planner, exposure, judgement; the rule that says which notices are due is handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from random import Random  # noqa: TID251  (no secret comes from it)

from holdfast.methods.passage import cards as kinds
from holdfast.methods.passage.aftermath import CallList, call_list, propose_moves
from holdfast.methods.passage.cards import Helper, Household, Leg, Place, Window
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.exposure import Exposure, Node, NodeKind, Tie, TieKind, Web
from holdfast.methods.passage.judgement import Judgement, Verdict, judge
from holdfast.methods.passage.plans import Plan, Ride, ends_of
from holdfast.methods.passage.replanning import replan

TICK = dt.timedelta(minutes=30)
GRACE = dt.timedelta(minutes=30)
LADDER = (0, 30, 90)  # minutes after the grace at which each rung is told
FIRST_DAY = dt.date(2031, 4, 7)
ZONES = (kinds.Zone("north"), kinds.Zone("river"), kinds.Zone("hills"))
BORDER = kinds.Zone("border")
MEMBERS = tuple(f"m{number}" for number in range(5))

Due = Callable[[Sequence[int], set[int], dt.datetime, dt.datetime], list[int]]


class Stage(Enum):
    """Where a case stands."""

    WAITING = "waiting for a bed"
    HOUSED = "in a safe place"
    UNDER_WAY = "under way"
    ARRIVED = "arrived"


@dataclass
class CheckIn:
    """One expected sign of life; `answers_at` is when it will come, if at all."""

    due_at: dt.datetime
    answers_at: dt.datetime
    told: dict[int, dt.datetime] = field(default_factory=dict)

    @property
    def late_at(self) -> dt.datetime:
        return self.due_at + GRACE


@dataclass
class Case:
    """A household, who works on it, and what happens next."""

    household: Household
    owner: str
    stage: Stage = Stage.WAITING
    call_by: dt.datetime | None = None
    check_ins: list[CheckIn] = field(default_factory=list)


@dataclass(frozen=True)
class Rode:
    """Who set out with whom and what, and when."""

    household: Household
    ride: Ride
    window: Window


def notices_due(
    ladder: Sequence[int], told: set[int], late_at: dt.datetime, now: dt.datetime
) -> list[int]:
    """Rungs whose minute has come and that nobody was told of."""
    return [
        rung
        for rung, minutes in enumerate(ladder)
        if rung not in told and now >= late_at + dt.timedelta(minutes=minutes)
    ]


class World:
    """The whole of it on one day. `run_day` moves it on; `watch` is called after every step."""

    def __init__(
        self, seed: int, *, due: Due = notices_due, watch: Callable[[World], None]
    ) -> None:
        self.random = Random(seed)
        self.due, self.watch = due, watch
        self.today = FIRST_DAY
        self.now = self.at(6)
        self.cases: dict[kinds.HouseholdId, Case] = {}
        self.members = list(MEMBERS)
        self.places = {f"p{n:02}": self._new_place(f"p{n:02}") for n in range(10)}
        self.helpers = {f"e{n}": self._new_helper(f"e{n}") for n in range(8)}
        self.legs: dict[kinds.LegId, Leg] = {}
        self.plan = Plan()
        self.planned_with = self.cards()
        self.planned_before = Plan()
        self.slept: set[tuple[str, str]] = set()
        self.rode: list[Rode] = []
        self.calls: list[CallList] = []
        self.happened: list[str] = []
        self._born = 0

    def at(self, hour: float, day: int = 0) -> dt.datetime:
        """An hour of a day counted from today, in UTC."""
        midnight = dt.datetime.combine(self.today + dt.timedelta(days=day), dt.time(), dt.UTC)
        return midnight + dt.timedelta(hours=hour)

    def open_cases(self) -> list[Case]:
        return [case for case in self.cases.values() if case.stage is not Stage.ARRIVED]

    def cards(self) -> Cards:
        """What the planner may know tonight."""
        staying = [c.household for c in self.open_cases() if c.stage is not Stage.UNDER_WAY]
        ids = {household.id for household in staying}
        staying = [
            replace(
                one,
                apart_from=one.apart_from & ids,
                travels_with=one.travels_with & ids,
                not_without=one.not_without & ids,
            )
            for one in staying
        ]
        return Cards(
            tonight=self.today,
            households=tuple(staying),
            places=tuple(self.places.values()),
            helpers=tuple(self.helpers.values()),
            vehicles=tuple(
                kinds.Vehicle(
                    id=kinds.VehicleId(f"v{n}"), seats=5, zones=frozenset((*ZONES, BORDER))
                )
                for n in range(3)
            ),
            legs=tuple(leg for leg in self.legs.values() if leg.household in ids),
        )

    def run_day(self) -> None:
        """A morning, the hours on the road, an evening; then it is the next day."""
        for happen in (
            self._calls, self._visa, self._visa_delay, self._refusal, self._loss, self._sweep, self._set_out,
        ):  # fmt: skip
            happen()
            self.watch(self)
        while self.now < self.at(21):
            self.now += TICK
            self._check_in()
            self.watch(self)
        self._evening()
        self.watch(self)
        self.today += dt.timedelta(days=1)
        self.now = self.at(6)
        self._roll_on()

    # ------------------------------------------------------------ a morning

    def _calls(self) -> None:
        for _ in range(self.random.choice([0, 0, 1, 1, 2])):
            id_ = kinds.HouseholdId(f"h{self._born:03}")
            self._born += 1
            household = Household(
                id=id_,
                people=self.random.choice([1, 1, 1, 2, 3]),
                tier=self.random.choice(list(kinds.NeedTier)),
                risk=self.random.randint(0, 100),
                first_night=self.today,
                last_night=self.today + dt.timedelta(days=6),
                deadline=self.today + dt.timedelta(days=self.random.choice([0, 2])),
                must_not_know=frozenset(
                    {*self._one_of(self.helpers, 0.2), *self._one_of(self._here(), 0.2)}
                ),
                apart_from=frozenset(self._one_of(self._here(), 0.2)),
                travels_with=frozenset(self._one_of(self._here(), 0.4)),
                not_without=frozenset(self._one_of(self._here(), 0.15)),
            )
            self.cases[id_] = Case(household, self._free_member())

    def _visa(self) -> None:
        for case in self._staying():
            at = case.household.now_at
            if at and not self._leg_of(case) and self.random.random() < 0.12:
                day = self.random.randint(1, 4)
                leg = Leg(
                    id=kinds.LegId(f"l-{case.household.id}"),
                    household=case.household.id,
                    from_zone=self.places[at].zone,
                    to_zone=BORDER,
                    window=Window(self.at(8, day), self.at(14, day)),
                    escort=self.random.choice(
                        [kinds.Escort.ACCOMPANY, kinds.Escort.SHADOW, kinds.Escort.MEET]
                    ),
                    needs_vehicle=True,
                )
                self._set_leg(case, leg)
                self._take_along(case, leg)

    def _take_along(self, case: Case, leg: Leg) -> None:
        """Who travels with them and is in the same zone has the same leg."""
        company = self.cards().company(case.household)
        for other in (c for c in self._staying() if c.household.id in company):
            at = other.household.now_at
            if at and not self._leg_of(other) and self.places[at].zone == leg.from_zone:
                self.happened.append("a leg in company")
                id_ = other.household.id
                self._set_leg(other, replace(leg, id=kinds.LegId(f"l-{id_}"), household=id_))

    def _visa_delay(self) -> None:
        for case in self._staying():
            leg = self._leg_of(case)
            if leg and self.random.random() < 0.1:
                self.happened.append("visa delayed")
                self._delay(case, leg, self.random.randint(1, 5))

    def _refusal(self) -> None:
        future = [stay for stay in self.plan.stays if stay.household in self._here()]
        if not future or self.random.random() > 0.2:
            return
        self.happened.append("placement refused")
        stay = self.random.choice(future)
        judged = judge(
            self.cards(),
            self.plan,
            [
                Judgement(
                    household=stay.household,
                    verdict=Verdict.REFUSE,
                    place=stay.place,
                    first_night=stay.first_night,
                    last_night=stay.last_night,
                    reason="they asked not to",
                    decided_by=self.cases[stay.household].owner,
                    decided_at=self.now,
                )
            ],
        )
        self.plan = judged.plan
        self.cases[stay.household].household = judged.cards.household(stay.household)

    def _loss(self) -> None:
        roll = self.random.random()
        if roll < 0.05 and len(self.helpers) > 3:
            self._lose("helper detained", self.random.choice(sorted(self.helpers)))
        elif roll < 0.10:
            self._lose("place lost", self.random.choice(sorted(self.places)))
        elif roll < 0.13 and len(self.members) > 2:
            lost = self.random.choice(self.members)
            self.members.remove(lost)
            self._lose("member detained", lost)
            for case in self.cases.values():
                if case.owner == lost:
                    case.owner = self._free_member()

    def _lose(self, what: str, id_: str) -> None:
        self.happened.append(what)
        exposure = self.web().expose([id_])
        moves = propose_moves(self.cards(), self.plan, exposure)
        self.plan = moves.replanned.plan
        self.places = {place.id: place for place in moves.cards.places}
        self.helpers = {helper.id: helper for helper in moves.cards.helpers}
        for case in self._staying():
            case.household = moves.cards.household(case.household.id)
        self._call(exposure)

    def _call(self, exposure: Exposure) -> None:
        calls = call_list(exposure, now=self.now)
        self.calls.append(calls)
        for call in calls.calls:
            case = self.cases.get(kinds.HouseholdId(call.id))
            if case is not None and case.stage is not Stage.ARRIVED:
                case.call_by = call.call_by

    def _sweep(self) -> None:
        """Suspect places come back after a sweep; for a burned one another is found."""
        for place in list(self.places.values()):
            if place.status is kinds.PlaceStatus.SUSPECT and self.random.random() < 0.3:
                self.places[place.id] = replace(place, status=kinds.PlaceStatus.ACTIVE)
        usable = [p for p in self.places.values() if p.status is kinds.PlaceStatus.ACTIVE]
        if len(usable) < 6:
            id_ = f"p{len(self.places):02}"
            self.places[id_] = self._new_place(id_)

    def _set_out(self) -> None:
        where = self.plan.whereabouts()
        rides = {ride.leg: ride for ride in self.plan.rides}
        for case in self._staying():
            leg = self._leg_of(case)
            if leg is None or leg.window.start.date() != self.today:
                continue
            ride = rides.get(leg.id)
            helper = self.helpers.get(str(ride.helper)) if ride else None
            if ride is None or helper is None or self.places_unsafe(case):
                self._delay(case, leg, 1)
                continue
            ends = {end for end in ends_of(self.cards(), leg, where) if end}
            seen = ends if leg.escort is not kinds.Escort.MEET else frozenset[kinds.PlaceId]()
            self.helpers[helper.id] = replace(helper, knows=helper.knows | seen)
            self.rode.append(Rode(case.household, ride, leg.window))
            case.stage = Stage.UNDER_WAY
            case.check_ins = [self._expected(hour) for hour in (10, 12, 14)]
            case.household = replace(case.household, now_at=None, there_since=None)

    def places_unsafe(self, case: Case) -> bool:
        """Whether a household is where nobody should be."""
        at = case.household.now_at
        return at is not None and self.places[at].status is kinds.PlaceStatus.BURNED

    # ------------------------------------------------------------ on the road

    def _expected(self, hour: int) -> CheckIn:
        late = self.random.choice([0.0, 0.0, 0.0, 0.4, 1.5, 4.0])
        return CheckIn(self.at(hour), self.at(hour + late))

    def _check_in(self) -> None:
        for case in self.cases.values():
            for check_in in case.check_ins:
                is_silent = self.now < check_in.answers_at
                if is_silent:
                    for rung in self.due(LADDER, set(check_in.told), check_in.late_at, self.now):
                        check_in.told[rung] = self.now
            if case.stage is Stage.UNDER_WAY and self.now >= max(
                c.answers_at for c in case.check_ins
            ):
                case.stage = Stage.ARRIVED
                case.call_by = None

    # ------------------------------------------------------------ an evening

    def _evening(self) -> None:
        self.planned_with = self.cards()
        self.planned_before = self.plan
        self.plan = replan(self.planned_with, self.plan).plan
        where = self.plan.whereabouts()
        for case in self._staying():
            place = where.get((case.household.id, self.today))
            since = case.household.there_since if place == case.household.now_at else self.today
            case.household = replace(
                case.household, now_at=place, there_since=since if place else None
            )
            case.stage = Stage.HOUSED if place else Stage.WAITING
            if place:
                self.slept.add((case.household.id, place))
            if case.call_by and case.call_by <= self.now:
                case.call_by = None

    def _roll_on(self) -> None:
        """Until a journey has its day, beds are needed a week ahead."""
        for case in self._staying():
            leg = self._leg_of(case)
            last = self.today + dt.timedelta(days=6)
            if leg:
                last = max(
                    leg.window.start.date() - dt.timedelta(days=1), case.household.first_night
                )
            deadline = case.household.deadline
            case.household = replace(
                case.household, last_night=last, deadline=min(deadline, last) if deadline else None
            )

    # ------------------------------------------------------------ parts

    def web(self) -> Web:
        """What somebody in hostile hands could lead to."""
        nodes = [Node(id_, NodeKind.PLACE) for id_ in self.places]
        nodes += [Node(id_, NodeKind.HELPER) for id_ in self.helpers]
        nodes += [Node(id_, NodeKind.MEMBER) for id_ in MEMBERS]
        ties = [Tie(TieKind.KNOWS, h.id, place) for h in self.helpers.values() for place in h.knows]
        for case in self.cases.values():
            household = case.household
            nodes.append(Node(household.id, NodeKind.HOUSEHOLD, household.tier, household.risk))
            nodes.append(Node(f"c-{household.id}", NodeKind.CASE))
            ties.append(Tie(TieKind.OPENED, case.owner, f"c-{household.id}"))
            ties.append(Tie(TieKind.ABOUT, f"c-{household.id}", household.id))
            if household.now_at:
                ties.append(Tie(TieKind.SLEEPS, household.id, household.now_at))
        ties += [Tie(TieKind.SLEPT, household, place) for household, place in sorted(self.slept)]
        return Web(nodes, ties, today=self.today)

    def _staying(self) -> list[Case]:
        return [case for case in self.open_cases() if case.stage is not Stage.UNDER_WAY]

    def _here(self) -> set[kinds.HouseholdId]:
        return {case.household.id for case in self._staying()}

    def _leg_of(self, case: Case) -> Leg | None:
        return self.legs.get(kinds.LegId(f"l-{case.household.id}"))

    def _set_leg(self, case: Case, leg: Leg) -> None:
        self.legs[leg.id] = leg
        last = max(leg.window.start.date() - dt.timedelta(days=1), case.household.first_night)
        deadline = case.household.deadline
        case.household = replace(
            case.household, last_night=last, deadline=min(deadline, last) if deadline else None
        )

    def _delay(self, case: Case, leg: Leg, days: int) -> None:
        by = dt.timedelta(days=days)
        self._set_leg(case, replace(leg, window=Window(leg.window.start + by, leg.window.end + by)))

    def _one_of(self, ids: Iterable[kinds.HouseholdId], likely: float) -> list[kinds.HouseholdId]:
        among = sorted(ids)
        return [self.random.choice(among)] if among and self.random.random() < likely else []

    def _free_member(self) -> str:
        owned = [case.owner for case in self.open_cases()]
        return min(self.members, key=lambda member: (owned.count(member), member))

    def _new_place(self, id_: str) -> Place:
        return Place(
            id=kinds.PlaceId(id_),
            zone=self.random.choice(ZONES),
            beds=self.random.randint(1, 5),
            may_mix=self.random.random() < 0.8,
            longest_stay=self.random.choice([None, None, 7]),
            vetting_to_know=self.random.choice([kinds.Vetting.UNVERIFIED, kinds.Vetting.VOUCHED]),
        )

    def _new_helper(self, id_: str) -> Helper:
        return Helper(
            id=kinds.HelperId(id_),
            zones=frozenset((*self.random.sample(ZONES, 2), BORDER)),
            vetting=self.random.choice([kinds.Vetting.STORY_CONSISTENT, kinds.Vetting.VOUCHED]),
            must_not_learn=frozenset(
                kinds.PlaceId(p) for p in self.places if self.random.random() < 0.2
            ),
            most_places=self.random.randint(1, 4),
        )
