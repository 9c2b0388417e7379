"""The write protocol: two databases cannot commit together, so one of them decides.

Invariants:
- The store of bodies, with the ledger in it, is the only commit point. What it does not know did
  not happen.
- New wraps are durable before the bodies that need them are committed; old wraps are deleted only
  after the new ones count.
- Writers of all processes take turns (they hold the ledger's tip), so a sweep can never meet a
  write half-way.

    with writing(actor) as write:       begin, bodies; every other writer waits
        ...                             rows of bodies; wraps and entries are collected
                                        1. wraps inserted and committed, keystore
                                        2. entries appended to the ledger, bodies
                                        3. commit, bodies             <- here it has happened
                                        4. old wraps deleted, keystore

Killed before 3: the wraps are orphans, and `recovery.recover` removes them. Killed after 3: old
wraps remain, and `recover` removes them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.layers import Layer, cover, newest_layer
from holdfast.apps.keyring.models import MemberWrap, UnitWrap
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.rules import (
    Actor,
    GrantId,
    OpenKey,
    Part,
    ScopeId,
    UnitId,
    UnitKeys,
    authenticator,
    own_key_context,
    unit_key_context,
)
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.queries import tip
from holdfast.apps.ledger.rules import mark
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.grants import GrantContext, give
from holdfast.vault.keys import PublicIdentity, UnitKey, wrap

KEYSTORE = "keystore"
_log = logging.getLogger("holdfast.keyring")


@dataclass(eq=False)
class Write:
    """One write under way: what must be durable before it counts, and what dies after."""

    actor: Actor
    pen: ledger.Pen
    layer: Layer
    tree_size: int
    week: str
    opened: dict[tuple[ScopeId, Part], OpenKey] = field(repr=False, default_factory=dict)
    units: UnitKeys = field(repr=False, default_factory=dict)
    unit_wraps: list[UnitWrap] = field(default_factory=list)
    member_wraps: list[MemberWrap] = field(default_factory=list)
    afterwards: list[Callable[[], object]] = field(default_factory=list)

    def enter(self, key: SymmetricKey, subject: str, revision: int) -> int:
        """Enter in the ledger that `subject` reached `revision`. Returns the entry's place."""
        return self.pen.enter(mark(subject, revision, authenticator(key, subject, revision)))


@contextmanager
def writing(actor: Actor, *, clock: Clock = utc_now) -> Iterator[Write]:
    """One write by `actor`: all of what the block does, durably, or none of it. What it saves is
    of the week that `clock` says, which is sealed with it.

    Raises StoreError where the disk refuses, and whatever the block raises; nothing is saved then.
    """
    with in_words():
        with ledger.writing() as pen:
            write = Write(actor, pen, newest_layer(), tip().size, iso_week(clock()))
            yield write
            _place_wraps(write)
        _finish(write)


def wrap_unit(write: Write, key: OpenKey, unit: UnitId, key_epoch: int, unit_key: UnitKey) -> None:
    """Let a unit's key be stored under its scope's key with this write."""
    context = unit_key_context(
        installation(),
        scope=key.scope,
        part=key.part,
        unit=unit,
        key_epoch=key_epoch,
        under_epoch=key.epoch,
    )
    write.units[unit, key_epoch] = unit_key
    row = UnitWrap(
        id=random_id(),
        scope_key=key.id,
        unit=unit,
        key_epoch=key_epoch,
        under_epoch=key.epoch,
        tree_size=write.tree_size,
        layer=write.layer.number,
    )
    inner = wrap(unit_key, under=key.key, context=context)
    row.sealed = cover(inner, write.layer, wrap=row.id, scope_key=key.id)
    write.unit_wraps.append(row)


def wrap_for_self(write: Write, key: OpenKey) -> None:
    """Let a scope's key be stored for the actor, under their own keyring key, with this write."""
    context = own_key_context(
        installation(), scope=key.scope, part=key.part, grant=key.grant, epoch=key.epoch
    )
    inner = wrap(key.key, under=write.actor.keys.keyring, context=context)
    _wrap_member(write, key, key.grant, write.actor.member, inner)


def wrap_for(
    write: Write, key: OpenKey, *, grant: GrantId, recipient: str, public: PublicIdentity
) -> None:
    """Let a scope's key be stored for another member, sealed to them and signed by the actor."""
    context = GrantContext(
        installation=installation(),
        scope=key.scope,
        part=key.part,
        grant=grant,
        granter=write.actor.member,
        granter_public=write.actor.keys.public,
        recipient=recipient,
        recipient_public=public,
        epoch=key.epoch,
    )
    box = give(key.key, by=write.actor.keys, context=context)
    _wrap_member(write, key, grant, recipient, box)


def _wrap_member(write: Write, key: OpenKey, grant: GrantId, member: str, inner: bytes) -> None:
    row = MemberWrap(
        id=grant,
        scope_key=key.id,
        member=member,
        granter=write.actor.member,
        epoch=key.epoch,
        tree_size=write.tree_size,
        layer=write.layer.number,
        sealed=cover(inner, write.layer, wrap=grant, scope_key=key.id),
    )
    write.member_wraps.append(row)


def _place_wraps(write: Write) -> None:
    if write.unit_wraps or write.member_wraps:
        with transaction.atomic(using=KEYSTORE, durable=True):
            UnitWrap.objects.bulk_create(write.unit_wraps)
            MemberWrap.objects.bulk_create(write.member_wraps)


def _finish(write: Write) -> None:
    """Delete what has had its day. It counts no more, so a failure here is for `recover`."""
    try:
        for step in write.afterwards:
            step()
    except (DatabaseError, OSError):
        _log.warning("Old keys could not be removed now. They are removed at the next start.")
