"""What is sealed of money: payments in their case, limits and sums as cards of the team.

Invariants: an amount is a whole number of minor units; a card of the team names no case, no payee
and no purpose.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """That a payment came to a state, by whom, when, and what was said."""

    state: State
    by: str
    at: dt.datetime
    says: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed file that shows what the money was for."""

    file: str
    by: str
    at: dt.datetime


class Payment(Sealable, frozen=True, kw_only=True):
    """Money for a case. `card` is the record of the team's card of it."""

    KIND = "casework.payment"
    KEPT = UntilShredded("who asked for money and who approved it is told as long as the case is")
    payee: str
    purpose: str
    minor: int
    currency: str
    steps: tuple[Step, ...]
    approved_by: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    card: str

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1].state

    @property
    def requested_by(self) -> str:
        """Who asked for it."""
        return self.steps[0].by


class MoneyCard(Sealable, frozen=True, kw_only=True):
    """One payment in the team's sums: the month it was asked for in, and where it stands."""

    KIND = "casework.money_card"
    KEPT = UntilShredded("the sums of a month stay right after a case is destroyed")
    month: str
    currency: str
    minor: int
    state: State


class SpendingLimit(Sealable, frozen=True, kw_only=True):
    """Up to which amount of a currency one approval is enough."""

    KIND = "casework.spending_limit"
    KEPT = UntilShredded("it is a rule of the team")
    currency: str
    minor: int
    set_by: str
