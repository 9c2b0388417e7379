"""Founding a site: the first weekly key, the team, its first member, and the ledger's own key.

Invariants: done in one write; a site is founded once.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import UnlockedMember
from holdfast.apps.keyring.errors import KeyringError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.layers import layer_numbers, layer_path
from holdfast.apps.keyring.models import ScopeKey
from holdfast.apps.keyring.records import LedgerRoot
from holdfast.apps.keyring.rules import Actor, Part, ScopeId
from holdfast.kernel.disk import place_file
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import EpochKey, random_key, random_root

from .bodies import add
from .grants import introduce
from .heads import remember_head
from .scopes import create_key, create_unit
from .writing import writing


class AlreadyFoundedError(KeyringError):
    """There is a team here already."""

    code = "keyring.already_founded"
    says = "This site was founded already. Nothing was changed."


def found_site(member: UnlockedMember) -> Actor:
    """The site's team scope, with `member` as the first who holds its key.

    Raises AlreadyFoundedError, StoreError.
    """
    actor = Actor(member.id, member.keys)
    with in_words():
        if not layer_numbers():
            place_file(layer_path(1), random_key(EpochKey))
    with writing(actor) as write:
        if ScopeKey.objects.exists():
            raise AlreadyFoundedError
        team = ScopeId(random_id())
        create_key(write, team, Part.TEAM)
        unit = create_unit(write, team, Part.TEAM)
        add(write, unit, LedgerRoot(root=random_root()))
        introduce(write, team, member.id)
    remember_head(actor)
    return actor
