"""What can go wrong with a payment.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class MoneyError(CaseworkError):
    """A payment cannot be made or moved on like this."""

    code = "casework.money"


class BadAmountError(MoneyError):
    """Not an amount of this currency."""

    code = "casework.bad_amount"
    says = "This is not an amount of this currency. Nothing was saved."
    next_step = "Write digits, with a point or a comma before the smallest unit: 1250.50."


class OwnRequestError(MoneyError):
    """Whoever asks for money does not approve it, and nobody approves it twice."""

    code = "casework.own_request"
    says = "You asked for this money, or approved it already. Nothing was changed."
    next_step = "Ask somebody else who can open this case."


class WrongMoveError(MoneyError):
    """The payment's state does not allow it."""

    code = "casework.wrong_move"
    says = "This payment cannot go there from where it stands. Nothing was changed."
    next_step = "Look at it again: somebody may have moved it on."


class ReceiptNeededError(MoneyError):
    """Receipted means that a receipt is there."""

    code = "casework.receipt_needed"
    says = "There is no receipt yet. Nothing was changed."
    next_step = "Add the receipt first: a photograph is enough."
