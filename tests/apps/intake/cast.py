"""The cast of the line: a lead who opened it, Mira who answers it, and contacts who write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from os import urandom

from tests.apps.cast import at_work
from tests.apps.keyring.cast import Team, found_team

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.inbox import Row, Shelf, inbox
from holdfast.apps.intake.queries.replies import Box, find_box
from holdfast.apps.intake.rules import ConversationId, Way
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.rules import Actor

MONDAY = dt.datetime(2031, 3, 3, 9, 0, tzinfo=dt.UTC)
WORDS = "My brother found the letters. I have until Friday."


@dataclass
class Hand:
    """A clock that a test moves."""

    now: dt.datetime = MONDAY

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@dataclass
class Contact:
    """Somebody who wrote, with the code they noted."""

    code: str
    box: Box

    def come_back(self) -> Box:
        box = find_box(self.code, cost=LEAST).box
        assert box is not None
        return box

    def read(self) -> list[str]:
        return [reply.text for reply in find_box(self.code, cost=LEAST).replies]


@dataclass
class LineTeam:
    """A team whose line is open."""

    team: Team
    lead: Actor
    mira: Actor
    clock: Hand = field(default_factory=Hand)

    def outsider(self) -> Actor:
        """A member with every role of case work who was not let onto the line."""
        return at_work(self.team.join("outsider"), Role.CASE_WORKER, Role.COORDINATOR)

    def write(
        self, text: str = WORDS, *, way: Way = Way.HELP, language: str = "", **answers: str
    ) -> Contact:
        """Somebody writes for the first time."""
        code = contactcodes.new_code()
        given = {name.replace("_", " "): (answer,) for name, answer in answers.items()}
        said = Said(page(), text, way, given, language)
        box = open_mailbox(said, code=code, cost=LEAST, clock=self.clock)
        return Contact(contactcodes.digits(code), box)

    def take_in(self) -> int:
        return take_in(actor=self.mira, clock=self.clock).messages

    def rows(self, shelf: Shelf = Shelf.WAITING) -> tuple[Row, ...]:
        return inbox(actor=self.mira, shelf=shelf, clock=self.clock).rows

    def only(self) -> ConversationId:
        (row,) = self.rows()
        return row.id


def page() -> bytes:
    return urandom(32)


def open_line() -> LineTeam:
    team = found_team()
    lead = at_work(team.lead, Role.KEYHOLDER, Role.COORDINATOR)
    team.join("mira")
    found_line(actor=lead)
    join_line(actor=lead, member=team.unlocked["mira"].id)
    return LineTeam(team, lead, at_work(team.back("mira"), Role.CASE_WORKER))
