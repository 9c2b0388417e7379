"""The cast of the archive's tests: Irma Kasto, called Vesna Lor here, and who wrote it down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.apps.cast import at_work
from tests.apps.keyring.cast import Team

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.queries.testimony import testimony as read_testimony
from holdfast.apps.archive.rules import Agreement, ParagraphId, TestimonyId, Use
from holdfast.apps.archive.services.consent import give_consent
from holdfast.apps.archive.services.exhibits import Collected
from holdfast.apps.archive.services.testimony import (
    Interview,
    Person,
    add_paragraph,
    take_testimony,
)
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import frozen

DAY = dt.date(2031, 5, 6)
CLOCK = frozen(dt.datetime(2031, 5, 6, 9, 30, tzinfo=dt.UTC))
KEEP = Agreement(use=Use.KEEP, day="2031-05-06", language="Tervenian")
TOLD = (
    "They came before light and took my brother.",
    "I was held in a cellar in Ostrana for nine days.",
    "They fixed wires to my hands and turned a handle.",
    "My uncle paid, and they let me go.",
    "I left with a woman whose name I never learned.",
)
INTERVIEW = Interview(
    changed_name="Vesna Lor", language="Tervenian", taken="2031-W19", taken_by="k7m-2xq"
)
PERSON = Person(real_name="Irma Kasto", other_names=("Irmushka",), case="case-1")
PHOTOGRAPH = Collected(
    title="Photograph of the gate",
    file_name="gate.jpg",
    collected_by="k7m-2xq",
    collected="2031-05-06",
    where_from="sent by the witness",
    tool="Holdfast 0.1.0",
)


@dataclass(frozen=True)
class Archive:
    """A documenter who leads, and a testimony of five paragraphs that they took."""

    team: Team
    lead: Actor
    id: TestimonyId
    paragraphs: tuple[ParagraphId, ...]

    @property
    def revision(self) -> int:
        return read_testimony(self.lead, self.id).revision

    def agree(self, use: Use, *which: int, **more: object) -> None:
        """Let the witness agree to a use of these paragraphs."""
        give_consent(
            actor=self.lead,
            testimony=self.id,
            paragraphs=[self.paragraphs[number] for number in which],
            agreement=agreement(use, **more),
            revision=self.revision,
        )

    def join(self, name: str, *roles: Role) -> Actor:
        """A new member of the team, at work."""
        return at_work(self.team.join(name), *(roles or (Role.DOCUMENTER,)))


def agreement(use: Use, **more: object) -> Agreement:
    return Agreement(use=use, **{"day": "2031-05-06", "language": "Tervenian", **more})


def open_archive(team: Team) -> Archive:
    lead = at_work(team.lead, Role.DOCUMENTER, Role.COORDINATOR)
    testimony = take_testimony(actor=lead, interview=INTERVIEW, person=PERSON)
    paragraphs = [
        add_paragraph(actor=lead, testimony=testimony, text=text, agreement=KEEP) for text in TOLD
    ]
    return Archive(team, lead, testimony, tuple(paragraphs))
