"""Bringing testimony and press together.

Invariants:
- A paragraph comes under a finding only where the person agreed to analysis; its words stay in the
  archive.
- Two accounts are one origin only because a person said so, with a reason; it can be undone, and
  both acts stay.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.archive.errors import ConsentMissingError
from holdfast.apps.archive.queries.testimony import Told, usable_paragraph
from holdfast.apps.archive.queries.testimony import testimony as read_testimony
from holdfast.apps.archive.rules import ANALYSIS, Allowed, TestimonyId, may_use
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.review.errors import (
    AlreadyLinkedError,
    AlreadyThereError,
    NoSuchStatementError,
)
from holdfast.apps.review.queries.counting import Press, witness_of
from holdfast.apps.review.queries.desk import OnDesk, read_desk
from holdfast.apps.review.queries.findings import press_on
from holdfast.apps.review.records import ReviewedFinding, WitnessLink
from holdfast.apps.review.rules import (
    FindingId,
    FromTestimony,
    LinkId,
    Side,
    StatementId,
    checked_reason,
    require_documenting,
)
from holdfast.kernel.clock import Clock, utc_now

from .judging import change_finding


def add_testimony(
    *,
    actor: Actor,
    finding: FindingId,
    testimony: TestimonyId,
    paragraph: str,
    side: Side = Side.FOR,
    clock: Clock = utc_now,
) -> StatementId:
    """Lay a paragraph of testimony under a finding, as a statement whose origin is its witness.

    One that stands there already is renewed where its side, or how long it may stand, has changed.

    Raises NotPermittedError, NotGrantedError, NoSuchFindingError, NoSuchParagraphError,
    ConsentMissingError, AlreadyThereError, StoreError.
    """
    require_documenting(actor)
    today = clock().date()
    used = usable_paragraph(actor, testimony, paragraph, audience=ANALYSIS, on=today)
    allowed = may_use(used, ANALYSIS, today)
    told = read_testimony(actor, testimony).testimony
    added = FromTestimony(
        testimony=testimony,
        paragraph=paragraph,
        changed_name=told.changed_name,
        language=told.language,
        side=side,
        by=actor.member,
        day=today.isoformat(),
        until=allowed.until if isinstance(allowed, Allowed) else "",
    )

    def change(_: OnDesk, old: ReviewedFinding) -> ReviewedFinding:
        others = tuple(there for there in old.testimonies if there.id != added.id)
        same = [there for there in old.testimonies if there.id == added.id]
        if [(there.side, there.until) for there in same] == [(added.side, added.until)]:
            raise AlreadyThereError
        return msgspec.structs.replace(old, testimonies=(*others, added))

    change_finding(actor, finding, change)
    return added.id


def link_witness(
    *,
    actor: Actor,
    statement: StatementId,
    testimony: TestimonyId,
    reason: str,
    clock: Clock = utc_now,
) -> LinkId:
    """Say that whoever a statement of the press comes from is the person of a testimony.

    From then on they are one origin: all that the press has of a witness, or this statement alone
    where its origin is a body. Raises NotPermittedError, NotGrantedError, ReasonMissingError,
    ConsentMissingError, NoSuchStatementError, AlreadyLinkedError, StoreError.
    """
    require_documenting(actor)
    told = read_testimony(actor, testimony)
    _check_agreed(told, clock)
    link = WitnessLink(
        statement=statement,
        testimony=testimony,
        changed_name=told.testimony.changed_name,
        reason=checked_reason(reason),
        by=actor.member,
        day=clock().date().isoformat(),
    )
    with writing(actor) as write:
        desk = read_desk(actor)
        _check_free(desk, press_on(desk), statement)
        return LinkId(add(write, desk.place.unit, link))


def unlink_witness(*, actor: Actor, link: LinkId, reason: str, clock: Clock = utc_now) -> None:
    """Take a link back: they count apart again. Raises as `link_witness`, and EditConflictError."""
    require_documenting(actor)
    why = checked_reason(reason)
    with writing(actor) as write:
        stored = read(actor, link, WitnessLink)
        if stored.value.undone_by:
            raise EditConflictError
        undone = msgspec.structs.replace(
            stored.value,
            undone_by=actor.member,
            undone_day=clock().date().isoformat(),
            undone_reason=why,
        )
        save(write, stored.id, undone, revision=stored.revision)


def _check_agreed(told: Told, clock: Clock) -> None:
    today = clock().date()
    answers = [may_use(p, ANALYSIS, today) for p in told.testimony.paragraphs]
    if not any(isinstance(answer, Allowed) for answer in answers):
        raise ConsentMissingError


def _check_free(desk: OnDesk, press: Press, statement: StatementId) -> None:
    """Return where neither the statement nor its origin is linked already."""
    if statement not in press.statements:
        raise NoSuchStatementError
    taken = {s.value.statement for s in desk.links if not s.value.undone_by}
    linked = [press.statements[one] for one in taken if one in press.statements]
    wanted = witness_of(press.statements[statement], press)
    if statement in taken or wanted in {witness_of(one, press) for one in linked} - {None}:
        raise AlreadyLinkedError
