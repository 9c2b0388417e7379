"""Letting the team know what was withdrawn, without saying whose it was.

Invariants: in the same write as the withdrawal itself; opaque ids and uses, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.apps.archive.records import WithdrawnCard, WithdrawnUse
from holdfast.apps.archive.rules import TestimonyId, Use
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write


def note_withdrawn(
    write: Write, testimony: TestimonyId, uses: Mapping[str, tuple[Use, ...]]
) -> None:
    """Let the team's card say which uses of which paragraphs are withdrawn now."""
    team = team_key(write.actor).scope
    marks = tuple(WithdrawnUse(paragraph=p, use=use) for p, found in uses.items() for use in found)
    card = WithdrawnCard(testimony=testimony, uses=marks)
    cards = find(write.actor, WithdrawnCard, scope=team, where=lambda c: c.testimony == testimony)
    stored = next(cards, None)
    if stored is None:
        if marks:
            add(write, create_unit(write, team, Part.TEAM), card)
    elif stored.value != card:
        save(write, stored.id, card, revision=stored.revision)
