"""Granting a key to a member, and making a member known to the team.

Invariants:
- Only who holds a key can give it, and only to somebody the team knows by a card and who has not
  left: a member without the team's key could open nothing any more, not even what they still hold.
- A grant is signed by its giver and is worth nothing to anyone but its recipient.
- What was accepted is kept under the recipient's own key; the granted box is deleted.
"""

from __future__ import annotations

from django.db import transaction

from holdfast.apps.accounts import queries as accounts
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.apps.keyring.layers import cover
from holdfast.apps.keyring.models import Holding, MemberWrap
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.keys import open_keys, team_key, trusted
from holdfast.apps.keyring.records import RosterCard
from holdfast.apps.keyring.rules import (
    Actor,
    GrantId,
    OpenKey,
    Part,
    RecordId,
    ScopeId,
    own_key_context,
)
from holdfast.kernel.identifiers import random_id
from holdfast.vault.keys import PublicIdentity, wrap

from .bodies import add
from .rotation import current_key
from .scopes import create_unit
from .writing import KEYSTORE, Write, wrap_for, writing


def enrol(write: Write, member: MemberId) -> None:
    """Make a member known to the team, and give them the team's key.

    Call it only after two people compared the fingerprint by voice: from here on the team trusts
    the public keys that stand in the member's row now.
    """
    team = team_key(write.actor)
    introduce(write, team.scope, member)
    key = current_key(write, team.scope, Part.TEAM)
    _give(write, key, member, public=accounts.member(member).public)


def introduce(write: Write, team: ScopeId, member: MemberId) -> None:
    """The card by which the team knows a member's public keys, in a unit of its own."""
    public = accounts.member(member).public
    unit = create_unit(write, team, Part.TEAM)
    add(write, unit, RosterCard(box=public.box, signing=public.signing), record=RecordId(member))


def grant(write: Write, scope: ScopeId, part: Part, member: MemberId) -> GrantId:
    """Give a member the key of one part of a scope. Returns the grant's id.

    Raises NotGrantedError (the actor does not hold it, the team does not know the member, or they
    left), ExchangedKeysError, AlreadyHoldsError, BadPointError.
    """
    key, public = current_key(write, scope, part), trusted(write.actor, member)
    if not Holding.objects.filter(scope_key=team_key(write.actor).id, member=member).exists():
        raise NotGrantedError("They are no longer in the team. Nothing was given.")
    return _give(write, key, member, public=public)


def accept_grants(actor: Actor) -> int:
    """Put what was granted since under the actor's own key. Returns how many there were.

    Raises as `open_keys` does, where a grant is not what it says.
    """
    new = [key for key in open_keys(actor) if key.grant in actor.boxed]
    if new:
        with writing(actor) as write, transaction.atomic(using=KEYSTORE, durable=True):
            for key in new:  # in one go: each commit waits for the disk, and there may be thousands
                _keep(write, key)
        actor.boxed.clear()
    return len(new)


def _give(write: Write, key: OpenKey, member: MemberId, *, public: PublicIdentity) -> GrantId:
    if Holding.objects.filter(scope_key=key.id, member=member).exists():
        raise AlreadyHoldsError
    given = GrantId(random_id())
    Holding.objects.create(
        id=given,
        scope_key=key.id,
        member=member,
        granter=write.actor.member,
        epoch=key.epoch,
    )
    wrap_for(write, key, grant=given, recipient=member, public=public)
    write.enter(key.key, given, 1)
    return given


def _keep(write: Write, key: OpenKey) -> None:
    """The same row of the key store with other bytes; one that was revoked since stays gone."""
    context = own_key_context(
        installation(), scope=key.scope, part=key.part, grant=key.grant, epoch=key.epoch
    )
    inner = wrap(key.key, under=write.actor.keys.keyring, context=context)
    sealed = cover(inner, write.layer, wrap=key.grant, scope_key=key.id)
    MemberWrap.objects.filter(pk=key.grant).update(sealed=sealed, layer=write.layer.number)
