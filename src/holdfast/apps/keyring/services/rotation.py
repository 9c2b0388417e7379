"""Rotating a scope's key after somebody's grant was taken back.

Invariants:
- After a rotation everything new is sealed under keys that whoever left never had: the scope's key
  is new, and so is the key of every unit.
- What was sealed before stays readable to those who remain: their old unit keys are wrapped anew.
- Who remains is known by the team's own cards, never by a public key that merely stands in a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.models import Holding, MemberWrap, ScopeKey, Unit, UnitWrap
from holdfast.apps.keyring.queries.keys import open_key, trusted
from holdfast.apps.keyring.queries.units import unit_key, unit_keys
from holdfast.apps.keyring.rules import KEY_KINDS, GrantId, OpenKey, Part, ScopeId, UnitId
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import UnitKey, random_key

from .writing import Write, wrap_for, wrap_for_self, wrap_unit


def current_key(write: Write, scope: ScopeId, part: Part) -> OpenKey:
    """The key that this write seals under: rotated first, within the write, where that is due.

    Raises NotGrantedError, LostKeyError, ExchangedKeysError, or the vault's.
    """
    key = write.opened.get((scope, part))
    if key is None:
        key = open_key(write.actor, scope, part)
        if key.is_due:
            key = rotate(write, key)
        write.opened[scope, part] = key
    return key


def current_unit_key(write: Write, key: OpenKey, unit: UnitId) -> UnitKey:
    """The key that a unit's new bodies are sealed under in this write."""
    if (unit, key.epoch) not in write.units:
        write.units[unit, key.epoch] = unit_key(key, unit, key.epoch)
    return write.units[unit, key.epoch]


def rotate(write: Write, old: OpenKey) -> OpenKey:
    """A new key in the place of `old`, for all who hold it, with new keys for its units."""
    new = OpenKey(
        id=old.id,
        scope=old.scope,
        part=old.part,
        epoch=old.epoch + 1,
        is_due=False,
        grant=GrantId(random_id()),
        key=random_key(KEY_KINDS[old.part]),
    )
    held = list(Holding.objects.filter(scope_key=old.id))
    _renew_units(write, old, new)
    _renew_holdings(write, new, held)
    ScopeKey.objects.filter(pk=old.id).update(epoch=new.epoch, due_since="")
    write.enter(new.key, new.id, new.epoch)
    write.opened[new.scope, new.part] = new
    grants = [holding.pk for holding in held]
    write.afterwards.append(lambda: delete_old(old, grants))
    return new


def delete_old(old: OpenKey, grants: Sequence[str]) -> None:
    """Delete the wraps under a key that was rotated away, and the grants of it."""
    UnitWrap.objects.filter(scope_key=old.id, under_epoch__lte=old.epoch).delete()
    MemberWrap.objects.filter(pk__in=grants).delete()


def _renew_units(write: Write, old: OpenKey, new: OpenKey) -> None:
    for (unit, key_epoch), key in unit_keys([old]).items():
        wrap_unit(write, new, unit, key_epoch, key)
    for unit in Unit.objects.filter(scope_key=old.id).values_list("pk", flat=True):
        wrap_unit(write, new, UnitId(unit), new.epoch, random_key(UnitKey))


def _renew_holdings(write: Write, new: OpenKey, held: Sequence[Holding]) -> None:
    actor, rows = write.actor, []
    publics = {h.pk: trusted(actor, MemberId(h.member)) for h in held if h.member != actor.member}
    Holding.objects.filter(scope_key=new.id).delete()
    for holding in held:
        is_own = holding.member == actor.member
        grant = new.grant if is_own else GrantId(random_id())
        if is_own:
            wrap_for_self(write, new)
        else:
            public = publics[holding.pk]
            wrap_for(write, new, grant=grant, recipient=holding.member, public=public)
        rows.append(
            Holding(
                id=grant,
                scope_key=new.id,
                member=holding.member,
                granter=actor.member,
                epoch=new.epoch,
            )
        )
    Holding.objects.bulk_create(rows)
