"""The team by alias, for pages that say who did something."""

from __future__ import annotations

from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import ActiveMember, MemberState


def aliases(active: ActiveMember) -> dict[str, str]:
    """Alias by member id, of all who were let in."""
    listed = members(active)
    return {one.id: one.alias for one in listed if one.state is not MemberState.INVITED}
