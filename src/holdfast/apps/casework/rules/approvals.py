"""Who may decide on what somebody asked for, as pure functions.

Invariants: nobody decides on what they asked for themselves; what was decided stays decided.
"""

from __future__ import annotations

from enum import StrEnum


class ApprovalKind(StrEnum):
    """What is asked for."""

    LOWER_NEED = "lower the need"
    OTHER = "something else"


class Needed(StrEnum):
    """Whose word it needs."""

    SECOND_MEMBER = "a second member"
    COORDINATOR = "a coordinator"


class Decision(StrEnum):
    """What came of it."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def may_decide(needed: Needed, *, by_self: bool, is_coordinator: bool) -> frozenset[Decision]:
    """What somebody can decide on what is still open."""
    if by_self:
        return frozenset({Decision.WITHDRAWN})
    if needed is Needed.COORDINATOR and not is_coordinator:
        return frozenset()
    return frozenset({Decision.GRANTED, Decision.REFUSED})
