"""A desk whose line is open: Mira and Nor answer it, a coordinator chooses for the team."""

from __future__ import annotations

from dataclasses import dataclass
from os import urandom

from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.services.founding import _new_box


@dataclass
class TeamDesk:
    """The desk, and the browsers of its team."""

    desk: Desk
    lead: Visitor
    mira: Visitor
    nor: Visitor

    def alias(self, name: str) -> str:
        return self.desk.people[name].alias

    def write(self, text: str = "They found my phone.", way: Way = Way.HELP) -> None:
        """Somebody writes through the door."""
        said = Said(urandom(32), text, way)
        open_mailbox(said, code=contactcodes.new_code(), cost=LEAST, clock=self.desk.clock)

    def brought_in(self, text: str = "They found my phone.", way: Way = Way.HELP) -> None:
        """Somebody wrote, and Mira brought it in."""
        self.write(text, way)
        self.mira.post("/line/take-in/")

    def with_watch(self) -> Letterbox:
        return _new_box(self.lead.actor)


def team_desk(desk: Desk) -> TeamDesk:
    lead = desk.join("coordinator", Role.COORDINATOR)
    found_line(actor=lead.actor)
    others = [desk.join(name, Role.CASE_WORKER) for name in ("mira", "nor")]
    for visitor in others:
        join_line(actor=lead.actor, member=visitor.active.id)
    return TeamDesk(desk, lead, *others)
