"""Destroying what is past its age.

Invariants:
- Nothing is destroyed that was not in a preview, in the revision that the preview saw.
- Destroyed is by key, unit by unit, each as `shredding` does it: cut off between two, those that
  were acknowledged are gone and the others are as they were.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import ActiveMember, Permission
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.checking import Report, say_nothing
from holdfast.apps.keyring.queries.expiry import ExpiredUnit, Preview
from holdfast.apps.keyring.rules import Actor

from .shredding import shred_as_seen


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many units and records are destroyed, and how many units changed since the preview."""

    units: int
    records: int
    changed: int


def destroy_expired(
    active: ActiveMember, preview: Preview, *, report: Report = say_nothing
) -> Destroyed:
    """Destroy what a preview of this member named. Raises NotPermittedError, StoreError."""
    require(active, Permission.SHRED_CASES)
    actor, gone = Actor(active.id, active.keys), list[ExpiredUnit]()
    for done, expired in enumerate(preview.units, start=1):
        if _destroy(actor, expired):
            gone.append(expired)
        report("units", done, len(preview.units))
    records = sum(len(expired.seen) for expired in gone)
    return Destroyed(len(gone), records, len(preview.units) - len(gone))


def _destroy(actor: Actor, expired: ExpiredUnit) -> bool:
    try:
        return shred_as_seen(actor, expired.unit, expired.seen)
    except NotGrantedError:
        return False  # somebody else destroyed it, or took the case back, since the preview
