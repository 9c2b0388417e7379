"""A request as the desk's views get it.

Invariants: `actor`, `active` and `seat` are there only in a view that `entry.page` or `entry.act`
guards; everywhere else `active` is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.rules import ActiveMember
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock

from .attendance import Attendance, Seat


class DeskRequest(Protocol):
    """A request as views get it: Django's, with the member at work."""

    actor: Actor
    active: ActiveMember
    seat: Seat
    clock: Clock
    gate: Gate
    attendance: Attendance
    method: str
    path: str
    POST: Any
    FILES: Any
    COOKIES: Mapping[str, str]
