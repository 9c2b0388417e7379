"""The printed way back.

Invariants:
- A sheet counts only after it was typed in from paper and opened the root; until then the one
  before counts.
- Tries by people who are not known yet are counted, and limited for the whole site (`tries`).
- Who comes back by the sheet gets a new passphrase; sessions and second factor end.
"""

from __future__ import annotations

from holdfast.apps.accounts.contexts import way_context
from holdfast.apps.accounts.errors import (
    UnprovenSheetError,
    WrongSheetError,
)
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import WayRow
from holdfast.apps.accounts.queries import member_named
from holdfast.apps.accounts.rules import MemberId, Way
from holdfast.vault.envelope import Sealed, open_sealed
from holdfast.vault.errors import WrongKeyError
from holdfast.vault.keys import Root
from holdfast.vault.passphrase import KeyFile, Passphrase
from holdfast.vault.recovery import as_printed, new_printed_key, printed_key_seals, read_printed

from .changing import changing
from .login import OpenMember
from .members import unlock
from .passphrase import lock_anew
from .second_factor import end_second_factor
from .tries import counted
from .ways import by_key, drop, open_way, prepare, put


def new_sheet(opened: OpenMember) -> str:
    """The line to be printed. It does not count before `prove_sheet`."""
    key = new_printed_key()
    seal_root = by_key(opened.root, printed_key_seals(key))
    with changing() as change:
        put(change, prepare(opened.active.id, Way.UNPROVEN_SHEET, seal_root))
    return as_printed(key)


def prove_sheet(opened: OpenMember, typed: str) -> None:
    """Let the newest sheet count, and the one before no more, because it was typed from paper.

    Raises UnreadableCodeError, UnprovenSheetError, WrongSheetError.
    """
    member = opened.active.id
    row = WayRow.objects.filter(member=member, way=int(Way.UNPROVEN_SHEET)).first()
    if row is None:
        raise UnprovenSheetError
    if _root_by(typed, row) != opened.root:
        raise WrongSheetError
    with changing() as change:
        drop(change, list(WayRow.objects.filter(member=member, way=int(Way.SHEET))))
        WayRow.objects.filter(pk=row.pk).update(way=int(Way.SHEET))


def has_sheet(member: MemberId) -> bool:
    """Whether the member has a proven sheet."""
    return bool(WayRow.objects.filter(member=member, way=int(Way.SHEET)).exists())


def recover_by_sheet(
    alias: str, typed: str, gate: Gate, *, key_file: KeyFile | None = None
) -> Passphrase:
    """A new passphrase for a member who has the sheet. Works while nothing is parked.

    Raises TooManyTriesError, NoSuchMemberError, UnreadableCodeError, WrongSheetError (also where
    there is no proven sheet), ParkedError, LostLockError.
    """
    with counted(gate):
        member = member_named(alias)
        row = WayRow.objects.filter(member=member, way=int(Way.SHEET)).first()
        if row is None:
            raise WrongSheetError
        root = _root_by(typed, row)
    end_second_factor(unlock(member, root))
    return lock_anew(member, root, gate, key_file=key_file)


def _root_by(typed: str, row: WayRow) -> Root:
    key = printed_key_seals(read_printed(typed))
    wrap = open_way(row)
    context = way_context(MemberId(row.member), Way(row.way), wrap.revision)
    try:
        return Root(open_sealed(Sealed(bytes(wrap.sealed)), key=key, context=context))
    except WrongKeyError:
        raise WrongSheetError from None
