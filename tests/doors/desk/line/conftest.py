from dataclasses import dataclass, field

import pytest
from tests.apps.intake.cast import Contact, page
from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.rules import ConversationId, Way
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.services.opening import come_to_work


@dataclass
class LineDesk:
    """A desk whose line is open: Mira and Nor answer it, and people write."""

    desk: Desk
    mira: Visitor
    nor: Visitor
    contacts: list[Contact] = field(default_factory=list)

    def write(self, text: str = "They found my phone.", **answers: str) -> Contact:
        given = {name.replace("_", " "): (answer,) for name, answer in answers.items()}
        code = contactcodes.new_code()
        said = Said(page(), text, Way.HELP, given, "ru")
        box = open_mailbox(said, code=code, cost=LEAST, clock=self.desk.clock)
        return Contact(contactcodes.digits(code), box)

    def brought_in(self, text: str = "They found my phone.", **answers: str) -> str:
        """The address of the conversation of somebody who wrote."""
        self.contacts.append(self.write(text, **answers))
        self.mira.post("/line/take-in/")
        return f"/line/with/{self.rows()[0].id}/"

    def rows(self, shelf: Shelf = Shelf.WAITING):
        return inbox(actor=self.mira.actor, shelf=shelf, clock=self.desk.clock).rows

    def only(self) -> ConversationId:
        (row,) = self.rows()
        return row.id


def line_desk(desk: Desk) -> LineDesk:
    lead = come_to_work(desk.active("lead"))
    found_line(actor=lead)
    visitors = [desk.join(name, Role.CASE_WORKER) for name in ("mira", "nor")]
    for visitor in visitors:
        join_line(actor=lead, member=visitor.active.id)
    return LineDesk(desk, *visitors)


@pytest.fixture
def line(desk: Desk) -> LineDesk:
    return line_desk(desk)
