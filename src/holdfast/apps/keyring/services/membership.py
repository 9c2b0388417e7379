"""What joins accounts and keys: founding, letting somebody in, leaving, becoming a new member.

Invariants:
- Nobody is known to the team before their fingerprint was compared, and nobody is confirmed whom
  the team does not know.
- Who leaves loses the keys first and the membership last: cut off between, it can be done again.
- Nobody becomes a new member without every key that the old one held.
"""

from __future__ import annotations

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import ActiveMember, MemberId, Permission
from holdfast.apps.accounts.services.founding import FirstKeyholder, first_keyholder
from holdfast.apps.accounts.services.invitations import confirm
from holdfast.apps.accounts.services.leaving import check_may_leave, end_membership
from holdfast.apps.accounts.services.login import OpenMember
from holdfast.apps.accounts.services.sessions import end_sessions
from holdfast.apps.accounts.services.succession import Successor, succeed
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.models import Holding
from holdfast.apps.keyring.queries.keys import open_keys, trusted
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.vault.passphrase import KeyFile

from .founding import found_site
from .grants import enrol, grant
from .opening import come_in
from .revocation import dismiss
from .writing import writing


def found(gate: Gate, *, called: str = "", key_file: KeyFile | None = None) -> FirstKeyholder:
    """A site's first keyholder, with the first weekly key and the team's keys.

    Raises SiteExistsError, AlreadyFoundedError, StoreError.
    """
    first = first_keyholder(gate, called=called, key_file=key_file)
    found_site(first.active.unlocked)
    return first


def let_in(active: ActiveMember, alias: str, heard: str, gate: Gate) -> MemberId:
    """Confirm who answered an invitation, and make them known to the team.

    Raises as `accounts.services.invitations.confirm` does, or as `come_in`.
    """
    actor = come_in(active.unlocked)
    return confirm(
        active, alias, heard, introduce=lambda member: _introduce(actor, member), gate=gate
    )


def part_with(active: ActiveMember, leaving: MemberId, gate: Gate) -> None:
    """End a membership, one's own or another's: sessions, keys of cases, ways in, in this order.

    Raises NotPermittedError, LastKeyholderError, LastHolderError (grant what only they hold to
    somebody else first), StoreError.
    """
    check_may_leave(active, leaving)
    actor = come_in(active.unlocked)
    end_sessions(leaving)
    if Holding.objects.filter(member=leaving).exists():
        dismiss(actor, leaving, clock=gate.clock)
    end_membership(active, leaving)


def become_new(opened: OpenMember, gate: Gate, *, key_file: KeyFile | None = None) -> Successor:
    """A new root: the same person as a new member, who holds all that the old one held.

    The old one's keys are taken back, so that each scope is rotated when it is next opened. Raises
    NotPermittedError, LastKeyholderError, StoreError.
    """
    require(opened.active, Permission.KEEP_OWN_KEYS)
    old = come_in(opened.active.unlocked)
    successor = succeed(opened, gate, key_file=key_file)
    _introduce(old, successor.active.id)
    with writing(old) as write:
        for key in open_keys(old):
            if key.part is not Part.TEAM:
                grant(write, key.scope, key.part, successor.active.id)
    come_in(successor.active.unlocked)
    part_with(opened.active, opened.active.id, gate)
    return successor


def _introduce(actor: Actor, member: MemberId) -> None:
    """Make a member known to the team, unless a try that was cut off has done so."""
    try:
        trusted(actor, member)
    except NotGrantedError:
        with writing(actor) as write:
            enrol(write, member)
