"""Beginning the health part of a case, opening it with a reason, writing in it, and giving it.

Invariants:
- Only who can open the case is given its health; who loses the case loses its health with it.
- A case has one health part, however many begin it at once.
- A screen is reviewed by somebody else than its maker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import (
    BadDateError,
    ItemChangedError,
    PastDateError,
    ReasonNeededError,
    SamePersonHereError,
)
from holdfast.apps.casework.errors.health import BadHealthError, HealthThereError
from holdfast.apps.casework.queries.files import CaseFile, read_file, terms_of
from holdfast.apps.casework.queries.health import entry, held_health, read_health, state_in
from holdfast.apps.casework.records.cases import AccessNote, AccessTerm
from holdfast.apps.casework.records.health import (
    HealthLink,
    HealthPart,
    Injury,
    Medication,
    Screen,
)
from holdfast.apps.casework.rules.cases import CaseId, is_past
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, RecordId, ScopeId, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.shredding import shred_as_seen
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.partial_date import PartialDate

from .access import set_terms, take_health
from .cases import open_file
from .entries import note_opening

T = TypeVar("T", bound=Sealable)


def begin_health(
    *,
    actor: Actor,
    case: CaseId,
    reason: str,
    together_with: Sequence[MemberId] = (),
    clock: Clock = utc_now,
) -> ScopeId:
    """The health part of a case, held by the actor and by the named members who hold the case.

    Raises ReasonNeededError, HealthThereError, NotGrantedError (a member does not hold the case),
    ClosedCaseError, or as `read_file`.
    """
    if not reason.strip():
        raise ReasonNeededError
    file, now = open_file(actor, case, clock=clock), clock()
    for member in together_with:
        _check_holds_case(actor, case, member)
    with writing(actor) as write:
        if state_in(actor, read_file(actor, case, clock=clock)).scope is not None:
            raise HealthThereError
        scope = create_case_scope(write)
        unit = create_unit(write, scope, Part.CONTENT)
        add(write, unit, HealthPart(case=case, by=actor.member, at=now))
        note_opening(write, unit, Part.CONTENT, reason=reason.strip(), at=now)
        _note(write, unit, actor.member, "began it", None, now)
        for member in together_with:
            _give(write, scope, member)
            _note(write, unit, member, "since it was begun", None, now)
        add(write, create_unit(write, file.scope, Part.CONTENT), HealthLink(scope=scope))
    return scope


def open_health(*, actor: Actor, case: CaseId, reason: str, clock: Clock = utc_now) -> None:
    """Record why the actor opens the health of a case, so that it can be read for a working day.

    Raises ReasonNeededError, or as `held_health`.
    """
    if not reason.strip():
        raise ReasonNeededError
    file = held_health(actor, case, clock=clock)
    with writing(actor) as write:
        note_opening(write, _head(file), Part.CONTENT, reason=reason.strip(), at=clock())


# ------------------------------------------------------------ what is written


def add_health(
    *, actor: Actor, case: CaseId, item: Medication | Injury | Screen, clock: Clock = utc_now
) -> RecordId:
    """A medicine, an injury or a screen. Raises BadHealthError, or as `read_health`."""
    file = read_health(actor, case, clock=clock)
    checked = _checked(item, clock)
    if isinstance(checked, Screen):
        checked = msgspec.structs.replace(checked, by=actor.member, reviewed_by="")
    with writing(actor) as write:
        return add(write, create_unit(write, file.scope, Part.CONTENT), checked)


def change_health(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    item: Medication | Injury | Screen,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """One of them as it is now, over `revision`; a screen is then reviewed anew.

    Raises EditConflictError, or as above.
    """
    file = read_health(actor, case, clock=clock)
    stored = file.one(record, type(item))
    checked = _checked(item, clock)
    if isinstance(checked, Screen):
        checked = msgspec.structs.replace(checked, by=actor.member, reviewed_by="")
    with writing(actor) as write:
        save(write, stored.id, checked, revision=revision)


def remove_health(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Destroy an entry that was made by mistake. Raises ItemChangedError, or as `read_health`."""
    stored = entry(read_health(actor, case, clock=clock), record)
    if not shred_as_seen(actor, stored.unit, frozenset({(str(record), revision)})):
        raise ItemChangedError


def review_screen(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Say that somebody else than its maker read a screen.

    Raises SamePersonHereError, EditConflictError, or as `read_health`.
    """
    stored = read_health(actor, case, clock=clock).one(record, Screen)
    if stored.value.by == actor.member:
        raise SamePersonHereError
    reviewed = msgspec.structs.replace(stored.value, reviewed_by=actor.member)
    with writing(actor) as write:
        save(write, stored.id, reviewed, revision=revision)


# ------------------------------------------------------------ who holds it


def grant_health(
    *,
    actor: Actor,
    case: CaseId,
    member: MemberId,
    reason: str,
    until: dt.date | None = None,
    clock: Clock = utc_now,
) -> None:
    """Give the health of a case to a member who holds the case, no longer than they hold that.

    Raises NotPermittedError, ReasonNeededError, PastDateError, NotGrantedError, AlreadyHoldsError,
    or as `read_health`.
    """
    require(actor, Permission.GRANT_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say why they need it. Nothing was given.")
    if until is not None and is_past(until, clock()):
        raise PastDateError
    file = read_health(actor, case, clock=clock)
    _check_holds_case(actor, case, member)
    if member in holders(actor, file.scope, Part.CONTENT):
        raise AlreadyHoldsError
    last = _earlier(until, terms_of(actor, case).get(member))
    with writing(actor) as write:
        _give(write, file.scope, member)
        _note(write, _head(file), member, reason, last, clock())
        if last is not None:
            set_terms(write, [file.scope], member, last)


def end_health(
    *, actor: Actor, case: CaseId, member: MemberId, reason: str, clock: Clock = utc_now
) -> None:
    """Take the health of a case back from a member, at once.

    Raises NotPermittedError, ReasonNeededError, NotGrantedError, LastHolderError, or as
    `read_health`.
    """
    require(actor, Permission.GRANT_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say why it is taken back. Nothing was changed.")
    file = read_health(actor, case, clock=clock)
    take_health(actor, file.scope, member, clock=clock)
    if member != actor.member:
        with writing(actor) as write:
            _note(write, _head(file), member, reason, clock().date(), clock())


def _give(write: Write, scope: ScopeId, member: MemberId) -> None:
    """Both keys: the second one seals nothing, and must not be left with one member alone."""
    for part in CASE_PARTS:
        grant(write, scope, part, member)


def _check_holds_case(actor: Actor, case: CaseId, member: MemberId) -> None:
    if member not in holders(actor, case, Part.CONTENT):
        raise NotGrantedError("They cannot open the case. Give them the case first.")


def _earlier(until: dt.date | None, term: Stored[AccessTerm] | None) -> dt.date | None:
    days = [day for day in (until, term.value.until if term else None) if day is not None]
    return min(days, default=None)


def _head(file: CaseFile) -> UnitId:
    return file.all(HealthPart)[0].unit


def _note(
    write: Write, unit: UnitId, member: str, reason: str, until: dt.date | None, at: dt.datetime
) -> None:
    note = AccessNote(
        member=member,
        parts=(Part.CONTENT,),
        reason=reason.strip(),
        until=until,
        by=write.actor.member,
        at=at,
    )
    add(write, unit, note)


def _checked(item: T, clock: Clock) -> T:
    """The item, where it can be. Raises BadHealthError, BadDateError."""
    today = clock().date()
    if isinstance(item, Medication):
        if not item.medicine.strip() or item.days_left < 0 or item.counted_on > today:
            raise BadHealthError
    elif isinstance(item, Injury):
        try:
            PartialDate.parse(item.on)
        except ValueError:
            raise BadDateError from None
    elif isinstance(item, Screen) and item.made_on > today:
        raise BadHealthError
    return item
