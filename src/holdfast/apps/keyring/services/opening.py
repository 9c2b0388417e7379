"""A member comes in, and opens a scope.

Invariants: what was granted is accepted, and what is due is rotated, before anything is shown.
"""

from __future__ import annotations

from dataclasses import replace

from holdfast.apps.accounts.rules import ActiveMember, UnlockedMember
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.heads import check_remembered
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.rules import Actor, ScopeId

from .grants import accept_grants
from .heads import remember_head
from .rotation import current_key
from .writing import writing


def come_in(member: UnlockedMember) -> Actor:
    """The member at work: grants accepted, the ledger held against the head they saw last.

    Raises ShrunkError or ForkError where the store was set back or rewritten since, or as
    `grants.accept_grants` does. Nobody should work in a store that was set back.
    """
    actor = Actor(member.id, member.keys)
    check_remembered(actor)
    accept_grants(actor)
    remember_head(actor)
    return actor


def come_to_work(active: ActiveMember) -> Actor:
    """The member at work, with what their roles permit. Raises as `come_in`."""
    return replace(come_in(active.unlocked), roles=active.roles)


def open_scope(actor: Actor, scope: ScopeId) -> None:
    """Accept what was granted of a scope, and rotate what is due.

    Raises NotGrantedError, ExchangedKeysError, StoreError, or the vault's.
    """
    keys = open_keys(actor, scope=scope)
    if not keys:
        raise NotGrantedError
    if any(key.grant in actor.boxed for key in keys):
        accept_grants(actor)
    if any(key.is_due for key in keys):
        with writing(actor) as write:
            for key in keys:
                current_key(write, scope, key.part)
