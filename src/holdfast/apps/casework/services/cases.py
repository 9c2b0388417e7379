"""Opening a case, changing it, adding what is known, closing and reopening it.

Invariants:
- A case has an owner and a next action for as long as it is open.
- What changes the head of a case is also a dated fact, in the same write.
- Nobody's change is saved over another's: the revision that was read is handed back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.cases import (
    ClosedCaseError,
    NextActionNeededError,
    StillUnderWayError,
)
from holdfast.apps.casework.errors.general import NoAliasError
from holdfast.apps.casework.errors.judging import LowerNeedError
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import CaseFile, case_files
from holdfast.apps.casework.queries.household import card_of
from holdfast.apps.casework.records.cases import (
    AccessNote,
    Aftercare,
    AftercareCall,
    Case,
    HouseholdCard,
)
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.rules.cases import CaseId, CaseState, FactKind, Need, Outcome, is_milder
from holdfast.apps.casework.rules.journeys import ON_THE_WAY
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services.conversations import link_case
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, Part, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_alias

from .entries import add_fact_to, note_opening

FIRST_ACTION = "Answer, and say when you call again"


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What is known of a case when it is opened."""

    need: Need = Need.NORMAL
    region: str = ""
    summary: str = ""
    household: HouseholdCard = HouseholdCard()  # noqa: RUF009  (it is frozen)
    next_action: str = FIRST_ACTION
    next_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What of a case's head is to be changed; None leaves it as it is."""

    state: CaseState | None = None
    need: Need | None = None
    region: str | None = None
    summary: str | None = None
    household: HouseholdCard | None = None
    next_action: str | None = None
    next_at: dt.datetime | None = None


def open_case(
    *,
    actor: Actor,
    conversation_id: str | None = None,
    alias: str | None = None,
    first: FirstWords = FirstWords(),
    together_with: Sequence[MemberId] = (),
    clock: Clock = utc_now,
) -> CaseId:
    """A new case, owned by the actor, whose content the named members can open too.

    A conversation of the line is linked with it, both ways. Raises NotPermittedError, NoAliasError,
    NextActionNeededError, NotGrantedError (no such conversation), or as granting does.
    """
    require(actor, Permission.OPEN_CASES)
    now = clock()
    if conversation_id:  # refused before anything is made
        conversation(actor=actor, conversation=ConversationId(conversation_id))
    head = Case(
        alias=_alias(actor, alias, now),
        short=random_alias(),
        need=first.need,
        opened_at=now,
        need_since=now,
        owner=actor.member,
        next_action=_action(first.next_action),
        next_at=first.next_at,
        region=first.region,
        summary=first.summary,
        household=first.household,
        conversations=(conversation_id,) if conversation_id else (),
    )
    reason = "opened it"
    with writing(actor) as write:
        scope = create_case_scope(write)
        unit = create_unit(write, scope, Part.CONTENT)
        create_unit(write, scope, Part.IDENTITY)
        add(write, unit, head)
        note_opening(write, unit, Part.CONTENT, reason=reason, at=now)
        _note_access(write, unit, MemberId(actor.member), (Part.CONTENT, Part.IDENTITY), now)
        for member in together_with:
            grant(write, scope, Part.CONTENT, member)
            _note_access(write, unit, member, (Part.CONTENT,), now)
    if conversation_id:
        link_case(actor=actor, conversation=ConversationId(conversation_id), case=scope)
    return scope


def change_case(
    *, actor: Actor, case: CaseId, change: Change, revision: int, clock: Clock = utc_now
) -> None:
    """Change the head of an open case, saved over `revision`.

    Raises EditConflictError, ClosedCaseError, NextActionNeededError, LowerNeedError (two people do
    that: `services.risk.ask_to_lower`), or as `queries.cases.case`.
    """
    file = open_file(actor, case, clock=clock)
    now, head = clock(), file.head
    changed = _counted(file, _changed(head.value, change, now))
    with writing(actor) as write:
        save(write, head.id, changed, revision=revision)
        for kind, says in _differences(head.value, changed):
            add_fact_to(write, head.unit, kind, says, at=now)


def link_conversation(
    *, actor: Actor, case: CaseId, conversation_id: str, clock: Clock = utc_now
) -> None:
    """Let a conversation of the line belong to this case, as each of them says.

    Done again, it finishes what was cut off. Raises as `change_case`.
    """
    file = open_file(actor, case, clock=clock)
    link_case(actor=actor, conversation=ConversationId(conversation_id), case=case)
    head = file.head
    if conversation_id in head.value.conversations:
        return
    linked = (*head.value.conversations, conversation_id)
    with writing(actor) as write:
        changed = msgspec.structs.replace(head.value, conversations=linked)
        save(write, head.id, changed, revision=head.revision)
        add_fact_to(write, head.unit, FactKind.CONTACT, "A conversation was linked.", at=clock())


def add_fact(
    *,
    actor: Actor,
    case: CaseId,
    kind: FactKind,
    says: str,
    on: str = "",
    clock: Clock = utc_now,
) -> None:
    """Something that is known, of a day, month or year (today where none is given).

    Raises BadDateError, or as `queries.cases.case`.
    """
    file = read_file(actor, case, clock=clock)
    with writing(actor) as write:
        add_fact_to(write, file.head.unit, kind, says, on=on, at=clock())


def close_case(
    *, actor: Actor, case: CaseId, outcome: Outcome, revision: int, clock: Clock = utc_now
) -> None:
    """Close a case with its outcome. Raises StillUnderWayError, EditConflictError, or as above."""
    file = open_file(actor, case, clock=clock)
    if any(journey.value.state in ON_THE_WAY for journey in file.all(Journey)):
        raise StillUnderWayError
    now, head = clock(), file.head
    closed = msgspec.structs.replace(
        head.value, state=CaseState.CLOSED, outcome=outcome, closed_at=now, next_at=None
    )
    with writing(actor) as write:
        save(write, head.id, closed, revision=revision)
        add_fact_to(write, head.unit, FactKind.OUTCOME, f"Closed: {outcome}", at=now)


def reopen_case(
    *, actor: Actor, case: CaseId, next_action: str, revision: int, clock: Clock = utc_now
) -> None:
    """Begin the work on a closed case again. Raises NextActionNeededError, EditConflictError."""
    head = read_file(actor, case, clock=clock).head
    if head.value.state is not CaseState.CLOSED:
        return
    now = clock()
    reopened = msgspec.structs.replace(
        head.value,
        state=CaseState.RECEIVED,
        outcome=None,
        closed_at=None,
        need_since=now,
        next_action=_action(next_action),
    )
    with writing(actor) as write:
        save(write, head.id, reopened, revision=revision)
        add_fact_to(write, head.unit, FactKind.STATE, "Reopened", at=now)


def record_aftercare(
    *, actor: Actor, case: CaseId, days: int, says: str, clock: Clock = utc_now
) -> None:
    """That somebody asked how they are, so many days after arrival. Raises NotGrantedError."""
    file = read_file(actor, case, clock=clock)
    kept = file.all(Aftercare)
    if not kept:
        raise NotGrantedError("There was no arrival yet. Nothing was saved.")
    call = AftercareCall(days=days, at=clock(), says=says, by=actor.member)
    calls = (*kept[0].value.calls, call)
    with writing(actor) as write:
        changed = msgspec.structs.replace(kept[0].value, calls=calls)
        save(write, kept[0].id, changed, revision=kept[0].revision)
        add_fact_to(write, file.head.unit, FactKind.CONTACT, says or "They are well.", at=clock())


def open_file(actor: Actor, case: CaseId, *, clock: Clock) -> CaseFile:
    """The records of a case that takes changes. Raises ClosedCaseError, or as `read_file`."""
    file = read_file(actor, case, clock=clock)
    if file.case.state is CaseState.CLOSED:
        raise ClosedCaseError
    return file


def _note_access(
    write: Write, unit: UnitId, member: MemberId, parts: tuple[Part, ...], at: dt.datetime
) -> None:
    note = AccessNote(
        member=member,
        parts=parts,
        reason="since it was opened",
        until=None,
        by=write.actor.member,
        at=at,
    )
    add(write, unit, note)


def _alias(actor: Actor, wanted: str | None, now: dt.datetime) -> str:
    taken = {file.case.alias for file in case_files(actor, now=now)}
    alias = (wanted or "").strip() or fresh_alias(taken)
    if alias.casefold() in {other.casefold() for other in taken}:
        raise NoAliasError
    return alias


def _action(text: str) -> str:
    if not text.strip():
        raise NextActionNeededError
    return text.strip()


def _changed(case: Case, change: Change, now: dt.datetime) -> Case:
    if change.need is not None and is_milder(change.need, than=case.need):
        raise LowerNeedError
    wanted = {
        name: value
        for name in Change.__dataclass_fields__
        if (value := getattr(change, name)) is not None
    }
    if "next_action" in wanted:
        wanted["next_action"] = _action(change.next_action or "")
    if change.need is not None and change.need is not case.need:
        wanted["need_since"] = now
    return msgspec.structs.replace(case, **wanted)


def _counted(file: CaseFile, case: Case) -> Case:
    """The case with its household as it is listed, where anybody is."""
    listed = [stored.value for stored in file.all(HouseholdMember)]
    return msgspec.structs.replace(case, household=card_of(listed, case.household))


def _differences(before: Case, after: Case) -> list[tuple[FactKind, str]]:
    found = []
    if after.state is not before.state:
        found.append((FactKind.STATE, f"{before.state} → {after.state}"))
    if after.need is not before.need:
        found.append((FactKind.NEED, f"{before.need} → {after.need}"))
    if (after.next_action, after.next_at) != (before.next_action, before.next_at):
        found.append((FactKind.NEXT, after.next_action))
    if (after.summary, after.region, after.household) != (
        before.summary,
        before.region,
        before.household,
    ):
        found.append((FactKind.NOTE, "What is known was written anew."))
    return found
