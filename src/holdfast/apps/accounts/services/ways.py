"""The ways to a member's root: each one row here, and one sealed root in the key store.

Invariants:
- Every way seals the same root. A new one takes the place of the old one in a single commit.
- A member's revision of a way never repeats, so an older sealed root opens nothing in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from holdfast.apps.accounts.contexts import way_context
from holdfast.apps.accounts.errors import ChangedMeanwhileError, LostLockError, ParkedError
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import RootWrap, WayRow
from holdfast.apps.accounts.queries import current_wrap
from holdfast.apps.accounts.rules import MemberId, Way
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Context, Plaintext, SymmetricKey, seal
from holdfast.vault.keys import Root
from holdfast.vault.passphrase import KeyFile, Passphrase, lock_root

from .changing import Change

SealRoot = Callable[[Context], bytes]


@dataclass(frozen=True, slots=True)
class PreparedWay:
    """A root that was sealed before the transaction, because Argon2id takes its time."""

    member: MemberId
    way: Way
    revision: int
    sealed: bytes


def prepare(member: MemberId, way: Way, seal_root: SealRoot) -> PreparedWay:
    """A way to the root, sealed by `seal_root` for its place, ready to be put."""
    revision = _newest_revision(member, way) + 1
    return PreparedWay(member, way, revision, seal_root(way_context(member, way, revision)))


def by_passphrase(
    root: Root, passphrase: Passphrase, *, gate: Gate, key_file: KeyFile | None
) -> SealRoot:
    """Lock the root with a passphrase, and a key file where there is one."""
    return lambda context: lock_root(
        root, passphrase, context=context, cost=gate.cost, key_file=key_file
    )


def by_key(root: Root, key: SymmetricKey) -> SealRoot:
    """Seal the root under a key: that of a sheet, or of trustees."""
    return lambda context: seal(Plaintext(root), key=key, context=context)


def put(change: Change, prepared: PreparedWay) -> WayRow:
    """Let a way count with this change, and the one before it no more. Returns its row.

    Raises ChangedMeanwhileError where another process changed this way since it was prepared,
    ParkedError where it was sealed away.
    """
    if _newest_revision(prepared.member, prepared.way) + 1 != prepared.revision:
        raise ChangedMeanwhileError
    rows = WayRow.objects.filter(member=prepared.member, way=int(prepared.way))
    row: WayRow | None = rows.first()
    if row is None:
        row = WayRow(id=random_id(), member=prepared.member, way=int(prepared.way), revision=0)
    current = current_wrap(row)
    if current is not None and current.parcel:
        raise ParkedError
    row.revision = prepared.revision
    replace_wrap(change, row, prepared.sealed)
    return row


def replace_wrap(change: Change, row: WayRow, sealed: bytes, *, parcel: str = "") -> None:
    """Let a way be sealed in these bytes from this change on, and in no others."""
    change.bury(RootWrap.objects.filter(pk=row.wrap))
    row.wrap = random_id()
    change.place(
        RootWrap(id=row.wrap, way=row.pk, revision=row.revision, parcel=parcel, sealed=sealed)
    )
    row.save()


def open_way(row: WayRow) -> RootWrap:
    """The sealed root of a way that is not sealed away. Raises LostLockError, ParkedError."""
    wrap = current_wrap(row)
    if wrap is None:
        raise LostLockError
    if wrap.parcel:
        raise ParkedError
    return wrap


def drop(change: Change, rows: list[WayRow]) -> None:
    """Let these ways count no more from this change on."""
    change.bury(RootWrap.objects.filter(pk__in=[row.wrap for row in rows]))
    WayRow.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _newest_revision(member: MemberId, way: Way) -> int:
    row = WayRow.objects.filter(member=member, way=int(way)).first()
    return row.revision if row else 0
