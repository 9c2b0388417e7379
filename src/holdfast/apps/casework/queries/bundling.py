"""What would be handed over of a case: the chosen parts, as whoever gets them will read them.

Invariants: a part that was not chosen is not looked at; who it is about and health need the keys
and the reason that they always need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from holdfast.apps.casework.records.cases import Fact, Identity
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.records.health import Injury, Medication, Screen
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.referrals import Handed, Person, Section, Summary
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.kernel.clock import Clock, utc_now

from .files import CaseFile, read_file
from .health import read_health

Lines = tuple[tuple[str, str], ...]
_TOLD = frozenset({FactKind.NOTE, FactKind.THREAT})  # what other parts say goes with those


def summary_of(file: CaseFile) -> Summary:
    """What it is about: without the alias, which is ours."""
    case = file.case
    home = case.household
    return Summary(str(case.need), case.region, case.summary, home.people, home.children)


def person_of(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> Person:
    """Who it is about; notes stay here. Raises as `read_file` for the identity part."""
    kept = read_file(actor, case, part=Part.IDENTITY, clock=clock).all(Identity)
    if not kept:
        return Person()
    who = kept[0].value
    return Person(who.names, who.phones, who.address, who.documents)


def sections_of(
    actor: Actor, case: CaseId, parts: Collection[Handed], *, clock: Clock = utc_now
) -> tuple[Section, ...]:
    """The chosen parts that are lines. Raises as `read_file`, for health as `read_health`."""
    file = read_file(actor, case, clock=clock)
    made = [Section(part, lines(file)) for part, lines in _LINES.items() if part in parts]
    if Handed.HEALTH in parts:
        made.append(Section(Handed.HEALTH, _health(read_health(actor, case, clock=clock))))
    return tuple(made)


def _household(file: CaseFile) -> Lines:
    members = (one.value for one in file.all(HouseholdMember))
    return tuple(("", f"{one.alias}: {one.kin}, {one.age}") for one in members)


def _documents(file: CaseFile) -> Lines:
    documents = (one.value for one in file.all(Document))
    return tuple(
        (one.expires.isoformat() if one.expires else "", f"{one.kind}: {one.holder}")
        for one in documents
    )


def _devices(file: CaseFile) -> Lines:
    devices = (one.value for one in file.all(Device))
    return tuple(
        (one.clean_since.isoformat() if one.clean_since else "", f"{one.kind}: {one.fate}")
        for one in devices
    )


def _timeline(file: CaseFile) -> Lines:
    facts = sorted((one.value for one in file.all(Fact)), key=lambda fact: fact.at)
    return tuple((fact.on, fact.says) for fact in facts if fact.kind in _TOLD)


def _health(file: CaseFile) -> Lines:
    medicines = [
        (one.value.counted_on.isoformat(), f"{one.value.medicine}: {one.value.days_left} days left")
        for one in file.all(Medication)
        if not one.value.is_stopped
    ]
    injuries = [(one.value.on, one.value.says) for one in file.all(Injury)]
    screens = [
        (one.value.made_on.isoformat(), f"{one.value.kind}: {one.value.concern}")
        for one in file.all(Screen)
    ]
    return (*medicines, *injuries, *screens)


_LINES: dict[Handed, Callable[[CaseFile], Lines]] = {
    Handed.HOUSEHOLD: _household,
    Handed.DOCUMENTS: _documents,
    Handed.DEVICES: _devices,
    Handed.TIMELINE: _timeline,
}
