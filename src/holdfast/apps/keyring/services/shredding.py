"""Destroying for good: a unit, or all of a case, by destroying its keys.

Invariants:
- Only who holds a key can have what it seals destroyed; or who holds the case that it belongs to,
  which the app above says.
- When it is acknowledged, no row of this disk opens it: not for any member, not for us. Old copies
  of the bodies open with no newer copy of the key store; old copies of the key store open only as
  long as the weekly key they were made under exists.
"""

from __future__ import annotations

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import Holding, Intent, RecordBody, ScopeKey, Unit
from holdfast.apps.keyring.queries.keys import key_by_id, open_keys
from holdfast.apps.keyring.rules import Actor, Aim, Part, ScopeId, UnitId

from .ending import drop_bodies, finish, intend, remove_files
from .writing import Write, writing


def shred_unit(actor: Actor, unit: UnitId) -> None:
    """Destroy a unit: its records, its files and its keys. Raises NotGrantedError, StoreError."""
    with writing(actor) as write:
        intents, files = _end_unit(write, unit)
    _finish(intents, files)


def shred_as_seen(actor: Actor, unit: UnitId, seen: frozenset[tuple[str, int]]) -> bool:
    """Destroy a unit whose records are still these, in these revisions. Returns whether it was so.

    Raises NotGrantedError, StoreError.
    """
    with writing(actor) as write:
        rows = RecordBody.objects.filter(unit=unit).values_list("pk", "revision")
        if frozenset(rows) != seen:
            return False
        intents, files = _end_unit(write, unit)
    _finish(intents, files)
    return True


def shred_scope(actor: Actor, scope: ScopeId) -> None:
    """Destroy a case: both its keys, all units under them, and every grant.

    The actor must hold one of its keys. Raises NotGrantedError, StoreError.
    """
    if not any(key.part is not Part.TEAM for key in open_keys(actor, scope=scope)):
        raise NotGrantedError
    shred_belonging(actor, scope)


def shred_belonging(actor: Actor, scope: ScopeId) -> None:
    """Destroy a scope that belongs to a case, by somebody who holds the case and perhaps not this.

    Who may is for the caller to decide, and that it belongs there: by a link sealed in the case.
    Where nothing is left of it, nothing is done. Raises StoreError.
    """
    with writing(actor) as write:
        intents, files = [], []
        for key in list(ScopeKey.objects.filter(scope=scope)):
            intents.append(intend(write, Aim.SCOPE_KEY, key.pk, revision=key.epoch + 1))
            files += _drop_key(key)
    _finish(intents, files)


def _end_unit(write: Write, unit: UnitId) -> tuple[list[Intent], list[str]]:
    row = Unit.objects.filter(pk=unit).first()
    if row is None:
        raise NotGrantedError
    key_by_id(write.actor, row.scope_key)
    return [intend(write, Aim.UNIT, unit, revision=2)], drop_bodies([unit])


def _drop_key(key: ScopeKey) -> list[str]:
    units = list(Unit.objects.filter(scope_key=key.pk).values_list("pk", flat=True))
    files = drop_bodies(units)
    Holding.objects.filter(scope_key=key.pk).delete()
    key.delete()
    return files


def _finish(intents: list[Intent], files: list[str]) -> None:
    with in_words():
        finish(intents)
        remove_files(files)
