"""From what somebody typed to a member at work.

Invariants:
- An alias that does not exist costs what one that does costs, and is refused in the same words.
- Nobody is locked out by failures: answers only become slower.
- Nothing is opened before passphrase, key file and second factor were all right.

    alias -> way in -> Argon2id -> root -> keys -> second factor -> directory -> card
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from os import urandom

from holdfast.apps.accounts.contexts import way_context
from holdfast.apps.accounts.errors import CodeNeededError, ParkedError, WrongLogInError
from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.models import Profile, WayRow
from holdfast.apps.accounts.queries import active_member
from holdfast.apps.accounts.rules import ActiveMember, MemberId, UnlockedMember, Way, normal_alias
from holdfast.apps.accounts.slots import Visitor
from holdfast.vault.errors import MissingKeyFileError, WrongKeyError
from holdfast.vault.keys import Root
from holdfast.vault.passphrase import SALT_BYTES, Lock, normal_passphrase, stretch, unlock_root

from .members import unlock
from .second_factor import check_code
from .sessions import Cookie, begin_session
from .ways import sealed_root


@dataclass(frozen=True, slots=True)
class OpenMember:
    """A member at work, with the root at hand: for acts that seal the root anew."""

    active: ActiveMember
    root: Root = field(repr=False)


def log_in(attempt: Attempt, gate: Gate) -> Cookie:
    """A session for the member. Raises as `open_member`."""
    return begin_session(open_member(attempt, gate).active.unlocked, gate)


def open_member(
    attempt: Attempt, gate: Gate, *, ask_code: Callable[[], str] | None = None
) -> OpenMember:
    """The member at work. `ask_code` is asked where a code is needed and none was typed.

    Raises WrongLogInError, MissingKeyFileError, ParkedError, LostLockError, BusyError, the errors
    of the second factor, NotConfirmedError, LeftError, ForgedCardError, RolledBackSiteError, or
    what the vault raises for a damaged lock.
    """
    unlocked, root = open_root(attempt, gate)
    try:
        check_code(unlocked, attempt.code, gate)
    except CodeNeededError:
        if ask_code is None:
            raise
        check_code(unlocked, ask_code(), gate)
    return OpenMember(active_member(unlocked), root)


def open_root(attempt: Attempt, gate: Gate) -> tuple[UnlockedMember, Root]:
    """The member's root by passphrase and key file: before the second factor, before the card."""
    alias = normal_alias(attempt.alias)
    gate.delays.wait(alias)
    try:
        with gate.doorkeeper.taken(Visitor.MEMBER):
            member, root = _unlocked_root(attempt, gate)
    except WrongKeyError:
        gate.delays.failed(alias)
        raise WrongLogInError from None
    except WrongLogInError:
        gate.delays.failed(alias)
        raise
    gate.delays.succeeded(alias)
    return unlock(member, root), root


def _unlocked_root(attempt: Attempt, gate: Gate) -> tuple[MemberId, Root]:
    profile = Profile.objects.filter(alias=normal_alias(attempt.alias)).first()
    member = MemberId(profile.pk if profile else "")
    way = WayRow.objects.filter(member=member, way=int(Way.PASSPHRASE)).first()
    if way is None or way.parcel:
        _work_in_vain(attempt, gate)
        raise WrongLogInError if way is None else ParkedError
    sealed, revision = sealed_root(way)
    try:
        root = unlock_root(
            Lock(sealed),
            attempt.passphrase,
            context=way_context(member, Way.PASSPHRASE, revision),
            key_file=attempt.key_file,
            test_cost=gate.test_cost,
        )
    except MissingKeyFileError:
        _work_in_vain(attempt, gate)
        raise
    return member, root


def _work_in_vain(attempt: Attempt, gate: Gate) -> None:
    """What a passphrase check costs, so that time does not tell whether there is such a member."""
    secret = normal_passphrase(attempt.passphrase).encode(errors="replace")
    stretch(secret, salt=urandom(SALT_BYTES), cost=gate.cost)
