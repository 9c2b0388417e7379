"""The cast of the tests above the keyring: members at work, with roles."""

from __future__ import annotations

from dataclasses import replace

from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.rules import Actor


def at_work(actor: Actor, *roles: Role) -> Actor:
    """The same member, with what these roles permit."""
    return replace(actor, roles=frozenset(roles))
