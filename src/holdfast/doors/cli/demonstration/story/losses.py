"""What is lost: places burned, people detained, members and helpers taken, vehicles known.

Invariants: the list of who is exposed is asked for first; then whoever must leave is moved where
there is a bed, and leaves also where there is none; a lost member's cases have another owner, and
their keys are gone, in the same step.
"""

from __future__ import annotations

from functools import partial

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.places import PlaceError
from holdfast.apps.casework.queries.exposure import Loss, loss
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.places import places, stays_at
from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId, CaseState, FactKind
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.people import ASKABLE, HelperRole
from holdfast.apps.casework.rules.places import USABLE, PlaceStatus
from holdfast.apps.casework.services.cases import Change, add_fact, change_case
from holdfast.apps.casework.services.handing_over import hand_over
from holdfast.apps.casework.services.losses import (
    halt_journeys,
    note_loss,
    take_keys_back,
    take_out_of_use,
)
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.watch.services.founding import set_address
from holdfast.doors.cli.demonstration.crew import KEYHOLDER
from holdfast.methods.passage.judgement import Verdict

from .beds import decide_bed
from .beginning import address_of, come_in, find_helper, find_vehicle
from .cases import leave_beds, owned_by
from .stage import Story

NEWCOMERS = ("Osprey", "Pipit", "Serin", "Twite", "Plover", "Siskin")
LEAST_WORKERS = 3
_SAYS = "It is known to others"


def a_place_burns(story: Story) -> bool:
    """A place is lost: whoever is there leaves."""
    actor = story.coordinator()
    usable = [v for v in places(actor, clock=story.clock) if v.place.status in USABLE]
    view = story.chosen(sorted(usable, key=lambda one: one.place.alias))
    if view is None:
        return False
    set_status(actor=actor, place=view.id, status=PlaceStatus.BURNED, clock=story.clock)
    found = ask_who_is_exposed(story, actor, Lost(LossKind.PLACE, view.id))
    _move_away(story, actor, found)
    for case in sorted({CaseId(card.value.case) for card in stays_at(actor, view.id)}):
        _leave_place(story, actor, case, view.id)
    return True


def somebody_is_detained(story: Story) -> bool:
    """A person of a case: their journeys are known, and where they slept is not safe."""
    actor = story.coordinator()
    listed = story.case_of(actor)
    if listed is None:
        return False
    shown = story.opened(actor, listed.id)
    found = ask_who_is_exposed(story, actor, Lost(LossKind.PERSON, listed.id))
    halt_journeys(actor=actor, case=listed.id, reason=_SAYS, clock=story.clock)
    leave_beds(story, actor, listed.id)
    _move_away(story, actor, found)
    add_fact(
        actor=actor, case=listed.id, kind=FactKind.DETENTION, says="Detained", clock=story.clock
    )
    change = Change(next_action="Find a lawyer", state=CaseState.LOST_CONTACT)
    revision = story.opened(actor, listed.id).revision
    change_case(actor=actor, case=shown.id, change=change, revision=revision, clock=story.clock)
    return True


def a_member_is_lost(story: Story) -> bool:
    """A worker falls into wrong hands: their keys go, and their cases have another owner."""
    name = story.chosen(_who_may_go(story))
    if name is None:
        return False
    actor, member = story.coordinator(), story.crew[name].actor.member
    story.lost.add(name)
    found = ask_who_is_exposed(story, actor, Lost(LossKind.MEMBER, member))
    _hand_over_all(story, actor, name)
    take_keys_back(actor=story.at(KEYHOLDER), member=member, clock=story.clock)
    _move_away(story, actor, found)
    return True


def a_member_leaves(story: Story) -> bool:
    """A worker goes for good, and hands over first."""
    name = story.chosen(_who_may_go(story))
    if name is None or len(story.names(Role.CASE_WORKER)) < LEAST_WORKERS:
        return False
    _hand_over_all(story, story.coordinator(), name)
    story.lost.add(name)
    member = story.crew[name].actor.member
    take_keys_back(actor=story.at(KEYHOLDER), member=member, clock=story.clock)
    return True


def somebody_joins(story: Story) -> bool:
    """Where few are left, somebody new comes in."""
    new = [name for name in NEWCOMERS if name not in story.crew]
    if len(story.names(Role.CASE_WORKER)) >= LEAST_WORKERS or not new:
        return False
    come_in(story, new[0], (Role.CASE_WORKER,))
    set_address(story.at(new[0]), address_of(new[0]))
    return True


def a_helper_is_detained(story: Story) -> bool:
    """A driver: whoever was to go with them goes with somebody else, or waits."""
    actor = story.coordinator()
    there = [
        view for view in helpers(actor, role=HelperRole.DRIVER) if view.helper.state in ASKABLE
    ]
    view = story.chosen(there)
    if view is None:
        return False
    _out_of_use(story, actor, Lost(LossKind.HELPER, view.id))
    if len(there) < LEAST_WORKERS:
        find_helper(story, HelperRole.DRIVER, HelperRole.ESCORT)
    return True


def a_vehicle_is_known(story: Story) -> bool:
    """A vehicle is burned, and another is found where few are left."""
    actor = story.coordinator()
    there = [
        view
        for view in vehicles(actor, clock=story.clock)
        if view.vehicle.standing is Standing.ACTIVE
    ]
    view = story.chosen(there)
    if view is None:
        return False
    _out_of_use(story, actor, Lost(LossKind.VEHICLE, view.id))
    if len(there) < LEAST_WORKERS:
        find_vehicle(story)
    return True


def ask_who_is_exposed(story: Story, actor: Actor, lost: Lost) -> Loss:
    """Note the loss, and read the list."""
    note_loss(actor=actor, lost=lost, reason=_SAYS, clock=story.clock)
    people = {one.actor.member: one.alias for one in story.crew.values()}
    return loss(actor, lost, people=people, clock=story.clock)


def _move_away(story: Story, actor: Actor, found: Loss) -> None:
    """Whoever must leave goes where there is a bed: refused where somebody else still has it."""
    for move in found.moves:
        if move.case != found.lost.id:
            for proposal in move.proposals:
                go = partial(decide_bed, story, actor, move.case, proposal, Verdict.ACCEPT)
                story.attempt("somebody is moved", go, PlaceError)


def _who_may_go(story: Story) -> list[str]:
    return [name for name in story.names(Role.CASE_WORKER) if name not in story.staying]


def _leave_place(story: Story, actor: Actor, case: CaseId, place: str) -> None:
    story.opened(actor, case)
    leave_beds(story, actor, case, only=place)


def _hand_over_all(story: Story, actor: Actor, name: str) -> None:
    """Everything that somebody owns goes to another who is there."""
    owned = owned_by(story, actor, story.crew[name].actor.member)
    heirs = [one for one in story.names(Role.CASE_WORKER, Role.COORDINATOR) if one != name]
    to = story.crew[story.random.choice(heirs)].actor.member
    hand_over(
        actor=actor, cases=[one.id for one in owned], to=to, reason="They are not there any more",
        clock=story.clock,
    )  # fmt: skip


def _out_of_use(story: Story, actor: Actor, lost: Lost) -> None:
    """What was promised with it is given up: those who were to go wait for another day."""
    ask_who_is_exposed(story, actor, lost)
    take_out_of_use(actor=actor, lost=lost, clock=story.clock)
