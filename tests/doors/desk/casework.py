"""Casework on the desk's stage: a coordinator, a case worker, somebody else, and a case under way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import MemberId, Role
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.records.cases import Identity
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
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.places import add_place
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.apps.watch.services.founding import _new_box, set_address
from holdfast.apps.watch.services.watching import fill_up

HOUR = dt.timedelta(hours=1)
AGREED = Agreed("grey heron", "white heron")
NAME, PHONE, STREET = "Irma Oravec", "+999 555 0184 726", "Mill Lane 4"


@dataclass
class Office:
    """A desk with a coordinator who owns the case Heron, and Mira who can open nothing yet."""

    desk: Desk
    lead: Visitor
    mira: Visitor
    case: CaseId

    @property
    def member(self) -> MemberId:
        return self.mira.active.id

    def open(self, alias: str, **first: Any) -> CaseId:
        words = FirstWords(summary="The uncle asks.", **first)
        return open_case(actor=self.lead.actor, alias=alias, first=words, clock=self.desk.clock)

    def called(self) -> ConversationId:
        """Somebody telephoned the line, which is opened for them."""
        found_line(actor=self.lead.actor)
        return log_call(actor=self.lead.actor, call=Call("The uncle asks."), clock=self.desk.clock)

    def name(self, case: CaseId) -> None:
        set_identity(
            actor=self.lead.actor, case=case, reason="they told me", clock=self.desk.clock,
            identity=Identity(names=(NAME,), phones=(PHONE,), address=STREET),
        )  # fmt: skip

    def give(self, *parts: Part, until: dt.date | None = None, case: CaseId | None = None) -> None:
        grant_case(
            actor=self.lead.actor, case=case or self.case, member=self.member,
            parts=parts or (Part.CONTENT,), reason="takes over", until=until, clock=self.desk.clock,
        )  # fmt: skip

    def open_as_mira(self, case: CaseId | None = None) -> None:
        open_for(
            actor=self.mira.actor, case=case or self.case, reason="to work", clock=self.desk.clock
        )

    def place(self, alias: str = "Willow", beds: int = 2) -> PlaceId:
        place = Place(alias=alias, beds=beds, status=PlaceStatus.ACTIVE, area="north")
        return add_place(actor=self.lead.actor, place=place, address=Address(address=STREET))

    def with_watch(self) -> None:
        fill_up(_new_box(self.lead.actor))
        set_address(self.lead.actor, "wren@mail.example")

    def planned(self, case: CaseId | None = None, agreed: Agreed = AGREED) -> RecordId:
        now, ladder = self.desk.clock(), (Rung(0, self.lead.active.id),)
        legs = (
            Leg(origin="Yard", destination="Station", leaves_at=now + HOUR, arrives_at=now + 2 * HOUR),
            Leg(origin="Station", destination="Border", leaves_at=now + 3 * HOUR, arrives_at=now + 5 * HOUR),
        )  # fmt: skip
        stops = (Stop(0, now + 2 * HOUR, 10, ladder), Stop(1, now + 5 * HOUR, 10, ladder))
        plan = Plan(legs, stops, agreed)
        return plan_journey(
            actor=self.lead.actor, case=case or self.case, plan=plan, clock=self.desk.clock
        )

    def under_way(self, agreed: Agreed = AGREED) -> RecordId:
        """A journey that Mira approved and the coordinator began."""
        self.with_watch()
        journey = self.planned(agreed=agreed)
        self.give()
        self.open_as_mira()
        words = {"case": self.case, "journey": journey, "clock": self.desk.clock}
        approve(actor=self.mira.actor, **words)
        start_leg(actor=self.lead.actor, leg=0, **words)
        return journey

    def next_check_in(self) -> RecordId:
        row = departures(self.lead.actor, clock=self.desk.clock).rows[0]
        assert row.next is not None
        return row.next.id


def office(desk: Desk) -> Office:
    lead = desk.join("coordinator", Role.COORDINATOR)
    mira = desk.join("mira", Role.CASE_WORKER)
    made = Office(desk, lead, mira, CaseId(""))
    made.case = made.open("Heron")
    return made


def text(answer: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def typed_in(answer: Any) -> dict[str, str]:
    """What the fields of a page's forms hold."""
    page = answer.content.decode()
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    return {name: unescape(value) for name, value in found.items()}
