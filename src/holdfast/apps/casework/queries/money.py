"""What is shown of money: the payments of a case with their sums, limits, and the team's months.

Invariants:
- Sums are of one currency and one state; nothing is converted.
- The team's months are of every payment of the team, and name no case.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.money import MoneyCard, Payment, SpendingLimit
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.currencies import written
from holdfast.apps.casework.rules.money import AT_REST, approvals_needed, moves_from
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, require
from holdfast.kernel.clock import Clock, utc_now

from .asked import Due, TaskKind
from .files import CaseFile, read_file, team_cards

_ASK_AFTER = {
    State.REQUESTED: (dt.timedelta(0), "money waits to be approved"),
    State.APPROVED: (dt.timedelta(days=3), "money waits to be sent"),
    State.SENT: (dt.timedelta(days=7), "ask whether the money has come"),
    State.RECEIVED: (dt.timedelta(days=14), "ask for the receipt"),
    State.SUSPICIOUS: (dt.timedelta(0), "money became suspicious"),
}
Sums = dict[tuple[str, State], int]


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment, what can follow on it, and how many more must approve it."""

    stored: Stored[Payment]
    amount: str
    moves: list[State]
    missing: int


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The money of a case: each payment, the newest first, and the sums."""

    payments: list[PaymentLine]
    sums: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Month:
    """What was asked for in a month, in one currency: each state with its sum."""

    month: str
    currency: str
    total: str
    by_state: list[tuple[State, str]]


def money(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> MoneyView:
    """The payments of a case. Raises as `read_file` does."""
    file = read_file(actor, case, clock=clock)
    caps = {currency: stored.value.minor for currency, stored in limits(actor).items()}
    payments = sorted(file.all(Payment), key=lambda one: one.value.steps[0].at, reverse=True)
    sums = summed((one.value.currency, one.value.state, one.value.minor) for one in payments)
    return MoneyView(
        payments=[_line(one, caps) for one in payments],
        sums=[(str(state), written(sum_, currency)) for (currency, state), sum_ in _in_order(sums)],
    )


def payment_line(actor: Actor, stored: Stored[Payment]) -> PaymentLine:
    """One payment, with what can follow on it."""
    caps = {currency: kept.value.minor for currency, kept in limits(actor).items()}
    return _line(stored, caps)


def limits(actor: Actor) -> dict[str, Stored[SpendingLimit]]:
    """The limits of the team, by currency."""
    return {card.value.currency: card for card in team_cards(actor, SpendingLimit)}


def months(actor: Actor) -> list[Month]:
    """The team's money by month and currency, the newest first.

    Raises NotPermittedError for whoever does not coordinate.
    """
    require(actor, Permission.GRANT_CASES)
    by_month: dict[tuple[str, str], list[tuple[str, State, int]]] = defaultdict(list)
    for card in (stored.value for stored in team_cards(actor, MoneyCard)):
        entry = (card.currency, card.state, card.minor)
        by_month[card.month, card.currency].append(entry)
    return [
        _month(month, currency, entries)
        for (month, currency), entries in sorted(by_month.items(), reverse=True)
    ]


def summed(payments: Iterable[tuple[str, State, int]]) -> Sums:
    """The sum of each currency in each state."""
    sums: Sums = defaultdict(int)
    for currency, state, minor in payments:
        sums[currency, state] += minor
    return dict(sums)


def of_money(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """What payments wait for, also in a closed case: money out there is not closed."""
    for payment in (stored.value for stored in file.all(Payment)):
        if payment.state not in AT_REST:
            wait, says = _ASK_AFTER[payment.state]
            at = payment.steps[-1].at + wait
            if at - dt.timedelta(days=7) <= now:
                yield Due(at, TaskKind.MONEY, says)


def _line(stored: Stored[Payment], caps: dict[str, int]) -> PaymentLine:
    payment = stored.value
    needed = approvals_needed(payment.minor, caps.get(payment.currency))
    return PaymentLine(
        stored=stored,
        amount=written(payment.minor, payment.currency),
        moves=sorted(moves_from(step.state for step in payment.steps), key=list(State).index),
        missing=max(needed - len(payment.approved_by), 0),
    )


def _month(month: str, currency: str, entries: list[tuple[str, State, int]]) -> Month:
    sums = summed(entries)
    return Month(
        month=month,
        currency=currency,
        total=written(sum(sums.values()), currency),
        by_state=[(state, written(sum_, currency)) for (_, state), sum_ in _in_order(sums)],
    )


def _in_order(sums: Sums) -> list[tuple[tuple[str, State], int]]:
    return sorted(sums.items(), key=lambda one: (one[0][0], list(State).index(one[0][1])))
