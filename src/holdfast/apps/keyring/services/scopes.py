"""Making scopes and units.

Invariants: whoever makes a scope holds its keys; a unit's key is random and wrapped under one part.
"""

from __future__ import annotations

from holdfast.apps.keyring.models import Holding, ScopeKey, Unit
from holdfast.apps.keyring.rules import (
    CASE_PARTS,
    KEY_KINDS,
    GrantId,
    OpenKey,
    Part,
    ScopeId,
    ScopeKeyId,
    UnitId,
)
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import UnitKey, random_key

from .rotation import current_key
from .writing import Write, wrap_for_self, wrap_unit


def create_case_scope(write: Write) -> ScopeId:
    """A new scope for a case, with a content key and an identity key that the actor holds."""
    scope = ScopeId(random_id())
    for part in CASE_PARTS:
        create_key(write, scope, part)
    return scope


def create_key(write: Write, scope: ScopeId, part: Part) -> OpenKey:
    """The first key of one part of a scope, held by the actor."""
    key = OpenKey(
        id=ScopeKeyId(random_id()),
        scope=scope,
        part=part,
        epoch=1,
        is_due=False,
        grant=GrantId(random_id()),
        key=random_key(KEY_KINDS[part]),
    )
    member = write.actor.member
    ScopeKey.objects.create(id=key.id, scope=scope, part=part, epoch=1, due_since="")
    Holding.objects.create(id=key.grant, scope_key=key.id, member=member, granter=member, epoch=1)
    wrap_for_self(write, key)
    write.enter(key.key, key.id, 1)
    write.opened[scope, part] = key
    return key


def create_unit(write: Write, scope: ScopeId, part: Part) -> UnitId:
    """A new unit, which can be shredded alone. Raises as `rotation.current_key` does."""
    key = current_key(write, scope, part)
    unit, unit_key = UnitId(random_id()), random_key(UnitKey)
    Unit.objects.create(id=unit, scope_key=key.id)
    wrap_unit(write, key, unit, key.epoch, unit_key)
    write.enter(unit_key, unit, 1)
    return unit
