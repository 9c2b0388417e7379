"""Entering somebody of the network, changing what they do, letting a member know them.

Invariants:
- Each has a scope of their own: what they do under one key, who they are under another.
- Who they are is shown after a reason was kept with them.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError, ReliedOnError
from holdfast.apps.casework.queries.helper_terms import relying_on
from holdfast.apps.casework.queries.people import helper_identity, stored_helper
from holdfast.apps.casework.records.people import Helper, HelperIdentity, HelperOpening
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.people import HelperId, HelperState
from holdfast.apps.intake.aliases import fresh_alias
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_alias

NOBODY_YET = HelperIdentity()


def open_helper(*, actor: Actor, helper: Helper, identity: HelperIdentity = NOBODY_YET) -> HelperId:
    """A new person of the network; without an alias they are given one.

    Raises NotPermittedError, NoAliasError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    alias = _alias(actor, helper.alias)
    with writing(actor) as write:
        scope = create_case_scope(write)
        named = msgspec.structs.replace(helper, alias=alias, short=random_alias())
        add(write, create_unit(write, scope, Part.CONTENT), named)
        add(write, create_unit(write, scope, Part.IDENTITY), identity)
    return scope


def change_helper(
    *, actor: Actor, helper: HelperId, changed: Helper, revision: int, clock: Clock = utc_now
) -> None:
    """Save what somebody does over `revision`.

    Raises NotAHelperError, NoAliasError, EditConflictError, ReliedOnError (retired while legs, a
    place or a vehicle rely on them).
    """
    require(actor, Permission.PLAN_JOURNEYS)
    stored = stored_helper(actor, helper)
    if changed.state is HelperState.RETIRED and stored.revision == revision:
        relying = relying_on(actor, Booked.HELPER, helper, clock=clock)
        if relying:
            many = "1 thing relies" if len(relying) == 1 else f"{len(relying)} things rely"
            raise ReliedOnError(f"{many} on them. Nothing was changed.")
    alias = _alias(actor, changed.alias or stored.value.alias, but=helper)
    named = msgspec.structs.replace(changed, alias=alias, short=stored.value.short)
    with writing(actor) as write:
        save(write, stored.id, named, revision=revision)


def open_helper_identity(
    *, actor: Actor, helper: HelperId, reason: str, clock: Clock = utc_now
) -> None:
    """Record why the actor opens who somebody is, so that it can be read for a working day.

    Raises ReasonNeededError, NotAHelperError, NotGrantedError.
    """
    if not reason.strip():
        raise ReasonNeededError
    stored = stored_helper(actor, helper)
    if not open_keys(actor, scope=helper, part=Part.IDENTITY):
        raise NotGrantedError
    opening = HelperOpening(member=actor.member, reason=reason.strip(), at=clock())
    with writing(actor) as write:
        add(write, stored.unit, opening)


def set_helper_identity(
    *,
    actor: Actor,
    helper: HelperId,
    identity: HelperIdentity,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Write who somebody is, over `revision`. Raises as `helper_identity`, EditConflictError."""
    stored = helper_identity(actor, helper, clock=clock)
    with writing(actor) as write:
        save(write, stored.id, identity, revision=revision)


def grant_helper(
    *, actor: Actor, helper: HelperId, member: MemberId, parts: Collection[Part]
) -> None:
    """Let a member know somebody: what they do, and with the identity part who they are.

    Raises NotPermittedError, NotAHelperError, NotGrantedError, AlreadyHoldsError.
    """
    require(actor, Permission.GRANT_CASES)
    stored_helper(actor, helper)
    new = [part for part in parts if member not in holders(actor, helper, part)]
    if not new:
        raise AlreadyHoldsError
    with writing(actor) as write:
        for part in new:
            grant(write, helper, part, member)


def _alias(actor: Actor, wanted: str, *, but: HelperId | None = None) -> str:
    taken = {stored.value.alias for stored in find(actor, Helper) if stored.scope != but}
    alias = wanted.strip() or fresh_alias(taken)
    if alias.casefold() in {other.casefold() for other in taken}:
        raise NoAliasError("Somebody of the network has this alias already. Nothing was saved.")
    return alias
