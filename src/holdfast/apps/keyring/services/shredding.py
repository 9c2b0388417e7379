"""Destroying for good: a unit, or all of a case, by destroying its keys.

Invariants:
- Only who holds a key can have what it seals destroyed; or who holds the case that it belongs to,
  which the app above says.
- The team's scope is destroyed by nobody, and no scope by a case that some of its holders cannot
  open.
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
    if not open_keys(actor, scope=scope):
        raise NotGrantedError
    shred_belonging(actor, scope, case=scope)


def shred_belonging(actor: Actor, scope: ScopeId, *, case: ScopeId) -> None:
    """Destroy a scope that belongs to a case, by somebody who holds the case and perhaps not this.

    Who may is for the caller to decide, and that it belongs there: by a link sealed in the case.
    That link is the word of whoever wrote it, which may be a changed program; who cannot open the
    scope cannot hold it against the scope itself. What is checked here needs no key: everybody who
    holds a key of the scope holds one of the case. So a link destroys nothing of anybody who was
    not given the case; it can still destroy what others of the same case keep apart, unread by the
    actor. Where nothing is left of it, nothing is done.

    Raises NotGrantedError (the team's scope, or held by somebody who cannot open the case),
    StoreError.
    """
    with writing(actor) as write:
        keys = list(ScopeKey.objects.filter(scope=scope))
        if any(key.part == Part.TEAM for key in keys) or not _is_held_within(scope, case):
            raise NotGrantedError
        intents, files = [], []
        for key in keys:
            intents.append(intend(write, Aim.SCOPE_KEY, key.pk, revision=key.epoch + 1))
            files += _drop_key(key)
    _finish(intents, files)


def _is_held_within(scope: ScopeId, case: ScopeId) -> bool:
    """Whether everybody who holds a key of this scope holds one of the case."""
    keys = ScopeKey.objects.filter
    inside = Holding.objects.filter(scope_key__in=keys(scope=case).values("pk")).values("member")
    held = Holding.objects.filter(scope_key__in=keys(scope=scope).values("pk"))
    return not held.exclude(member__in=inside).exists()


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
