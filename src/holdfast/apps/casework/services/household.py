"""Writing who belongs to a household, who agreed for a child, and from whom it is kept.

Invariants:
- How many travel together, which places ask for, is counted anew in the write that changes it.
- What a second person confirmed is confirmed for that text only: a change asks them again.
- Nobody is taken out of a household to whom a document or a device is said to belong.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.casework.errors.cases import (
    AgainstSecrecyError,
    GuardianAloneError,
    OneOtherError,
    StillTheirsError,
)
from holdfast.apps.casework.errors.general import SamePersonHereError
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.household import card_of, holds, kept_apart, relying_on
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.household import Age, Agreed, Gap, Tie, gaps
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.keyring.rules import Actor, RecordId, ScopeId
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .items import Line, put_item, remove_item, save_item


def add_member(
    *, actor: Actor, case: CaseId, member: HouseholdMember, clock: Clock = utc_now
) -> RecordId:
    """Somebody new in the household.

    Raises GuardianAloneError, ClosedCaseError, or as `queries.cases.read_file`.
    """
    file = open_file(actor, case, clock=clock)
    entered = _entered(actor, member)
    listed = [one.value for one in file.all(HouseholdMember)]
    with writing(actor) as write:
        record = put_item(write, file, entered, line=_line(entered, "added"), clock=clock)
        _count(write, file, [*listed, entered])
    return record


def change_member(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    member: HouseholdMember,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Somebody as they are now, over `revision`. Raises EditConflictError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, HouseholdMember)
    changed = _kept_or_entered(actor, stored.value, member)
    others = [one.value for one in file.all(HouseholdMember) if one.id != record]
    with writing(actor) as write:
        line = _line(changed, "changed")
        save_item(write, file, stored, changed, line=line, revision=revision, clock=clock)
        _count(write, file, [*others, changed])


def confirm_consent(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Say, as a second person, that the consent for a child is in order.

    Raises SamePersonHereError, GuardianAloneError, EditConflictError, or as above.
    """
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, HouseholdMember)
    if stored.value.entered_by == actor.member:
        raise SamePersonHereError
    confirmed = msgspec.structs.replace(stored.value, confirmed_by=actor.member)
    if gaps(confirmed.age, confirmed.consent):
        raise GuardianAloneError
    with writing(actor) as write:
        line = _line(confirmed, "the consent was confirmed by a second person")
        save_item(write, file, stored, confirmed, line=line, revision=revision, clock=clock)


def remove_member(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Take somebody out. Raises StillTheirsError, ItemChangedError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, HouseholdMember)
    if relying_on(file, record):
        raise StillTheirsError
    others = [one.value for one in file.all(HouseholdMember) if one.id != record]
    line = _line(stored.value, "taken out")
    remove_item(actor, file, stored, line=line, revision=revision, clock=clock)
    with writing(actor) as write:
        _count(write, file, others)


def add_tie(*, actor: Actor, case: CaseId, tie: HouseholdTie, clock: Clock = utc_now) -> RecordId:
    """From whom the household is kept, or with whom it goes.

    Another case, or a helper, is named by its id by whoever can open both. Raises OneOtherError,
    AgainstSecrecyError, or as above.
    """
    file = open_file(actor, case, clock=clock)
    _check_other(actor, case, tie)
    _check_company(actor, case, tie, clock)
    other = tie.other_alias or ("a helper" if tie.other_helper else "another case")
    line = Line(FactKind.HOUSEHOLD, f"{tie.tie}: {other}")
    with writing(actor) as write:
        return put_item(write, file, tie, line=line, clock=clock)


def remove_tie(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Let a tie be no more. Raises ItemChangedError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, HouseholdTie)
    line = Line(FactKind.HOUSEHOLD, f"{stored.value.tie}: no more")
    remove_item(actor, file, stored, line=line, revision=revision, clock=clock)


def _check_other(actor: Actor, case: CaseId, tie: HouseholdTie) -> None:
    """Return where exactly one other is named, and could be. Raises OneOtherError."""
    named = [one for one in (tie.other_case, tie.other_alias.strip(), tie.other_helper) if one]
    if len(named) != 1 or tie.other_case == case:
        raise OneOtherError
    if tie.other_case and not holds(actor, tie.other_case):
        raise OneOtherError
    if tie.other_helper:
        if tie.tie is Tie.TRAVELS_WITH:
            raise OneOtherError("A helper goes with a leg: name them in the journey.")
        stored_helper(actor, HelperId(ScopeId(tie.other_helper)))


def _check_company(actor: Actor, case: CaseId, tie: HouseholdTie, clock: Clock) -> None:
    """Return where nobody is to travel with who must not know of them."""
    if tie.tie is Tie.TRAVELS_WITH and tie.other_case in kept_apart(actor, case, clock=clock):
        raise AgainstSecrecyError


def _entered(actor: Actor, member: HouseholdMember) -> HouseholdMember:
    """What was typed, by this actor. Raises GuardianAloneError."""
    is_threat = member.guardian_is_threat is Answer.YES
    if member.age is Age.CHILD and member.agreed is Agreed.GUARDIAN and is_threat:
        raise GuardianAloneError
    if Gap.REASON in gaps(member.age, member.consent):
        raise GuardianAloneError
    return msgspec.structs.replace(member, entered_by=actor.member, confirmed_by="")


def _kept_or_entered(
    actor: Actor, before: HouseholdMember, typed: HouseholdMember
) -> HouseholdMember:
    """As typed; who entered and confirmed the consent stays where nothing of it changed."""
    same = msgspec.structs.replace(
        typed, entered_by=before.entered_by, confirmed_by=before.confirmed_by
    )
    if same.consent == before.consent and (same.age, same.agreed_on) == (
        before.age,
        before.agreed_on,
    ):
        return same
    return _entered(actor, typed)


def _count(write: Write, file: CaseFile, members: list[HouseholdMember]) -> None:
    head = file.head
    card = card_of(members, head.value.household)
    if card != head.value.household:
        changed = msgspec.structs.replace(head.value, household=card)
        save(write, head.id, changed, revision=head.revision)


def _line(member: HouseholdMember, what: str) -> Line:
    return Line(FactKind.HOUSEHOLD, f"{member.alias}, {member.age}: {what}")
