"""The cast of the releases' pages: who took the testimony, and two who publish."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.apps.archive.cast import INTERVIEW, PERSON, PHOTOGRAPH, TOLD, agreement
from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import Agreement, ParagraphId, TestimonyId, Use
from holdfast.apps.archive.services.consent import give_consent
from holdfast.apps.archive.services.exhibits import add_exhibit
from holdfast.apps.archive.services.testimony import (
    add_paragraph,
    grant_testimony,
    take_testimony,
)
from holdfast.apps.keyring.rules import Part
from holdfast.apps.publication.queries import release
from holdfast.apps.publication.rules.contents import ReleaseId
from holdfast.apps.publication.services.drafting import share_release

DAY = "2031-04-01"  # the desk's clock stands a day later
OUTLINE = {"title": "Nine days in a cellar", "language": "en", "use": "publish", "audience": ""}


def agreed(use: Use) -> Agreement:
    return agreement(use, day=DAY)


@dataclass
class Newsstand:
    """`one` may know the witness, `two` knows what was said alone. Two paragraphs may leave."""

    desk: Desk
    one: Visitor
    two: Visitor
    testimony: TestimonyId
    paragraphs: tuple[ParagraphId, ...]
    id: ReleaseId

    @property
    def revision(self) -> int:
        return release(actor=self.one.actor, release=self.id).revision

    def at(self, place: str) -> str:
        return f"/releases/{self.id}/{place}"

    def send(self, place: str, *, by: Visitor | None = None, **typed: object):
        """A form of the release, as it was just seen."""
        return (by or self.one).post(self.at(place), {"revision": self.revision, **typed})

    def quote(self, number: int):
        chosen = f"{self.testimony}/{self.paragraphs[number]}"
        return self.send("add/testimony/", chosen=chosen)

    def write(self, text: str):
        return self.send("add/words/", heading="Introduction", text=text)

    def sign(self, *signers: Visitor) -> None:
        for signer in signers:
            assert self.send("sign/", by=signer).status_code == 302

    def ready(self) -> None:
        """Quoted, checked and signed by both."""
        self.quote(0)
        self.send("check/")
        self.sign(self.one, self.two)


def open_newsstand(desk: Desk) -> Newsstand:
    one = desk.join("one", Role.DOCUMENTER, Role.PUBLISHER)
    two = desk.join("two", Role.PUBLISHER)
    testimony = take_testimony(actor=one.actor, interview=INTERVIEW, person=PERSON)
    paragraphs = tuple(
        add_paragraph(actor=one.actor, testimony=testimony, text=text, agreement=agreed(Use.KEEP))
        for text in TOLD
    )
    give_consent(
        actor=one.actor,
        testimony=testimony,
        paragraphs=paragraphs[:2],
        agreement=agreed(Use.PUBLISH),
        revision=6,
    )
    add_exhibit(actor=one.actor, scope=testimony, facts=PHOTOGRAPH, pieces=[b"a photograph"])
    member = two.actor.member
    grant_testimony(actor=one.actor, testimony=testimony, member=member, parts=(Part.CONTENT,))
    answer = one.post("/releases/new/", OUTLINE)
    found = re.fullmatch(r"/releases/(\w+)/", answer.headers["Location"])
    assert found
    made = ReleaseId(found[1])
    share_release(actor=one.actor, release=made, member=member)
    return Newsstand(desk, one, desk.visit("two"), testimony, paragraphs, made)
