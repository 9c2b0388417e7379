"""Requests of the press: asked, agreed to, met, printed.

Invariants:
- Nobody is written down as met before two members stand for what the person agreed to.
- Conditions that are written anew need a second member anew; after a meeting they stay.
- A request is known to who entered it, and to whom they let in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.errors import AlreadyMetError, NotAgreedError, NothingAskedError
from holdfast.apps.intake.queries.interviews import stored_interview, stored_journalist
from holdfast.apps.intake.team.interviews import (
    Agreement,
    InterviewId,
    InterviewState,
    Meeting,
    MetKind,
    Print,
    check_agreed,
    check_confirmer,
    check_meeting,
    check_print,
)
from holdfast.apps.intake.team.records.interviews import Interview, Journalist
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

_MET = frozenset({InterviewState.MET, InterviewState.PRINTED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a journalist asks for, and who they are."""

    outlet: str
    asked: str
    name: str
    reach: str = ""
    conversation: str = ""


def enter_request(*, actor: Actor, asked: Asked, clock: Clock = utc_now) -> InterviewId:
    """Write down that somebody of the press asks to speak with somebody.

    Raises NotPermittedError, NothingAskedError, StoreError.
    """
    require(actor, Permission.TAKE_TESTIMONY)
    if not (asked.outlet.strip() and asked.asked.strip()):
        raise NothingAskedError
    request = Interview(
        outlet=asked.outlet.strip(),
        asked_on=clock().date(),
        asked=asked.asked.strip(),
        conversation=asked.conversation,
    )
    journalist = Journalist(name=asked.name.strip(), reach=asked.reach.strip())
    with writing(actor) as write:
        scope = create_case_scope(write)
        add(write, create_unit(write, scope, Part.CONTENT), request)
        add(write, create_unit(write, scope, Part.IDENTITY), journalist)
    return InterviewId(scope)


def write_conditions(
    *,
    actor: Actor,
    interview: InterviewId,
    conditions: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Write down what the person agreed to; another member confirms it.

    Raises NotPermittedError, NotGrantedError, NotAgreedError (nothing was written),
    AlreadyMetError, EditConflictError, StoreError.
    """
    if not conditions.strip():
        raise NotAgreedError
    agreed = Agreement(conditions=conditions.strip(), day=clock().date(), asked_by=actor.member)

    def written(old: Interview) -> Interview:
        _check_before(old)
        return msgspec.structs.replace(old, agreement=agreed, state=InterviewState.ASKED)

    _change(actor, interview, written, revision)


def confirm_conditions(*, actor: Actor, interview: InterviewId, revision: int) -> None:
    """Stand for what the person agreed to, as the second member.

    Raises NotPermittedError, NotGrantedError, NotAgreedError, OwnAgreementError, AlreadyMetError,
    EditConflictError, StoreError.
    """

    def confirmed(old: Interview) -> Interview:
        _check_before(old)
        agreement = check_confirmer(old.agreement, actor.member)
        agreement = msgspec.structs.replace(agreement, confirmed_by=actor.member)
        return msgspec.structs.replace(old, agreement=agreement, state=InterviewState.AGREED)

    _change(actor, interview, confirmed, revision)


def refuse_request(*, actor: Actor, interview: InterviewId, revision: int) -> None:
    """Note that nobody will be met. Raises AlreadyMetError, or as `confirm_conditions`."""

    def refused(old: Interview) -> Interview:
        _check_before(old)
        return msgspec.structs.replace(old, state=InterviewState.REFUSED)

    _change(actor, interview, refused, revision)


def note_meeting(
    *,
    actor: Actor,
    interview: InterviewId,
    kind: MetKind,
    who: str,
    day: dt.date,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Write down who met the journalist, by opaque id.

    Raises NotPermittedError, NotGrantedError (also without the identity key), NotAgreedError,
    AlreadyMetError, UnclearMeetingError, EditConflictError, StoreError.
    """
    stored, known = stored_interview(actor, interview), _known(actor, interview)
    _check_before(stored.value)
    agreement = check_agreed(stored.value.agreement)
    meeting = Meeting(kind=kind, who=who, day=day, by=actor.member)
    check_meeting(meeting, agreement, clock().date())
    told = who if kind is MetKind.TESTIMONY else known.value.testimony
    met = msgspec.structs.replace(stored.value, state=InterviewState.MET)
    with writing(actor) as write:
        save(write, stored.id, met, revision=revision)
        journalist = msgspec.structs.replace(known.value, meeting=meeting, testimony=told)
        save(write, known.id, journalist, revision=known.revision)


def note_print(*, actor: Actor, interview: InterviewId, printed: Print, revision: int) -> None:
    """Write down what was published, and under which name.

    Raises NotPermittedError, NotGrantedError, NotAgreedError (nobody was met), UnclearPrintError,
    EditConflictError, StoreError.
    """
    known = _known(actor, interview).value
    if known.meeting is None:
        raise NotAgreedError("Nobody was met yet. Nothing was saved.")
    check_print(printed, known.meeting.day)

    def with_print(old: Interview) -> Interview:
        all_of_it = (*old.printed, printed)
        return msgspec.structs.replace(old, printed=all_of_it, state=InterviewState.PRINTED)

    _change(actor, interview, with_print, revision)


def name_testimony(*, actor: Actor, interview: InterviewId, testimony: str) -> None:
    """Say which testimony is of the person who was met, by its opaque id.

    Raises NotPermittedError, NotGrantedError, EditConflictError, StoreError.
    """
    known = _known(actor, interview)
    if known.value.meeting is None:
        raise NotAgreedError("Nobody was met yet. Nothing was saved.")
    named = msgspec.structs.replace(known.value, testimony=testimony)
    with writing(actor) as write:
        save(write, known.id, named, revision=known.revision)


def share_request(*, actor: Actor, interview: InterviewId, member: MemberId) -> None:
    """Let a colleague open a request, with as much of it as the actor may open.

    Raises NotPermittedError, NotGrantedError, AlreadyHoldsError, StoreError.
    """
    stored_interview(actor, interview)
    scope = ScopeId(interview)
    mine = [part for part in CASE_PARTS if actor.member in holders(actor, scope, part)]
    with writing(actor) as write:
        for part in mine:
            grant(write, scope, part, member)


def _check_before(request: Interview) -> None:
    """Return where nobody was met. Raises AlreadyMetError."""
    if request.state in _MET:
        raise AlreadyMetError


def _known(actor: Actor, interview: InterviewId) -> Stored[Journalist]:
    """Who asks, for who may know it. Raises NotPermittedError, NotGrantedError."""
    require(actor, Permission.TAKE_TESTIMONY)
    known = stored_journalist(actor, interview)
    if known is None:
        raise NotGrantedError
    return known


def _change(
    actor: Actor,
    interview: InterviewId,
    change: Callable[[Interview], Interview],
    revision: int,
) -> None:
    stored = stored_interview(actor, interview)
    changed = change(stored.value)
    with writing(actor) as write:
        save(write, stored.id, changed, revision=revision)
