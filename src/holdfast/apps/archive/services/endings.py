"""Letting the team know which uses ended, without saying whose words they were.

Invariants: in the same write as what ended them; opaque ids and uses, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.apps.archive.records import EndedCard, EndedUse
from holdfast.apps.archive.rules import Step, TestimonyId, Use
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write


def note_ended(
    write: Write, testimony: TestimonyId, uses: Mapping[str, Mapping[Use, Step]]
) -> None:
    """Let the team's card say which uses of which paragraphs have ended, and by what."""
    team = team_key(write.actor).scope
    marks = tuple(
        EndedUse(paragraph=paragraph, use=use, step=step)
        for paragraph, found in uses.items()
        for use, step in found.items()
    )
    card = EndedCard(testimony=testimony, uses=marks)
    cards = find(write.actor, EndedCard, scope=team, where=lambda c: c.testimony == testimony)
    stored = next(cards, None)
    if stored is None:
        if marks:
            add(write, create_unit(write, team, Part.TEAM), card)
    elif stored.value != card:
        save(write, stored.id, card, revision=stored.revision)
