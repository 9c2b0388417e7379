"""Reading testimony.

Invariants:
- What a member sees is what their keys open; a role opens nothing here.
- Who the witness is comes apart from what they said, to those alone who hold the identity key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from holdfast.apps.archive.errors import ConsentMissingError, NoSuchParagraphError
from holdfast.apps.archive.records import EndedCard, Opening, Testimony, Witness
from holdfast.apps.archive.rules import (
    Audience,
    Paragraph,
    Refused,
    Step,
    TestimonyId,
    Use,
    may_use,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.rules import Actor, Part


@dataclass(frozen=True, slots=True)
class Told:
    """A testimony as it was read. `revision` is handed back when it is changed."""

    id: TestimonyId
    revision: int
    testimony: Testimony
    may_identify: bool

    def paragraph(self, paragraph: str) -> Paragraph:
        """The paragraph with this id. Raises NoSuchParagraphError."""
        return paragraph_in(self.testimony, paragraph)


def testimonies(actor: Actor) -> list[Told]:
    """The testimonies that the actor may open, by changed name."""
    known = {key.scope for key in open_keys(actor, part=Part.IDENTITY)}
    found = [_told(stored, known) for stored in find(actor, Testimony)]
    return sorted(found, key=lambda told: (told.testimony.changed_name.casefold(), told.id))


def testimony(actor: Actor, testimony: TestimonyId) -> Told:
    """One testimony. Raises NotGrantedError."""
    known = {key.scope for key in open_keys(actor, scope=testimony, part=Part.IDENTITY)}
    return _told(stored_testimony(actor, testimony), known)


def witness(actor: Actor, testimony: TestimonyId) -> Witness:
    """Who the witness is. Raises NotGrantedError for whoever does not hold the identity key."""
    return stored_witness(actor, testimony).value


def openings(actor: Actor, testimony: TestimonyId) -> list[Opening]:
    """Who looked, when and why, for those who hold the identity key."""
    found = find(actor, Opening, scope=testimony)
    return sorted((stored.value for stored in found), key=lambda opening: opening.day)


def testimonies_of(actor: Actor, case: str) -> list[TestimonyId]:
    """The testimonies for a case of which the actor holds the identity key."""
    found = find(actor, Witness, where=lambda witness: witness.case == case)
    return sorted(TestimonyId(stored.scope) for stored in found)


def told_before(actor: Actor, *, real_name: str, case: str = "") -> list[TestimonyId]:
    """The testimonies, known to the actor, of this person or for this case."""
    name = real_name.casefold().split()

    def is_theirs(witness: Witness) -> bool:
        names = (witness.real_name, *witness.other_names)
        return bool(case and witness.case == case) or name in [n.casefold().split() for n in names]

    return sorted(TestimonyId(s.scope) for s in find(actor, Witness, where=is_theirs))


def usable_paragraph(
    actor: Actor, testimony: TestimonyId, paragraph: str, *, audience: Audience, on: dt.date
) -> Paragraph:
    """A paragraph that may be used for this audience on this day.

    Raises NotGrantedError, NoSuchParagraphError, ConsentMissingError with the reason in words.
    """
    found = paragraph_in(stored_testimony(actor, testimony).value, paragraph)
    answer = may_use(found, audience, on)
    if isinstance(answer, Refused):
        raise ConsentMissingError(f"{answer.reason} Nothing was used, and what they said is safe.")
    return found


def withdrawn(actor: Actor) -> frozenset[tuple[str, str, Use]]:
    """Testimony, paragraph and use of all that was withdrawn and not agreed to again."""
    return frozenset(use for use, step in ended(actor).items() if step is Step.WITHDRAWN)


def ended(actor: Actor) -> dict[tuple[str, str, Use], Step]:
    """Testimony, paragraph and use of all that was withdrawn, or whose words were changed.

    Known to the whole team, so that it is heeded also by those who cannot open the testimony.
    """
    cards = find(actor, EndedCard, scope=team_key(actor).scope)
    return {
        (card.value.testimony, use.paragraph, use.use): use.step
        for card in cards
        for use in card.value.uses
    }


def stored_testimony(actor: Actor, testimony: TestimonyId) -> Stored[Testimony]:
    """A testimony's record. Raises NotGrantedError."""
    stored = next(find(actor, Testimony, scope=testimony), None)
    if stored is None:
        raise NotGrantedError
    return stored


def stored_witness(actor: Actor, testimony: TestimonyId) -> Stored[Witness]:
    """A witness's record. Raises NotGrantedError."""
    stored = next(find(actor, Witness, scope=testimony), None)
    if stored is None:
        raise NotGrantedError
    return stored


def paragraph_in(testimony: Testimony, paragraph: str) -> Paragraph:
    """The paragraph with this id. Raises NoSuchParagraphError."""
    for found in testimony.paragraphs:
        if found.id == paragraph:
            return found
    raise NoSuchParagraphError


def _told(stored: Stored[Testimony], known: Collection[str]) -> Told:
    return Told(TestimonyId(stored.scope), stored.revision, stored.value, stored.scope in known)
