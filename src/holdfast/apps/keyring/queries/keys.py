"""Opening the keys that a member holds, and knowing the members who gave them.

Invariants:
- A member opens what was granted to them and is still held. A row that says otherwise opens
  nothing: the key behind it is sealed to somebody else.
- A grant counts where the team knows its giver: by a card sealed under the team's key, not by a
  row that whoever writes to the disk could exchange.
- Where a rotation ran between two reads, the reads are made again; nothing old is handed out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from django.db import connections

from holdfast.apps.accounts import queries as accounts
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.errors import ExchangedKeysError, LostKeyError, NotGrantedError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.layers import Layer, LayerKeys, layer_keys, uncover
from holdfast.apps.keyring.memory import Keys
from holdfast.apps.keyring.models import MemberWrap, RecordBody
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import RosterCard, decode
from holdfast.apps.keyring.rules import (
    KEY_KINDS,
    Actor,
    GrantId,
    Grounds,
    OpenKey,
    Part,
    ScopeId,
    ScopeKeyId,
    UnitId,
    own_key_context,
    record_context,
)
from holdfast.vault.envelope import Sealed, SymmetricKey, open_sealed
from holdfast.vault.grants import Grant, GrantContext, accept
from holdfast.vault.keys import BoxPublic, PublicIdentity, SigningPublic, WrappedKey, unwrap

from .recalling import BODIES, recalled
from .units import chunks, steadily, unit_key

Giver = Callable[[MemberId], PublicIdentity]
_TRIES = 3
_GRANT_MAGIC = b"HG"
_PARTS = {part.value: part for part in Part}
_COLUMNS = {"pk": "id", "scope": "scope", "part": "part"}
_HELD = """
    SELECT h.id, h.granter, k.id, k.scope, k.part, k.epoch, k.due_since
    FROM keyring_holding h JOIN keyring_scopekey k ON k.id = h.scope_key AND k.epoch = h.epoch
    WHERE h.member = %s"""


class Held(NamedTuple):
    """That the actor holds a key, as it stands in clear."""

    grant: str
    granter: str
    scope_key: str
    scope: str
    part: str
    epoch: int
    due_since: str


def open_key(actor: Actor, scope: ScopeId, part: Part) -> OpenKey:
    """The key of one part of a scope. Raises NotGrantedError, LostKeyError, or the vault's."""
    return _only(open_keys(actor, scope=scope, part=part))


def key_by_id(actor: Actor, scope_key: str) -> OpenKey:
    """The key with this id. Raises NotGrantedError, LostKeyError, or the vault's."""
    return _only(open_keys(actor, pk=scope_key))


def team_key(actor: Actor) -> OpenKey:
    """The team's key. Raises NotGrantedError, LostKeyError, or the vault's."""
    return _only(open_keys(actor, part=Part.TEAM))


@as_rows()
def open_keys(actor: Actor, **which: str) -> list[OpenKey]:
    """Every key that the actor holds, or those among them of `which` scope, part or id."""
    with recalled(actor) as kept:
        if kept is None:
            return open_held(actor, **which)
        if kept.keys is None:
            kept.keys = Keys(open_held(actor))
        return kept.keys.pick(**which)


def open_held(actor: Actor, **which: str) -> list[OpenKey]:
    """As `open_keys`, from the disk."""
    for _ in range(_TRIES):
        held = _held(actor, which)
        new = {GrantId(row[0]): row for row in held if row[0] not in actor.opened}
        wraps = _wraps(list(new))
        if len(wraps) == len(new):
            layer_of, giver = layer_keys(), cache(partial(trusted, actor))
            for wrap in wraps:
                actor.opened[wrap.pk] = _key_in(actor, new[wrap.pk], wrap, layer_of, giver)
            return [_as_open(actor, row) for row in held]
    raise LostKeyError


@as_rows()
def trusted(actor: Actor, member: MemberId) -> PublicIdentity:
    """The public keys by which the team knows a member.

    Raises NotGrantedError (unknown to the team), ExchangedKeysError (the row says otherwise).
    """
    known = steadily(lambda: _known(actor, member))
    if accounts.member(member).public != known:
        raise ExchangedKeysError
    return known


def _known(actor: Actor, member: MemberId) -> PublicIdentity:
    """The public keys on a member's card."""
    row = RecordBody.objects.filter(pk=member).first()
    if row is None:
        raise NotGrantedError("The team does not know this member yet. Nothing was changed.")
    team = _only(open_held(actor, part=Part.TEAM))  # other keys may need it to be opened
    grounds = Grounds(row.id, UnitId(row.unit), row.epoch, row.revision, row.leaf)
    key = unit_key(team, grounds.unit, grounds.epoch)
    context = record_context(installation(), team.scope, grounds)
    card = decode(open_sealed(Sealed(bytes(row.body)), key=key, context=context), RosterCard)
    return PublicIdentity(BoxPublic(card.box), SigningPublic(card.signing))


def _only(keys: Sequence[OpenKey]) -> OpenKey:
    if not keys:
        raise NotGrantedError
    return keys[0]


def _held(actor: Actor, which: dict[str, str]) -> list[Held]:
    """Grants and the keys they are of, in one read: there may be thousands."""
    wanted = "".join(f" AND k.{_COLUMNS[name]} = %s" for name in which)
    with connections[BODIES].cursor() as cursor:
        cursor.execute(_HELD + wanted, [actor.member, *which.values()])
        return [Held(*row) for row in cursor.fetchall()]


def _wraps(grants: Sequence[str]) -> list[MemberWrap]:
    return [wrap for some in chunks(grants) for wrap in MemberWrap.objects.filter(pk__in=some)]


def _as_open(actor: Actor, row: Held) -> OpenKey:
    return OpenKey(
        id=ScopeKeyId(row.scope_key),
        scope=ScopeId(row.scope),
        part=_PARTS[row.part],
        epoch=row.epoch,
        is_due=bool(row.due_since),
        grant=GrantId(row.grant),
        key=actor.opened[GrantId(row.grant)],
    )


def _key_in(
    actor: Actor, row: Held, wrap: MemberWrap, layer_of: LayerKeys, giver: Giver
) -> SymmetricKey:
    layer = Layer(wrap.layer, layer_of(wrap.layer))
    inner = uncover(bytes(wrap.sealed), layer, wrap=wrap.pk, scope_key=row.scope_key)
    part = Part(row.part)
    if inner.startswith(_GRANT_MAGIC):
        key = _accepted(actor, row, Grant(inner), giver)
        actor.boxed.add(GrantId(row.grant))
        return key
    context = own_key_context(
        installation(), scope=row.scope, part=part, grant=row.grant, epoch=row.epoch
    )
    own = SymmetricKey(actor.keys.keyring)
    return unwrap(WrappedKey(Sealed(inner)), KEY_KINDS[part], under=own, context=context)


def _accepted(actor: Actor, row: Held, grant: Grant, giver: Giver) -> SymmetricKey:
    """The key in a grant. Who gave the team's key is known by the voice that compared fingerprints;
    who gave any other, by their card."""
    part, granter = Part(row.part), MemberId(row.granter)
    is_first = part is Part.TEAM
    public = accounts.member(granter).public if is_first else giver(granter)
    context = GrantContext(
        installation=installation(),
        scope=row.scope,
        part=part,
        grant=row.grant,
        granter=granter,
        granter_public=public,
        recipient=actor.member,
        recipient_public=actor.keys.public,
        epoch=row.epoch,
    )
    return accept(grant, KEY_KINDS[part], recipient=actor.keys, context=context)
