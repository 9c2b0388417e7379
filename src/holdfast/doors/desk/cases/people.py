"""Members by alias, for forms and pages of casework.

Invariants: an alias is all that is shown of a member; who has left is named where they did
something, and never offered.
"""

from __future__ import annotations

from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import MemberId, MemberState
from holdfast.apps.keyring.queries.bodies import worked_out
from holdfast.doors.desk.request import DeskRequest

Choices = list[tuple[str, str]]


def aliases(request: DeskRequest) -> dict[MemberId, str]:
    """Every member's alias by id: opened anew once the ledger has grown, as by each new card."""

    def read() -> dict[MemberId, str]:
        return {listed.id: str(listed.alias) for listed in members(request.active)}

    return dict(worked_out(request.actor, aliases, read))


def colleagues(request: DeskRequest) -> Choices:
    """Members who can be given something, as choices of a form; oneself among them."""
    present = [m for m in members(request.active) if m.state is MemberState.ACTIVE]
    return sorted(((str(m.id), str(m.alias)) for m in present), key=lambda choice: choice[1])


def others(request: DeskRequest) -> Choices:
    """Colleagues without oneself."""
    return [choice for choice in colleagues(request) if choice[0] != request.actor.member]
