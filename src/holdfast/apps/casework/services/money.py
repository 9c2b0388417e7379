"""Asking for money, approving it, moving it on, and keeping its receipts.

Invariants:
- What was asked for is never changed: it is withdrawn, and asked for anew.
- Who asked does not approve; nobody approves twice.
- The team's card of a payment is written in the same write as the payment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.money import (
    BadAmountError,
    MoneyError,
    OwnRequestError,
    ReceiptNeededError,
    WrongMoveError,
)
from holdfast.apps.casework.queries.files import CaseFile, read_file, team_cards
from holdfast.apps.casework.queries.money import limits
from holdfast.apps.casework.records.money import (
    MoneyCard,
    Payment,
    Receipt,
    SpendingLimit,
    Step,
)
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.currencies import MINOR_DIGITS, written
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.casework.rules.money import approvals_needed, moves_from
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .entries import add_fact_to
from .items import Line, put_item, remove_item, save_item


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: `minor` units of a currency, for whom, and what for."""

    payee: str
    purpose: str
    minor: int
    currency: str


def request_money(*, actor: Actor, case: CaseId, asked: Asked, clock: Clock = utc_now) -> RecordId:
    """Ask for money for an open case.

    Raises BadAmountError, MoneyError, ClosedCaseError, or as `queries.cases.read_file`.
    """
    if asked.currency not in MINOR_DIGITS or asked.minor < 1:
        raise BadAmountError
    if not asked.payee.strip() or not asked.purpose.strip():
        raise MoneyError("Say for whom the money is, by alias, and what for. Nothing was saved.")
    file, now = open_file(actor, case, clock=clock), clock()
    amount = written(asked.minor, asked.currency)
    with writing(actor) as write:
        card = MoneyCard(
            month=f"{now:%Y-%m}", currency=asked.currency, minor=asked.minor, state=State.REQUESTED
        )
        kept = add(write, create_unit(write, team_key(actor).scope, Part.TEAM), card)
        payment = Payment(
            payee=asked.payee.strip(),
            purpose=asked.purpose.strip(),
            minor=asked.minor,
            currency=asked.currency,
            steps=(Step(state=State.REQUESTED, by=actor.member, at=now),),
            card=kept,
        )
        line = Line(FactKind.MONEY, f"{amount}: requested")
        return put_item(write, file, payment, line=line, clock=clock)


def approve(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Approve a payment that somebody else asked for.

    Raises OwnRequestError, WrongMoveError, EditConflictError, or as `read_file`.
    """
    file = read_file(actor, case, clock=clock)
    stored = file.one(record, Payment)
    payment = stored.value
    if payment.state is not State.REQUESTED:
        raise WrongMoveError
    if actor.member in {payment.requested_by, *payment.approved_by}:
        raise OwnRequestError
    agreed = (*payment.approved_by, actor.member)
    cap = limits(actor).get(payment.currency)
    needed = approvals_needed(payment.minor, cap.value.minor if cap else None)
    approved = msgspec.structs.replace(payment, approved_by=agreed)
    if len(agreed) >= needed:
        step = Step(state=State.APPROVED, by=actor.member, at=clock())
        _turn(actor, file, stored, after=_stepped(approved, step), revision=revision)
        return
    with writing(actor) as write:
        line = Line(FactKind.MONEY, f"{written(payment.minor, payment.currency)}: approved by one")
        save_item(write, file, stored, approved, line=line, revision=revision, clock=clock)


def move(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    to: State,
    says: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Say that a payment came to another state; approving is done by `approve`.

    Raises WrongMoveError, ReceiptNeededError, OwnRequestError, EditConflictError, or as
    `read_file`.
    """
    file = read_file(actor, case, clock=clock)
    stored = file.one(record, Payment)
    payment = stored.value
    path = [step.state for step in payment.steps]
    clears = payment.state is State.SUSPICIOUS
    if to not in moves_from(path) or (to is State.APPROVED and not clears):
        raise WrongMoveError
    if clears and payment.steps[-1].by == actor.member and to is not State.RETURNED:
        raise OwnRequestError("You called it suspicious. Somebody else clears it.")
    if to is State.RECEIPTED and not payment.receipts:
        raise ReceiptNeededError
    step = Step(state=to, by=actor.member, at=clock(), says=says.strip())
    _turn(actor, file, stored, after=_stepped(payment, step), revision=revision)


def add_receipt(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    pieces: Iterable[bytes],
    clock: Clock = utc_now,
) -> None:
    """Keep a receipt, sealed as it arrives.

    Raises WrongMoveError (no money left yet), MoneyError (an empty file), StoreError,
    EditConflictError, or as `read_file`.
    """
    file = read_file(actor, case, clock=clock)
    stored = file.one(record, Payment)
    if stored.value.state in {State.REQUESTED, State.APPROVED}:
        raise WrongMoveError("A receipt comes after the money was sent. Nothing was saved.")
    kept = store_file(actor, stored.unit, _not_empty(pieces))
    receipt = Receipt(file=kept, by=actor.member, at=clock())
    payment = stored.value
    with_receipt = msgspec.structs.replace(payment, receipts=(*payment.receipts, receipt))
    with writing(actor) as write:
        line = Line(FactKind.MONEY, f"{written(payment.minor, payment.currency)}: a receipt came")
        save_item(
            write, file, stored, with_receipt, line=line, revision=stored.revision, clock=clock
        )


def withdraw(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Ask for it no more, while nobody has sent it. Raises WrongMoveError, ItemChangedError."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Payment)
    if stored.value.state not in {State.REQUESTED, State.APPROVED}:
        raise WrongMoveError
    amount = written(stored.value.minor, stored.value.currency)
    line = Line(FactKind.MONEY, f"{amount}: withdrawn")
    card = next((c for c in team_cards(actor, MoneyCard) if c.id == stored.value.card), None)
    remove_item(actor, file, stored, line=line, revision=revision, clock=clock)
    if card is not None:
        shred_unit(actor, card.unit)


def set_limit(*, actor: Actor, currency: str, minor: int, revision: int) -> None:
    """Up to which amount one approval is enough; saved over `revision`, 0 where there was none.

    Raises NotPermittedError, BadAmountError, EditConflictError.
    """
    require(actor, Permission.GRANT_CASES)
    if currency not in MINOR_DIGITS or minor < 1:
        raise BadAmountError
    limit = SpendingLimit(currency=currency, minor=minor, set_by=actor.member)
    with writing(actor) as write:
        kept = limits(actor).get(currency)
        if bool(kept) != bool(revision):
            raise EditConflictError
        if kept is not None:
            save(write, kept.id, limit, revision=revision)
        else:
            add(write, create_unit(write, team_key(actor).scope, Part.TEAM), limit)


def _not_empty(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size_bytes = 0
    for piece in pieces:
        size_bytes += len(piece)
        yield piece
    if not size_bytes:
        raise MoneyError("The file is empty. Nothing was saved.", hint="Choose another one.")


def _stepped(payment: Payment, step: Step) -> Payment:
    return msgspec.structs.replace(payment, steps=(*payment.steps, step))


def _turn(
    actor: Actor, file: CaseFile, stored: Stored[Payment], *, after: Payment, revision: int
) -> None:
    """The payment in its next state, its card, and the line in the timeline, in one write."""
    amount = written(after.minor, after.currency)
    says = f"{amount}: {after.state}"
    with writing(actor) as write:
        save(write, stored.id, after, revision=revision)
        _turn_card(write, after.card, after.state)
        add_fact_to(write, file.head.unit, FactKind.MONEY, says, at=after.steps[-1].at)


def _turn_card(write: Write, record: str, to: State) -> None:
    for card in team_cards(write.actor, MoneyCard):
        if card.id == record:
            turned = msgspec.structs.replace(card.value, state=to)
            save(write, card.id, turned, revision=card.revision)
