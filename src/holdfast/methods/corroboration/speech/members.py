"""One of those who are named in a report, with every place where it is.

Invariants: sightings are in the order of the text, one at a place; two members are the same only if
they are one object.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from holdfast.language.given_names import Gender
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span


@dataclass(slots=True)
class Sighting:
    """One mention; `is_subject` where it opens its sentence, `is_oblique` after a preposition."""

    span: Span
    kind: MentionKind
    is_subject: bool
    is_oblique: bool


@dataclass(slots=True, eq=False)
class Member:
    """One of the cast, as known so far."""

    number: int
    name: str
    words: tuple[str, ...] = ()  # of the name, in lower case; none for a role
    head: str | None = None  # the noun of the role: "representative"
    role: str | None = None
    gender: Gender | None = None
    is_plural: bool = False
    is_body: bool = False  # an organisation, office or outlet
    is_person: bool = False  # title, given name or role say so
    is_pseudonym: bool = False
    heads: set[str] = field(default_factory=set)
    member_of: int | None = None
    kind: SourceKind | None = None
    sightings: list[Sighting] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)

    def see(self, sighting: Sighting) -> None:
        at = bisect_left(self.starts, sighting.span.start)
        if at < len(self.starts) and self.starts[at] == sighting.span.start:
            self.sightings[at].is_subject |= sighting.is_subject
            return
        self.starts.insert(at, sighting.span.start)
        self.sightings.insert(at, sighting)

    def last_before(self, offset: int) -> Sighting | None:
        at = bisect_left(self.starts, offset)
        return self.sightings[at - 1] if at else None

    @property
    def is_mere_place(self) -> bool:
        """Whether a name stands only where places do: "in Velmar", "near Selm"."""
        is_told = self.is_person or self.is_body or self.gender or self.heads or not self.words
        return not is_told and all(s.is_oblique for s in self.sightings)

    def is_seen_in(self, start: int, end: int) -> bool:
        """Whether it is named between two offsets."""
        at = bisect_left(self.starts, start)
        return at < len(self.starts) and self.starts[at] < end
