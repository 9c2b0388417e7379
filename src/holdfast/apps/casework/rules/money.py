"""What can happen to a payment, and who must agree before, as a table and pure functions.

Invariants:
- Money is sent after somebody other than its requester approved it; over the limit of its currency,
  or where no limit is set, after two who are not each other.
- A payment moves only as MOVES says; what became suspicious goes back to where it was, or is
  returned, and nobody who called it suspicious clears it.
- A payment is receipted once a receipt is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Payment(StrEnum):
    """Where a payment stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SENT = "sent"
    RECEIVED = "received"
    RECEIPTED = "receipted"
    RETURNED = "returned"
    SUSPICIOUS = "suspicious"


_P = Payment
MOVES: Mapping[Payment, frozenset[Payment]] = {
    _P.REQUESTED: frozenset({_P.APPROVED, _P.SUSPICIOUS}),
    _P.APPROVED: frozenset({_P.SENT, _P.SUSPICIOUS}),
    _P.SENT: frozenset({_P.RECEIVED, _P.RETURNED, _P.SUSPICIOUS}),
    _P.RECEIVED: frozenset({_P.RECEIPTED, _P.RETURNED, _P.SUSPICIOUS}),
    _P.RECEIPTED: frozenset({_P.RETURNED, _P.SUSPICIOUS}),
    _P.RETURNED: frozenset(),
    _P.SUSPICIOUS: frozenset({_P.RETURNED}),
}
LEFT_US = frozenset({_P.SENT, _P.RECEIVED, _P.RECEIPTED})
AT_REST = frozenset({_P.RECEIPTED, _P.RETURNED})


def moves_from(path: Iterable[Payment]) -> frozenset[Payment]:
    """What can follow on the states that a payment went through, the newest last."""
    gone = list(path)
    now = gone[-1]
    if now is not Payment.SUSPICIOUS:
        return MOVES[now]
    before = next(state for state in reversed(gone) if state is not Payment.SUSPICIOUS)
    returnable = MOVES[now] if before in LEFT_US else frozenset()
    return returnable | {before}


def approvals_needed(minor: int, limit: int | None) -> int:
    """How many must approve besides the requester. Without a limit it is two for any amount."""
    return 1 if limit is not None and minor <= limit else 2
