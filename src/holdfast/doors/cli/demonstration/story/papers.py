"""Visas and programmes: considered, moved on, late, and given a place in a slot.

Invariants: nobody is given a place but for a day that a programme has.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.queries.files import case_files
from holdfast.apps.casework.queries.pathways import PathwayView, pathways, programmes
from holdfast.apps.casework.records.pathways import Pathway
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.casework.rules.pathways import ENDED, PathwayKind, Slot
from holdfast.apps.casework.services.pathways import (
    Step,
    add_deadline,
    advance,
    change_programme,
    consider,
    give_slot,
    give_slot_back,
)
from holdfast.apps.keyring.rules import Actor

from .stage import Story


def a_way_is_considered(story: Story) -> bool:
    """A case is held against a programme."""
    actor = story.worker()
    listed = story.case_of(actor)
    if listed is None:
        return False
    story.opened(actor, listed.id)
    offered = programmes(actor, clock=story.clock)
    chosen = story.random.choice(offered)
    kind = PathwayKind.HUMANITARIAN_VISA
    consider(actor=actor, case=listed.id, kind=kind, programme=chosen.id, clock=story.clock)
    return True


def a_way_moves_on(story: Story) -> bool:
    """One step of a way: granted, refused, or asked for something more."""
    found = _one_way(story)
    if found is None or not found[2].next:
        return False
    actor, case, view = found
    step = Step(story.random.choice(view.next), story.today)
    advance(
        actor=actor, case=case, pathway=view.id, step=step, revision=view.revision,
        clock=story.clock,
    )  # fmt: skip
    return True


def a_visa_is_late(story: Story) -> bool:
    """They are asked to come again in some days."""
    found = _one_way(story)
    if found is None:
        return False
    actor, case, view = found
    day = story.today + dt.timedelta(days=story.random.randint(-1, 12))
    add_deadline(
        actor=actor, case=case, pathway=view.id, on=day, says="Come again with the form",
        revision=view.revision, clock=story.clock,
    )  # fmt: skip
    return True


def a_slot_is_given(story: Story) -> bool:
    """A place on some day of a programme: there may be none, or they have one already."""
    found = _one_way(story)
    if found is None or found[2].programme is None or not found[2].programme.slots:
        return False
    actor, case, view = found
    assert view.programme is not None
    day = story.random.choice(view.programme.slots[:4]).on
    give_slot(actor=actor, case=case, pathway=view.id, on=day, clock=story.clock)
    return True


def a_slot_is_given_back(story: Story) -> bool:
    """They cannot come on that day."""
    found = _one_way(story)
    if found is None or found[2].slot is None:
        return False
    actor, case, view = found
    give_slot_back(actor=actor, case=case, pathway=view.id, clock=story.clock)
    return True


def a_programme_takes_fewer(story: Story) -> bool:
    """One place less on each day to come: refused where they are given already."""
    actor = story.coordinator()
    view = story.random.choice(programmes(actor, clock=story.clock))
    fewer = tuple(Slot(slot.on, max(slot.places - 1, 1)) for slot in view.programme.slots)
    changed = msgspec.structs.replace(view.programme, slots=fewer)
    change_programme(
        actor=actor, programme=view.id, changed=changed, revision=view.revision, clock=story.clock
    )
    return True


def _one_way(story: Story) -> tuple[Actor, CaseId, PathwayView] | None:
    """A way that can lead somewhere, of some case of whoever looks."""
    actor = story.worker()
    now = story.clock()
    files = [file for file in case_files(actor, now=now) if file.case.state is not CaseState.CLOSED]
    ways = [(file.scope, way) for file in files for way in file.all(Pathway)]
    open_ones = [(case, way.id) for case, way in ways if way.value.state not in ENDED]
    chosen = story.chosen(sorted(open_ones))
    if chosen is None:
        return None
    case, id_ = chosen
    story.opened(actor, case)
    shown = pathways(actor, case, clock=story.clock).pathways
    return actor, case, next(view for view in shown if view.id == id_)
