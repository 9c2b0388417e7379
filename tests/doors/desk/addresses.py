"""Every address of the desk, with who may open it: what the walk in test_addresses.py goes by.

A room adds `tests/doors/desk/<room>/addresses.py` with its own `ADDRESSES`. `arguments` are such as
lead to nothing that exists: what a member sees of what was granted is tested in the room itself.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.rooms import ROOMS


@dataclass(frozen=True)
class Address:
    """Who may open it. `everybody`: also who is not logged in."""

    permission: Permission | None
    arguments: Mapping[str, str] = field(default_factory=dict)
    everybody: bool = False


ADDRESSES = {
    "start": Address(Permission.SEE_MEMBERS),
    "fixed": Address(None, {"address": "desk.0000000000000000.css"}, everybody=True),
}


def all_addresses() -> dict[str, Address]:
    """Those of the frame and of every room that has said its own."""
    found = dict(ADDRESSES)
    for room in ROOMS:
        name = f"tests.doors.desk.{room}.addresses"
        if importlib.util.find_spec(name) is not None:
            found |= importlib.import_module(name).ADDRESSES
    return found
