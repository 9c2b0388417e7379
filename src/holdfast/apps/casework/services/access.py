"""Giving a case to a member with a reason and perhaps a last day, taking it back.

Invariants:
- Who gives, to whom, why and until when is kept with the case.
- A grant whose last day is past is refused at once by rule, and its keys are taken back by the next
  coordinator or keyholder who does anything with cases.
- Nobody loses a case that they own without somebody else owning it in the same moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.cases import OwnerNeededError
from holdfast.apps.casework.errors.general import PastDateError, ReasonNeededError
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import (
    CaseFile,
    team_cards,
    terms_of,
)
from holdfast.apps.casework.records.cases import AccessNote, AccessTerm
from holdfast.apps.casework.records.health import HealthLink
from holdfast.apps.casework.rules.cases import CaseId, FactKind, is_past
from holdfast.apps.keyring.errors import AlreadyHoldsError, LastHolderError, NotGrantedError
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.queries.tasks import held_by, holders
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .entries import add_fact_to

MOST_ALONE = 2


def grant_case(
    *,
    actor: Actor,
    case: CaseId,
    member: MemberId,
    parts: Collection[Part],
    reason: str,
    until: dt.date | None = None,
    clock: Clock = utc_now,
) -> None:
    """Give a member these parts of a case; again, to change the last day.

    Raises NotPermittedError, ReasonNeededError, PastDateError, NotGrantedError, AlreadyHoldsError.
    """
    require(actor, Permission.GRANT_CASES)
    now = clock()
    if not reason.strip():
        raise ReasonNeededError("Say why they need the case. Nothing was given.")
    if until is not None and is_past(until, now):
        raise PastDateError
    file = read_file(actor, case, clock=clock)
    end_expired(actor, clock=clock)
    terms = terms_of(actor, case)
    new = [part for part in parts if member not in holders(actor, case, part)]
    if not new and member not in terms and until is None:
        raise AlreadyHoldsError
    with writing(actor) as write:
        for part in new:
            grant(write, case, part, member)
        add(write, file.head.unit, _note(actor, member, parts, reason, until, now))
        if until is not None:
            set_terms(write, (case, *_health_of(file, member)), member, until)
    if member in terms and until is None:
        shred_unit(actor, terms[member].unit)


def end_access(
    *, actor: Actor, case: CaseId, member: MemberId, reason: str, clock: Clock = utc_now
) -> None:
    """Take every part of a case back from a member, at once.

    A case that they own is the actor's from then on: no case is without an owner who can open it.
    Raises NotPermittedError, ReasonNeededError, NotGrantedError, LastHolderError, OwnerNeededError.
    """
    require(actor, Permission.GRANT_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say why it is taken back. Nothing was changed.")
    file = read_file(actor, case, clock=clock)
    held = [part for part in CASE_PARTS if member in holders(actor, case, part)]
    if not held:
        raise NotGrantedError
    if file.case.owner == member:
        _own_instead(actor, file, member, reason, clock())
    _end_health(actor, file, member, clock)
    for part in held:
        revoke(actor, case, part, member, clock=clock)
    terms = terms_of(actor, case)
    if member in terms:
        shred_unit(actor, terms[member].unit)
    if member != actor.member:
        now = clock()
        with writing(actor) as write:
            add(write, file.head.unit, _note(actor, member, (), reason, now.date(), now))


def _own_instead(
    actor: Actor, file: CaseFile, member: MemberId, reason: str, now: dt.datetime
) -> None:
    """Make the actor the owner of who loses it. Raises OwnerNeededError, LastHolderError."""
    if len(holders(actor, file.scope, Part.CONTENT)) < MOST_ALONE:
        raise LastHolderError
    if actor.member == member:
        raise OwnerNeededError
    with writing(actor) as write:
        own_in(write, file, MemberId(actor.member), reason, now)


def end_expired(actor: Actor, *, clock: Clock = utc_now) -> int:
    """Take back every grant whose last day is past, where the actor may. Returns how many.

    A grant that is the last of its scope stays, and stays refused by rule.
    """
    if not any(may(actor.roles, p) for p in (Permission.GRANT_CASES, Permission.END_MEMBERSHIP)):
        return 0
    now = clock()
    past = [card for card in team_cards(actor, AccessTerm) if is_past(card.value.until, now)]
    ended = 0
    for card in past:
        scope, member = ScopeId(card.value.scope), MemberId(card.value.member)
        if _took_back(actor, scope, member, clock):
            shred_unit(actor, card.unit)
            ended += 1
    return ended


def own_in(write: Write, file: CaseFile, to: MemberId, reason: str, now: dt.datetime) -> None:
    """Make a member the owner in a write that is under way, with the keys that the actor holds."""
    held = _give_all(write, file.scope, to)
    head = file.head
    owned = msgspec.structs.replace(head.value, owner=to)
    save(write, head.id, owned, revision=head.revision)
    add_fact_to(write, head.unit, FactKind.HAND_OVER, reason.strip(), at=now)
    add(write, head.unit, _note(write.actor, to, held, reason, None, now))


def _end_health(actor: Actor, file: CaseFile, member: MemberId, clock: Clock) -> None:
    """Who loses a case loses its health. First, as it may refuse: LastHolderError."""
    for scope in _health_of(file, member):
        take_health(actor, scope, member, clock=clock)


def _health_of(file: CaseFile, member: MemberId) -> list[ScopeId]:
    """The health part of a case, where there is one and the member holds it."""
    held = {scope for scope, _ in held_by(member)}
    scopes = [ScopeId(link.value.scope) for link in file.all(HealthLink)]
    return [scope for scope in scopes if scope in held]


def take_health(actor: Actor, scope: ScopeId, member: MemberId, *, clock: Clock = utc_now) -> None:
    """Take the keys of a case's health back. Raises NotGrantedError, LastHolderError."""
    for part in CASE_PARTS:
        revoke(actor, scope, part, member, clock=clock)
    terms = terms_of(actor, scope)
    if member in terms:
        shred_unit(actor, terms[member].unit)


def _note(
    actor: Actor,
    member: MemberId,
    parts: Collection[Part],
    reason: str,
    until: dt.date | None,
    now: dt.datetime,
) -> AccessNote:
    return AccessNote(
        member=member,
        parts=tuple(parts),
        reason=reason.strip(),
        until=until,
        by=actor.member,
        at=now,
    )


def _give_all(write: Write, scope: ScopeId, to: MemberId) -> tuple[Part, ...]:
    """Give every part that the actor holds. Returns which they are."""
    parts = tuple(key.part for key in open_keys(write.actor, scope=scope))
    for part in parts:
        if to not in holders(write.actor, scope, part):
            grant(write, scope, part, to)
    return parts


def set_terms(write: Write, scopes: Sequence[ScopeId], member: MemberId, until: dt.date) -> None:
    """The last day of grants, as cards of the team, in a write that is under way."""
    kept = {
        scope: terms_of(write.actor, scope).get(member) for scope in scopes
    }  # before any is new
    for scope, stored in kept.items():
        term = AccessTerm(scope=scope, member=member, until=until)
        if stored is not None:
            save(write, stored.id, term, revision=stored.revision)
        else:
            add(write, create_unit(write, team_key(write.actor).scope, Part.TEAM), term)


def _took_back(actor: Actor, scope: ScopeId, member: MemberId, clock: Clock) -> bool:
    """Whether the member holds nothing of the scope any more."""
    for part in CASE_PARTS:
        try:
            revoke(actor, scope, part, member, clock=clock)
        except NotGrantedError:
            continue
        except LastHolderError:
            return False
    return True
