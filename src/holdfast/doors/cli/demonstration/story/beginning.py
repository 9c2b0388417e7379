"""Before the first day: more of a crew, and the places, helpers, vehicles and programmes they need.

Invariants: both coordinators can open whatever is planned with; case workers know what a place, a
helper or a vehicle is like, and never where it is, who they are or by which plate it goes.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.records.places import Address, Place
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Plate, Vehicle
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.pathways import PathwayKind, Slot
from holdfast.apps.casework.rules.people import HelperId, HelperRole, HelperState
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.rules.vetting import Method, Result, Step
from holdfast.apps.casework.services.helper_terms import set_terms
from holdfast.apps.casework.services.pathways import add_programme
from holdfast.apps.casework.services.people import grant_helper, open_helper
from holdfast.apps.casework.services.places import add_place, grant_place
from holdfast.apps.casework.services.vehicles import add_vehicle
from holdfast.apps.casework.services.vetting import Checked, add_claim, say_of_claim
from holdfast.apps.intake.services.line import join_line
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, ScopeId
from holdfast.apps.watch.services.founding import set_address
from holdfast.doors.cli.demonstration.crew import KEYHOLDER, welcome

from .stage import Story, days

JOINING = {"Crane": (Role.COORDINATOR,), "Rook": (Role.CASE_WORKER,)}
ANSWERING = ("Crane", "Dunlin")  # beside those who answer the line already
AREAS = ("velmar", "karsk", "dol marin")
PLACES, DRIVERS, HOSTS, VEHICLES = 6, 4, 2, 3


def begin(story: Story) -> None:
    """All that stands before the first day of the story."""
    for name, roles in JOINING.items():
        come_in(story, name, roles)
    for name in ANSWERING:
        join_line(actor=story.at(KEYHOLDER), member=story.crew[name].actor.member)
    for name in story.names(Role.COORDINATOR, Role.CASE_WORKER):
        set_address(story.at(name), address_of(name))
    for _ in range(DRIVERS):
        find_helper(story, HelperRole.DRIVER, HelperRole.ESCORT)
    hosts = [find_helper(story, HelperRole.HOST) for _ in range(HOSTS)]
    for host in [*hosts, *[""] * (PLACES - HOSTS)]:
        find_place(story, host=host)
    for _ in range(VEHICLES):
        find_vehicle(story)
    for kind in (PathwayKind.HUMANITARIAN_VISA, PathwayKind.TEMPORARY_RELOCATION):
        _offer(story, kind)


def come_in(story: Story, name: str, roles: tuple[Role, ...]) -> None:
    """Somebody new in the crew, who can open nothing yet."""
    first = story.crew[KEYHOLDER].active
    story.crew[name] = welcome(first, name, roles, story.gate)


def address_of(name: str) -> str:
    """Where somebody of the crew is told of a missed check-in."""
    return f"{name.lower()}@desk.example"


def find_place(story: Story, *, host: str = "") -> ScopeId:
    """A new place that can be used, known to the team."""
    actor, random = story.coordinator(), story.random
    place = Place(
        alias="",
        area=random.choice(AREAS),
        beds=random.randint(1, 4),
        may_mix=story.chance(0.8),
        takes_children=story.chance(0.7),
        longest_nights=random.choice((0, 0, 7)),
        status=PlaceStatus.ACTIVE,
        last_sweep=story.today,
        hosted_by=host,
    )
    where = Address(address=f"{random.randint(1, 90)} {random.choice(STREETS)}")
    found = add_place(actor=actor, place=place, address=where)
    _share(story, actor, found)
    return found


def find_helper(story: Story, *roles: HelperRole) -> HelperId:
    """Somebody new of the network, vetted by two, with terms of their own."""
    actor = story.coordinator()
    helper = Helper(alias="", roles=roles, state=HelperState.ACTIVE)
    who = HelperIdentity(names=(f"{story.random.choice(FIRST)} {story.random.choice(LAST)}",))
    found = open_helper(actor=actor, helper=helper, identity=who)
    for name in _others(story, actor):
        parts = CASE_PARTS if _coordinates(story, name) else (Part.CONTENT,)
        member = story.crew[name].actor.member
        grant_helper(actor=actor, helper=found, member=member, parts=parts)
    terms = HelperTerms(most_places=story.random.randint(2, 4))
    set_terms(actor=actor, helper=found, terms=terms, revision=0)
    _vet(story, actor, found)
    return found


def find_vehicle(story: Story) -> ScopeId:
    """A new vehicle, known to the team."""
    actor = story.coordinator()
    vehicle = Vehicle(alias="", seats=story.random.randint(3, 5), standing=Standing.ACTIVE)
    plate = Plate(plate=f"TV {story.random.randint(1000, 9999)}")
    found = add_vehicle(actor=actor, vehicle=vehicle, plate=plate)
    _share(story, actor, found)
    return found


def _vet(story: Story, actor: Actor, helper: HelperId) -> None:
    """Who they are was checked on a call, and a second member agrees."""
    checked = Checked("Who they are", Method.LIVE_CALL, Result.IDENTITY_CHECKED)
    claim = add_claim(actor=actor, subject_id=helper, checked=checked, clock=story.clock)
    second = story.at(story.random.choice(_others(story, actor)))
    say_of_claim(
        actor=second, subject_id=helper, claim=claim, step=Step.AGREE, revision=1, clock=story.clock
    )


def _offer(story: Story, kind: PathwayKind) -> None:
    """A programme with few places on some days of the coming weeks."""
    ahead = [*days(story.today + dt.timedelta(days=2), 30)][::4]
    slots = tuple(Slot(day, story.random.randint(1, 3)) for day in ahead)
    programme = Programme(title=f"Lowport, {kind}", kind=kind, slots=slots, verified_on=story.today)
    add_programme(actor=story.coordinator(), programme=programme)


def _share(story: Story, actor: Actor, scope: ScopeId) -> None:
    """Coordinators know it whole, case workers what it is like."""
    for name in _others(story, actor):
        parts = CASE_PARTS if _coordinates(story, name) else (Part.CONTENT,)
        grant_place(actor=actor, place=scope, member=story.crew[name].actor.member, parts=parts)


def _others(story: Story, actor: Actor) -> list[str]:
    """Who else works on cases and has been here since the beginning."""
    here = story.names(Role.COORDINATOR, Role.CASE_WORKER)
    return [name for name in here if story.crew[name].actor.member != actor.member]


def _coordinates(story: Story, name: str) -> bool:
    return Role.COORDINATOR in story.crew[name].actor.roles


FIRST = ("Adina", "Bero", "Corvin", "Dalia", "Edo", "Fara", "Goran", "Hanno", "Ilka", "Jaro")
LAST = ("Astrel", "Brankov", "Cervan", "Dorvik", "Eskar", "Falun", "Gradisk", "Harven")
STREETS = ("Ropewalk", "Weir Lane", "Tanner Street", "Orchard Way", "Quay", "Kiln Street")
