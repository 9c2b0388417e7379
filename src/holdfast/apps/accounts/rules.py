"""Who a member is, what each role may do, and how long a session lasts, as pure functions.

Invariants:
- A member is known by an opaque id, an alias and two public keys; a name is sealed elsewhere.
- A role says what a person may *do*. What they can *read* is decided by keys and by nothing here.
- What no role permits is forbidden; several roles permit what any one of them does.
- A session ends at the first of: idle too long, too old, ended by somebody. None begins again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NewType

from holdfast.vault.keys import MemberKeys, PublicIdentity, TeamKey

MemberId = NewType("MemberId", str)
Alias = NewType("Alias", str)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as anyone may see them."""

    id: MemberId
    public: PublicIdentity


@dataclass(frozen=True, slots=True)
class UnlockedMember:
    """A member whose root was unlocked. Apps above pass it on and cannot look inside."""

    id: MemberId
    keys: MemberKeys = field(repr=False)


# ------------------------------------------------------------ roles


class Role(StrEnum):
    """What somebody is to the team. The text is sealed in the member's card and never changes."""

    OPERATOR = "operator"
    CASE_WORKER = "case worker"
    COORDINATOR = "coordinator"
    DOCUMENTER = "documenter"
    ANALYST = "analyst"
    PUBLISHER = "publisher"
    KEYHOLDER = "keyholder"


class Permission(StrEnum):
    """One thing that a person may do."""

    # everyone
    KEEP_OWN_KEYS = "change their own passphrase, sheet, trustees and second factor"
    LOCK_SELF = "lock themselves out at once"
    TRAVEL = "take their own keys off the disk for a journey"
    SEE_MEMBERS = "see aliases and states of the team"
    # the machine
    BACK_UP = "make and drill backups"
    CHECK_SITE = "check the stores and the ledger"
    LOCK_SITE = "lock the whole site"
    # people who made contact
    ANSWER_CONTACTS = "read and answer the mailbox"
    OPEN_CASES = "open a case"
    WORK_CASES = "write in a case that was granted to them"
    PLAN_JOURNEYS = "plan and watch journeys"
    GRANT_CASES = "grant a case and take it back"
    SHRED_CASES = "destroy a case"
    # proof
    TAKE_TESTIMONY = "take testimony and consent"
    ENTER_EXHIBITS = "enter exhibits"
    READ_FINDINGS = "see findings, and what speaks for and against them"
    JUDGE_REPORTS = "judge statements, acts and findings"
    RUN_ANALYSES = "link lists and estimate"
    RELEASE = "release and submit"
    # keys
    INVITE = "invite somebody, and confirm them by voice"
    SET_ROLES = "change roles"
    END_MEMBERSHIP = "end a membership"
    UNLOCK_SITE = "unlock the site, together with another"
    SHRED_SITE = "destroy the site, together with another"


_EVERYONE = frozenset(
    {Permission.KEEP_OWN_KEYS, Permission.LOCK_SELF, Permission.TRAVEL, Permission.SEE_MEMBERS}
)
_CASE_WORK = frozenset(
    {
        Permission.ANSWER_CONTACTS,
        Permission.OPEN_CASES,
        Permission.WORK_CASES,
        Permission.PLAN_JOURNEYS,
        Permission.TAKE_TESTIMONY,
    }
)
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: _EVERYONE
    | {
        Permission.ANSWER_CONTACTS,
        Permission.BACK_UP,
        Permission.CHECK_SITE,
        Permission.LOCK_SITE,
    },
    Role.CASE_WORKER: _EVERYONE | _CASE_WORK,
    Role.COORDINATOR: _EVERYONE
    | _CASE_WORK
    | {Permission.GRANT_CASES, Permission.SHRED_CASES, Permission.LOCK_SITE},
    Role.DOCUMENTER: _EVERYONE
    | {Permission.TAKE_TESTIMONY, Permission.ENTER_EXHIBITS, Permission.READ_FINDINGS},
    Role.ANALYST: _EVERYONE
    | {Permission.READ_FINDINGS, Permission.JUDGE_REPORTS, Permission.RUN_ANALYSES},
    Role.PUBLISHER: _EVERYONE | {Permission.READ_FINDINGS, Permission.RELEASE},
    Role.KEYHOLDER: _EVERYONE
    | {
        Permission.CHECK_SITE,
        Permission.LOCK_SITE,
        Permission.INVITE,
        Permission.SET_ROLES,
        Permission.END_MEMBERSHIP,
        Permission.UNLOCK_SITE,
        Permission.SHRED_SITE,
    },
}


def may(roles: Collection[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do this."""
    return any(permission in PERMISSIONS[role] for role in roles)


# ------------------------------------------------------------ members at work


class MemberState(StrEnum):
    """Where a member stands. It is sealed, or follows from rows that say no more than it."""

    INVITED = "invited"
    ACTIVE = "active"
    LOCKED = "locked"
    TRAVELLING = "travelling"
    LEFT = "left"


class Way(IntEnum):
    """One way to a member's root. The number stands in clear."""

    PASSPHRASE = 1
    SHEET = 2
    UNPROVEN_SHEET = 3
    TRUSTEES = 4


class Return(StrEnum):
    """What came of one person's turn to bring something back."""

    BACK = "it is back"
    WAITING = "others must do the same"


class Reason(IntEnum):
    """Why ways to a root are parked: sealed away so that nobody can log in by them."""

    LOCKED = 1
    TRAVEL = 2
    SITE = 3


@dataclass(frozen=True, slots=True)
class Directory:
    """The key under which the team's cards are sealed, and how often it was changed."""

    epoch: int
    key: TeamKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class ActiveMember:
    """A member at work: unlocked, confirmed, with what they may do."""

    unlocked: UnlockedMember
    alias: Alias
    roles: frozenset[Role]
    directory: Directory

    @property
    def id(self) -> MemberId:
        """The member's opaque id."""
        return self.unlocked.id

    @property
    def keys(self) -> MemberKeys:
        """The member's keys."""
        return self.unlocked.keys


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the list shows them."""

    id: MemberId
    alias: Alias
    state: MemberState


def normal_alias(typed: str) -> Alias:
    """An alias as it is stored, however it was typed: lower case, groups of three."""
    letters = "".join(sign for sign in typed.lower() if sign.isalnum())
    return Alias("-".join(letters[at : at + 3] for at in range(0, len(letters), 3)))


# ------------------------------------------------------------ sessions


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts unused, and at most; how far a clock may step back unnoticed."""

    idle: dt.timedelta = dt.timedelta(minutes=20)
    absolute: dt.timedelta = dt.timedelta(hours=10)
    tolerance: dt.timedelta = dt.timedelta(minutes=2)
    written_every: dt.timedelta = dt.timedelta(minutes=1)


class SessionState(StrEnum):
    """What time says of a session."""

    OPEN = "open"
    IDLE = "idle too long"
    OLD = "too old"
    CLOCK_BACK = "the clock went back"


def session_state(
    *, started_at: dt.datetime, seen_at: dt.datetime, now: dt.datetime, lifetime: Lifetime
) -> SessionState:
    """What time says of a session that began, and was last used, at these moments."""
    if now < seen_at - lifetime.tolerance:
        return SessionState.CLOCK_BACK
    if now - started_at >= lifetime.absolute:
        return SessionState.OLD
    if now - seen_at >= lifetime.idle:
        return SessionState.IDLE
    return SessionState.OPEN
