"""What is missing or left over, told without anybody's keys.

Invariants: changes nothing; says how many, never which; what is under way is not told as a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.keyring.copy_errors import (
    MissingFilesError,
    MissingKeysError,
    OrphanFilesError,
    OrphanKeysError,
)
from holdfast.apps.keyring.errors import KeyringError
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.models import FileBody, Holding, MemberWrap, ScopeKey, Unit, UnitWrap
from holdfast.apps.keyring.place import files_folder

_DRAFT = ".part"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind are missing or left over."""

    many: int
    error: KeyringError


@as_rows()
def left_over_and_missing() -> list[Count]:
    """Every count that is not zero: keys and files, missing or that nothing needs."""
    return [count for count in _counts() if count.many]


def _counts() -> Iterator[Count]:
    epochs = dict(ScopeKey.objects.values_list("pk", "epoch"))
    needed = {
        (unit, scope_key, epochs.get(scope_key))
        for unit, scope_key in Unit.objects.values_list("pk", "scope_key")
    }
    wraps = set(UnitWrap.objects.values_list("unit", "scope_key", "under_epoch"))
    held = set(Holding.objects.values_list("pk", flat=True))
    given = set(MemberWrap.objects.values_list("pk", flat=True))
    yield Count(len(wraps - needed) + len(given - held), OrphanKeysError())
    yield Count(len(needed - wraps) + len(held - given), MissingKeysError())
    rows = set(FileBody.objects.values_list("pk", flat=True))
    there = _files()
    yield Count(len(there - rows), OrphanFilesError())
    yield Count(len(rows - there), MissingFilesError())


def _files() -> set[str]:
    folder = files_folder()
    if not folder.is_dir():
        return set()
    return {path.name for path in folder.iterdir() if path.suffix != _DRAFT}
