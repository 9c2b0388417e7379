"""What a member sees of the people of the network: alias, roles, state; who they are, on a reason.

Invariants: whoever holds a helper's content key sees alias, roles and state; names need the
identity key and a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.records.people import Helper, HelperIdentity, HelperOpening
from holdfast.apps.casework.rules.cases import is_open
from holdfast.apps.casework.rules.people import HelperId, HelperRole
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class HelperView:
    """Somebody of the network as lists and pages show them."""

    id: HelperId
    revision: int
    helper: Helper
    may_identify: bool


@dataclass(frozen=True, slots=True)
class HelperKnown:
    """Who of the team knows a helper: what they do, and who they are."""

    members: list[MemberId]
    with_identity: list[MemberId]
    openings: list[HelperOpening]


def helpers(actor: Actor, *, role: HelperRole | None = None) -> list[HelperView]:
    """Everybody of the network whom the actor knows, by alias; those with this role."""
    require(actor, Permission.WORK_CASES)
    identified = {key.scope for key in open_keys(actor, part=Part.IDENTITY)}
    found = [
        HelperView(stored.scope, stored.revision, stored.value, stored.scope in identified)
        for stored in find(actor, Helper)
        if role is None or role in stored.value.roles
    ]
    return sorted(found, key=lambda view: view.helper.alias)


def helper(actor: Actor, helper: HelperId) -> HelperView:
    """One of them. Raises NotAHelperError."""
    stored = stored_helper(actor, helper)
    return HelperView(helper, stored.revision, stored.value, _may_identify(actor, helper))


def stored_helper(actor: Actor, helper: HelperId) -> Stored[Helper]:
    """The record of a helper. Raises NotPermittedError, NotAHelperError."""
    require(actor, Permission.WORK_CASES)
    found = next(find(actor, Helper, scope=helper), None)
    if found is None:
        raise NotAHelperError
    return found


def helper_identity(
    actor: Actor, helper: HelperId, *, clock: Clock = utc_now
) -> Stored[HelperIdentity]:
    """Who they are, for whoever said why they open it.

    Raises NotGrantedError (the actor does not hold that key), ReasonNeededError.
    """
    require(actor, Permission.WORK_CASES)
    found = next(find(actor, HelperIdentity, scope=helper), None)
    if found is None:
        raise NotGrantedError
    mine = find(actor, HelperOpening, scope=helper, where=lambda o: o.member == actor.member)
    if not any(is_open(opening.value.at, clock()) for opening in mine):
        raise ReasonNeededError
    return found


def who_knows_helper(actor: Actor, helper: HelperId) -> HelperKnown:
    """Who of the team knows a helper, and who opened who they are. Raises NotAHelperError."""
    stored_helper(actor, helper)
    openings = [stored.value for stored in find(actor, HelperOpening, scope=helper)]
    return HelperKnown(
        members=holders(actor, helper, Part.CONTENT),
        with_identity=holders(actor, helper, Part.IDENTITY),
        openings=sorted(openings, key=lambda opening: opening.at, reverse=True),
    )


def _may_identify(actor: Actor, helper: HelperId) -> bool:
    return bool(open_keys(actor, scope=helper, part=Part.IDENTITY))
