"""The cast of casework's tests: a coordinator, case workers, a watch, a case and a way out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tests.apps.accounts.cast import START, HandClock
from tests.apps.cast import at_work
from tests.apps.keyring.cast import Team, found_team

from holdfast.apps.accounts.rules import MemberId, Role
from holdfast.apps.casework.records.cases import HouseholdCard, Identity
from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.records.places import Address, Place
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceId, PlaceStatus
from holdfast.apps.casework.services.access import grant_case
from holdfast.apps.casework.services.cases import FirstWords, open_case
from holdfast.apps.casework.services.journeys import (
    Agreed,
    Plan,
    Stop,
    approve,
    plan_journey,
    start_leg,
)
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.places import add_place
from holdfast.apps.intake.queries.line import is_open
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, Part, RecordId
from holdfast.apps.watch.queries.team import letterbox
from holdfast.apps.watch.services.founding import _new_box, set_address
from holdfast.apps.watch.services.watching import fill_up

WREN, MARTEN = "wren@mail.example", "marten@mail.example"
AGREED = Agreed("grey heron", "white heron", "which bird?")
PERSON = Identity(names=("Irma Oravec",), phones=("+999 555 0184 726",), address="Mill Lane 4")


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


@dataclass
class Office:
    """A team at work on a site, with a hand on the clock."""

    team: Team
    lead: Actor
    clock: HandClock = field(default_factory=HandClock)

    def join(self, name: str, *roles: Role) -> Actor:
        self.team.join(name)
        return self.back(name, *roles)

    def back(self, name: str, *roles: Role) -> Actor:
        """A member who comes in anew, with what was granted since."""
        return at_work(self.team.back(name), *(roles or (Role.CASE_WORKER,)))

    def id(self, name: str) -> MemberId:
        return self.team.unlocked[name].id

    def open(self, alias: str = "Heron", *, people: int = 1, by: Actor | None = None) -> CaseId:
        first = FirstWords(summary="The uncle asks.", household=HouseholdCard(people=people))
        return open_case(actor=by or self.lead, alias=alias, first=first, clock=self.clock)

    def give(self, case: CaseId, name: str, *parts: Part, until: dt.date | None = None) -> Actor:
        """The named member at work with a case, which they have opened."""
        grant_case(
            actor=self.lead, case=case, member=self.id(name), parts=parts or (Part.CONTENT,),
            reason="takes over", until=until, clock=self.clock,
        )  # fmt: skip
        actor = self.back(name)
        open_for(actor=actor, case=case, reason="to work on it", clock=self.clock)
        return actor

    def place(self, alias: str = "Willow", *, beds: int = 2, **rules: object) -> PlaceId:
        place = Place(alias=alias, area="north", beds=beds, status=PlaceStatus.ACTIVE, **rules)
        return add_place(actor=self.lead, place=place, address=Address(address="Mill Lane 4"))

    def called(self) -> ConversationId:
        """Somebody telephoned; the line is opened with the first of them."""
        if not is_open():
            found_line(actor=self.lead)
        return log_call(actor=self.lead, call=Call("The uncle asks."), clock=self.clock)

    def with_watch(self) -> Office:
        fill_up(_new_box(self.lead))
        set_address(self.lead, WREN)
        return self

    @property
    def box(self):
        return letterbox(self.lead)

    def plan(self, *, agreed: Agreed = AGREED, start: dt.datetime = START, **more: object) -> Plan:
        """Two legs with a check-in each, told to the lead, and a quarter of an hour later again."""
        ladder = (Rung(0, self.lead.member), Rung(15, self.lead.member))
        legs = (
            Leg(origin="Yard", destination="Station", leaves_at=start + hours(1), arrives_at=start + hours(3)),
            Leg(origin="station", destination="Border", leaves_at=start + hours(4), arrives_at=start + hours(8)),
        )  # fmt: skip
        stops = (Stop(0, start + hours(3), 10, ladder), Stop(1, start + hours(8), 30, ladder))
        return Plan(**{"legs": legs, "stops": stops, "agreed": agreed, **more})

    def planned(self, case: CaseId) -> RecordId:
        return plan_journey(actor=self.lead, case=case, plan=self.plan(), clock=self.clock)

    def approved(self, case: CaseId) -> RecordId:
        """A journey that the lead planned and somebody else approved."""
        journey = self.planned(case)
        approve(actor=self.second(case), case=case, journey=journey, clock=self.clock)
        return journey

    def under_way(self, case: CaseId) -> RecordId:
        journey = self.approved(case)
        start_leg(actor=self.lead, case=case, journey=journey, leg=0, clock=self.clock)
        return journey

    def second(self, case: CaseId) -> Actor:
        """Somebody else who works on the case."""
        if "second" not in self.team.unlocked:
            self.join("second")
        name = "second"
        try:
            open_for(actor=self.back(name), case=case, reason="a second look", clock=self.clock)
        except Exception:  # noqa: BLE001  (not given yet)
            return self.give(case, name)
        return self.back(name)


def office() -> Office:
    """A coordinator who is alone so far."""
    team = found_team()
    return Office(team, at_work(team.lead, Role.COORDINATOR, Role.KEYHOLDER))


def all_of(actor: Actor, kind: type) -> list:
    return [stored.value for stored in find(actor, kind)]
