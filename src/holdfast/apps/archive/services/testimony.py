"""Taking testimony: what was said apart from who said it, paragraph by paragraph.

Invariants:
- Nothing is stored without a ground to keep it.
- A repeat interview needs a reason: it can hurt, and two accounts are turned against people.
- Changing words ends every agreement about them but the ground to keep them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.archive.errors import IncompleteError, RepeatInterviewError
from holdfast.apps.archive.queries.testimony import (
    paragraph_in,
    stored_testimony,
    stored_witness,
    told_before,
)
from holdfast.apps.archive.records import Opening, Testimony, Witness
from holdfast.apps.archive.rules import (
    Account,
    Agreement,
    Paragraph,
    ParagraphId,
    Step,
    TestimonyId,
    Use,
    check_names,
    check_when,
    ended_uses,
    new_paragraph,
    reworded,
)
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.shredding import shred_scope
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .endings import note_ended


@dataclass(frozen=True, slots=True)
class Interview:
    """How and when testimony was taken. `taken` is a date, perhaps partial, or an ISO week."""

    changed_name: str
    language: str
    taken: str
    taken_by: str
    account: Account = Account.FIRST
    circumstances: str = ""
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who the witness is. `case` is the opaque id of a case, or empty."""

    real_name: str
    other_names: tuple[str, ...] = ()
    case: str = ""


def take_testimony(*, actor: Actor, interview: Interview, person: Person) -> TestimonyId:
    """A new testimony, without paragraphs yet, in a scope of its own.

    Raises NotPermittedError, IncompleteError, SameNameError, RepeatInterviewError, StoreError.
    """
    require(actor, Permission.TAKE_TESTIMONY)
    said = _testimony(interview)
    check_names(said.changed_name, (person.real_name, *person.other_names))
    _check_repeat(actor, interview, person)
    who = Witness(
        real_name=person.real_name.strip(), other_names=person.other_names, case=person.case
    )
    with writing(actor) as write:
        scope = create_case_scope(write)
        add(write, create_unit(write, scope, Part.CONTENT), said)
        add(write, create_unit(write, scope, Part.IDENTITY), who)
    return TestimonyId(scope)


def add_paragraph(
    *, actor: Actor, testimony: TestimonyId, text: str, agreement: Agreement
) -> ParagraphId:
    """A paragraph at the end, with the ground on which it is kept. Returns its id.

    Raises NotPermittedError, NotGrantedError, IncompleteError, ConsentFormError, StoreError.
    """
    paragraph = new_paragraph(text, agreement=agreement, by=actor.member)
    change_testimony(actor, testimony, lambda said: _with_all(said, (*said.paragraphs, paragraph)))
    return ParagraphId(paragraph.id)


def reword_paragraph(
    *,
    actor: Actor,
    testimony: TestimonyId,
    paragraph: ParagraphId,
    text: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """The paragraph in other words. What was agreed about the old ones must be asked again.

    Raises NotPermittedError, NotGrantedError, NoSuchParagraphError, IncompleteError,
    EditConflictError, StoreError.
    """
    day = clock().date()

    def change(said: Testimony) -> Testimony:
        old = paragraph_in(said, paragraph)
        return with_paragraph(said, reworded(old, text, by=actor.member, day=day))

    change_testimony(actor, testimony, change, revision=revision)


def identify_witness(
    *, actor: Actor, testimony: TestimonyId, reason: str, clock: Clock = utc_now
) -> Witness:
    """Who the witness is, for a reason that is kept beside the name.

    Raises NotPermittedError, NotGrantedError, IncompleteError, StoreError.
    """
    require(actor, Permission.TAKE_TESTIMONY)
    if not reason.strip():
        raise IncompleteError(hint="Say why you need to know who this is.")
    day = clock().date().isoformat()
    with writing(actor) as write:
        stored = stored_witness(actor, testimony)
        add(write, stored.unit, Opening(by=actor.member, day=day, reason=reason.strip()))
    return stored.value


def grant_testimony(
    *, actor: Actor, testimony: TestimonyId, member: MemberId, parts: tuple[Part, ...]
) -> None:
    """Let a member read a testimony: what was said, who said it, or both.

    Raises NotPermittedError, NotGrantedError, AlreadyHoldsError, StoreError.
    """
    require(actor, Permission.TAKE_TESTIMONY)
    with writing(actor) as write:
        for part in parts:
            grant(write, testimony, part, member)


def shred_testimony(*, actor: Actor, testimony: TestimonyId) -> None:
    """Destroy a testimony with its exhibits, for all and for ever.

    That nothing of it may be used stays known to the team, by opaque ids. Raises
    NotPermittedError, NotGrantedError, StoreError.
    """
    require(actor, Permission.SHRED_CASES)
    with writing(actor) as write:
        said = stored_testimony(actor, testimony).value
        everything = dict.fromkeys(Use, Step.WITHDRAWN)
        note_ended(write, testimony, {p.id: everything for p in said.paragraphs})
    shred_scope(actor, testimony)


def change_testimony(
    actor: Actor,
    testimony: TestimonyId,
    change: Callable[[Testimony], Testimony],
    *,
    revision: int | None = None,
) -> Testimony:
    """The testimony as `change` makes it, saved; over `revision` where one was read before.

    Which uses ended is noted for the team in the same write. Raises NotPermittedError,
    NotGrantedError, EditConflictError, StoreError, or what `change` raises.
    """
    require(actor, Permission.TAKE_TESTIMONY)
    with writing(actor) as write:
        stored = stored_testimony(actor, testimony)
        changed = change(stored.value)
        save(write, stored.id, changed, revision=stored.revision if revision is None else revision)
        _note(write, testimony, changed)
    return changed


def with_paragraph(said: Testimony, paragraph: Paragraph) -> Testimony:
    """The testimony with this paragraph in the place of the one with its id."""
    return _with_all(said, tuple(paragraph if p.id == paragraph.id else p for p in said.paragraphs))


def _with_all(said: Testimony, paragraphs: tuple[Paragraph, ...]) -> Testimony:
    return msgspec.structs.replace(said, paragraphs=paragraphs)


def _note(write: Write, testimony: TestimonyId, said: Testimony) -> None:
    note_ended(write, testimony, {p.id: ended_uses(p) for p in said.paragraphs})


def _testimony(interview: Interview) -> Testimony:
    if not interview.language.strip() or not interview.taken_by.strip():
        raise IncompleteError(hint="Say in which language it was told, and who took it.")
    return Testimony(
        changed_name=" ".join(interview.changed_name.split()),
        language=interview.language.strip(),
        taken=check_when(interview.taken),
        taken_by=interview.taken_by.strip(),
        account=interview.account,
        circumstances=interview.circumstances.strip(),
        repeat_reason=interview.repeat_reason.strip(),
    )


def _check_repeat(actor: Actor, interview: Interview, person: Person) -> None:
    if interview.account is Account.REPEAT:
        if not interview.repeat_reason.strip():
            raise IncompleteError(hint="Say why it had to be told again.")
    elif told_before(actor, real_name=person.real_name, case=person.case):
        raise RepeatInterviewError
