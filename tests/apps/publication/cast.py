"""The cast of the publication's tests: two publishers, a testimony, an exhibit, a draft."""

from __future__ import annotations

from dataclasses import dataclass

from tests.apps.archive.cast import CLOCK, PHOTOGRAPH, Archive
from tests.apps.cast import at_work
from tests.apps.review.cast import TORTURED, open_bench

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import ExhibitId, Use
from holdfast.apps.archive.services.exhibits import add_exhibit
from holdfast.apps.archive.services.testimony import grant_testimony
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.publication.queries import Drafted
from holdfast.apps.publication.queries import release as read_release
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules.contents import ReleaseId
from holdfast.apps.publication.rules.parts import (
    Found,
    PartKind,
    Quoted,
    ReleasePart,
    Shown,
    Source,
    Words,
)
from holdfast.apps.publication.rules.states import State
from holdfast.apps.publication.services.checking import check_release
from holdfast.apps.publication.services.drafting import (
    Outline,
    add_part,
    draft_release,
    share_release,
)
from holdfast.apps.publication.services.signing import sign_release

PUBLIC = Outline(title="Nine days in a cellar", language="en", use=Use.PUBLISH)
INTRODUCTION = Words("Introduction", "We heard this in May.\n\nThe harbour was closed then.")
FILE = b"A photograph of the gate at Ostrelle."


@dataclass(frozen=True)
class House:
    """The lead and a second publisher, and a draft of the lead's."""

    archive: Archive
    lead: Actor
    second: Actor
    exhibit: ExhibitId
    id: ReleaseId

    @property
    def drafted(self) -> Drafted:
        return read_release(actor=self.lead, release=self.id)

    @property
    def revision(self) -> int:
        return self.drafted.revision

    def add(self, source: Source) -> str:
        return add_part(
            actor=self.lead, release=self.id, source=source, revision=self.revision, clock=CLOCK
        )

    def quote(self, number: int) -> str:
        return self.add(Quoted(self.archive.id, self.archive.paragraphs[number]))

    def fill(self) -> None:
        """Words, two paragraphs, a proof."""
        self.add(INTRODUCTION)
        self.quote(0)
        self.quote(1)
        self.add(Shown(self.exhibit, "Photograph of a gate"))

    def find(self) -> str:
        """A finding of the review, founded for it."""
        bench = open_bench(self.archive)
        bench.add_testimony()
        return self.add(Found(TORTURED))

    def check(self, actor: Actor | None = None) -> None:
        check_release(
            actor=actor or self.lead, release=self.id, revision=self.revision, clock=CLOCK
        )

    def sign(self, *actors: Actor) -> None:
        for actor in actors:
            sign_release(actor=actor, release=self.id, revision=self.revision, clock=CLOCK)

    def ready(self) -> None:
        """Filled, checked, and signed by both."""
        self.fill()
        self.check()
        self.sign(self.lead, self.second)


def open_house(archive: Archive) -> House:
    archive.agree(Use.PUBLISH, 0, 1)
    lead = at_work(archive.lead, Role.DOCUMENTER, Role.COORDINATOR, Role.PUBLISHER)
    joined = archive.join("second", Role.PUBLISHER)
    grant_testimony(
        actor=archive.lead, testimony=archive.id, member=joined.member, parts=(Part.CONTENT,)
    )
    exhibit = add_exhibit(
        actor=lead, scope=archive.id, facts=PHOTOGRAPH, pieces=[FILE], clock=CLOCK
    )
    release = draft_release(actor=lead, outline=PUBLIC, clock=CLOCK)
    share_release(actor=lead, release=release, member=joined.member)
    second = at_work(archive.team.back("second"), Role.PUBLISHER)
    return House(archive, lead, second, exhibit, release)


def release(*parts: ReleasePart, **more: object) -> Release:
    fields = {
        "alias": "abc-def",
        "title": "A title",
        "language": "en",
        "use": Use.PUBLISH,
        "audience": "",
        "drafted_by": "m",
        "drafted": "2031-05-06",
        "state": State.DRAFT,
    }
    return Release(**{**fields, **more, "parts": parts})


def said(text: str) -> ReleasePart:
    return ReleasePart(id="p", kind=PartKind.WORDS, texts=(text,))
