"""Keys, their places and who holds them, as values and pure functions.

Invariants:
- Whatever is sealed is bound to its place: every context of the keyring is made here.
- An actor is the only way in. It holds a member's unlocked keys, and shows none of them.

    what                         kind     record                 scope        epoch        version
    a record's body              RECORD   record id              scope        unit key's   revision
    a file                       FILE     file id                scope        unit key's   1
    a unit key                   KEY      <unit>/<part>          scope        part key's   unit key's epoch
    a part key, a member's own   KEY      <grant id>/<part>      scope        part key's   0
    the weekly layer             EPOCH    wrap or grant id       scope key    layer        0
    the head a member remembers  KEYRING  member id              member id    0            writes of it
"""  # noqa: E501  (the table)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple, NewType, Protocol

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId, Permission, Role, may
from holdfast.vault.envelope import Context, Kind, SymmetricKey
from holdfast.vault.keys import ContentKey, IdentityKey, MemberKeys, TeamKey, UnitKey, derive_key

ScopeId = NewType("ScopeId", str)
ScopeKeyId = NewType("ScopeKeyId", str)
UnitId = NewType("UnitId", str)
RecordId = NewType("RecordId", str)
FileId = NewType("FileId", str)
GrantId = NewType("GrantId", str)
UnitKeys = dict[tuple[UnitId, int], UnitKey]  # unit, epoch of its key


class Part(StrEnum):
    """Which key of a scope: what a case says, who it is about, or the team's one."""

    CONTENT = "content"
    IDENTITY = "identity"
    TEAM = "team"


CASE_PARTS = (Part.CONTENT, Part.IDENTITY)
KEY_KINDS: dict[Part, Callable[[SymmetricKey], SymmetricKey]] = {
    Part.CONTENT: ContentKey,
    Part.IDENTITY: IdentityKey,
    Part.TEAM: TeamKey,
}


class Aim(IntEnum):
    """What an intent is about. The number stands in clear."""

    GRANT = 1
    UNIT = 2
    SCOPE_KEY = 3


class OpenKey(NamedTuple):
    """One key of a scope, opened: of `part`, in its `epoch`. `is_due` where it must be rotated.

    A tuple, as there are thousands; its `repr` shows no key.
    """

    id: ScopeKeyId
    scope: ScopeId
    part: Part
    epoch: int
    is_due: bool
    grant: GrantId
    key: SymmetricKey

    def __repr__(self) -> str:
        return f"OpenKey(id={self.id!r}, part={self.part!r}, epoch={self.epoch})"


class Recollection(Protocol):
    """What an actor may remember by: see `memory`."""

    @property
    def size_bytes(self) -> int:
        """About how much is held."""
        ...

    def forget(self) -> None:
        """Hold nothing. What is read next is read anew."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A member at work: passed to every service and query, and opaque to all apps above.

    `opened` keeps what was opened, by grant. A grant ends with its row: what is kept of one that
    ended is never asked for again. `boxed` names those that are still as they were granted,
    `known` and `units` keep what a scan opened. Where there is a `memory`, records are kept decoded
    as long as the ledger knows of nothing newer; without one they are opened at each look. `roles`
    say what the member may do, as the card of an `ActiveMember` says them; without them the apps
    above permit nothing.
    """

    member: MemberId
    keys: MemberKeys = field(repr=False)
    opened: dict[GrantId, SymmetricKey] = field(repr=False, default_factory=dict)
    boxed: set[GrantId] = field(repr=False, default_factory=set)
    units: UnitKeys = field(repr=False, default_factory=dict)
    known: dict[GrantId, OpenKey] = field(repr=False, default_factory=dict)
    roles: frozenset[Role] = frozenset()
    memory: Recollection | None = field(repr=False, default=None)


def require(actor: Actor, permission: Permission) -> None:
    """Return where one of the actor's roles permits it. Raises NotPermittedError."""
    if not may(actor.roles, permission):
        raise NotPermittedError


class Grounds(NamedTuple):
    """A body's row as it stands in clear."""

    id: str
    unit: UnitId
    epoch: int
    revision: int
    leaf: int


# ------------------------------------------------------------ contexts


def record_context(installation: str, scope: str, row: Grounds) -> Context:
    """Where a record's body belongs."""
    return Context(installation, Kind.RECORD, row.id, scope, row.epoch, row.revision)


def file_context(installation: str, scope: str, file: str, epoch: int) -> Context:
    """Where a file belongs."""
    return Context(installation, Kind.FILE, file, scope, epoch, 1)


def unit_key_context(
    installation: str, *, scope: str, part: Part, unit: str, key_epoch: int, under_epoch: int
) -> Context:
    """Where a unit's key belongs: `key_epoch` is its own, `under_epoch` that of the part's key."""
    return Context(installation, Kind.KEY, f"{unit}/{part}", scope, under_epoch, key_epoch)


def own_key_context(
    installation: str, *, scope: str, part: Part, grant: str, epoch: int
) -> Context:
    """Where a part's key belongs that a member keeps under their own keyring key."""
    return Context(installation, Kind.KEY, f"{grant}/{part}", scope, epoch, 0)


def layer_context(installation: str, *, wrap: str, scope_key: str, layer: int) -> Context:
    """Where a row of the key store belongs under the weekly layer."""
    return Context(installation, Kind.EPOCH, wrap, scope_key, layer, 0)


def head_context(installation: str, member: str, version: int) -> Context:
    """Where the ledger's head that a member remembers belongs."""
    return Context(installation, Kind.KEYRING, member, member, 0, version)


def authenticator(key: SymmetricKey, subject: str, revision: int) -> bytes:
    """The 32 bytes by which a holder of `key` says that `subject` reached `revision`."""
    return derive_key(key, "event", subject, str(revision))
