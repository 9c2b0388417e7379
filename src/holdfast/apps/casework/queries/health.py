"""Health of a case, for whoever holds its own keys and said why; to others, that it is there.

Invariants:
- Nothing of it is shown to who holds the case alone.
- A task of it says "health: due" and no more: lists of tasks are read over shoulders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.errors.general import ExpiredGrantError, ReasonNeededError
from holdfast.apps.casework.errors.health import NoHealthError
from holdfast.apps.casework.records.cases import AccessNote, Opening
from holdfast.apps.casework.records.health import (
    HealthLink,
    HealthPart,
    Injury,
    Medication,
    Screen,
)
from holdfast.apps.casework.rules.cases import CaseId, CaseState, is_open
from holdfast.apps.casework.rules.health import refill_by, review_by
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find, open_records
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.records import kind_of
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId
from holdfast.kernel.clock import Clock, utc_now

from .asked import SOON, Due, TaskKind
from .files import CaseFile, expired_scopes, read_file, scope_file, terms_of

SAYS = "health: due"
_KINDS = {kind.KIND for kind in (HealthPart, Medication, Injury, Screen, Opening, AccessNote)}


@dataclass(frozen=True, slots=True)
class HealthState:
    """Whether a case has a health part, and whether the actor could open it."""

    scope: ScopeId | None
    may_open: bool


@dataclass(frozen=True, slots=True)
class HealthHolder:
    """Who can open the health of a case, why, and until when."""

    member: MemberId
    reason: str
    until: dt.date | None


def health_state(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> HealthState:
    """Whether there is a health part. Raises as `read_file` does."""
    return state_in(actor, read_file(actor, case, clock=clock))


def state_in(actor: Actor, file: CaseFile) -> HealthState:
    """The same, of a case that was read."""
    links = file.all(HealthLink)
    if not links:
        return HealthState(None, may_open=False)
    scope = ScopeId(links[0].value.scope)
    return HealthState(scope, bool(open_keys(actor, scope=scope, part=Part.CONTENT)))


def read_health(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> CaseFile:
    """The records of a case's health, for whoever holds them and said why they open them.

    Raises NoHealthError, NotGrantedError, ExpiredGrantError, ReasonNeededError, or as `read_file`.
    """
    file, now = held_health(actor, case, clock=clock), clock()
    mine = [o.value for o in file.all(Opening) if o.value.member == actor.member]
    if not any(is_open(opening.at, now) for opening in mine):
        raise ReasonNeededError
    return file


def held_health(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> CaseFile:
    """The same, before a reason was given: not to be shown.

    Raises NoHealthError, NotGrantedError, ExpiredGrantError, or as `read_file`.
    """
    state = health_state(actor, case, clock=clock)
    if state.scope is None:
        raise NoHealthError
    if not state.may_open:
        raise NotGrantedError
    if state.scope in expired_scopes(actor, clock()):
        raise ExpiredGrantError
    return scope_file(actor, state.scope)


def who_holds_health(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[HealthHolder]:
    """Who can open the health of a case. Raises as `read_health` does."""
    file = read_health(actor, case, clock=clock)
    notes = sorted((note.value for note in file.all(AccessNote)), key=lambda note: note.at)
    reasons = {note.member: note.reason for note in notes}
    terms = terms_of(actor, file.scope)
    return [
        HealthHolder(
            member=member,
            reason=reasons.get(member, ""),
            until=terms[member].value.until if member in terms else None,
        )
        for member in holders(actor, file.scope, Part.CONTENT)
    ]


def is_health_of(actor: Actor, case: CaseId, scope: ScopeId) -> bool:
    """Whether nothing that the actor may open speaks against this scope being the health of a case.

    What they cannot open is taken at the word of the case.
    """
    if any(link.scope != case and link.value.scope == scope for link in find(actor, HealthLink)):
        return False
    kinds = {kind_of(opened.plaintext) for opened in open_records(actor, scope=scope)}
    parts = {part.value.case for part in find(actor, HealthPart, scope=scope)}
    return not kinds or (kinds <= _KINDS and parts == {case})


def entry(file: CaseFile, record: RecordId) -> Stored[Medication | Injury | Screen]:
    """A medicine, an injury or a screen. Raises NotGrantedError."""
    kinds: tuple[type[Medication | Injury | Screen], ...] = (Medication, Injury, Screen)
    for stored in (one for kind in kinds for one in file.all(kind)):
        if stored.id == record:
            return stored
    raise NotGrantedError


def due_health(
    actor: Actor, files: Sequence[CaseFile], now: dt.datetime
) -> Iterator[tuple[CaseFile, Due]]:
    """What the health that the actor can open asks for, in these cases that are open."""
    gone = expired_scopes(actor, now)
    linked = {
        ScopeId(link.value.scope): file
        for file in files
        for link in file.all(HealthLink)
        if link.value.scope not in gone and file.case.state is not CaseState.CLOSED
    }
    for scope, first in _first_days(actor, list(linked)).items():
        at = dt.datetime.combine(first, dt.time(12), tzinfo=dt.UTC)
        if at - SOON <= now:
            yield linked[scope], Due(at, TaskKind.HEALTH, SAYS)


def _first_days(actor: Actor, scopes: Sequence[ScopeId]) -> dict[ScopeId, dt.date]:
    """The first day on which each asks for something: how many there are is health too."""
    if not scopes:
        return {}
    only = scopes[0] if len(scopes) == 1 else None  # one case is not a reason to look at all
    days: dict[ScopeId, list[dt.date]] = {scope: [] for scope in scopes}
    for medicine in find(actor, Medication, scope=only):
        days.get(medicine.scope, []).extend(_of_medicine(medicine.value))
    for screen in find(actor, Screen, scope=only):
        days.get(screen.scope, []).extend(_of_screen(screen.value))
    return {scope: min(found) for scope, found in days.items() if found}


def _of_medicine(one: Medication) -> Iterator[dt.date]:
    if not one.is_stopped:
        yield refill_by(one.counted_on, one.days_left)


def _of_screen(screen: Screen) -> Iterator[dt.date]:
    by = review_by(screen.made_on, screen.concern)
    if by is not None and not screen.reviewed_by:
        yield by
    if screen.again_on is not None:
        yield screen.again_on
