"""What a member sees of a case's flags, those that stand first.

Invariants: what was lifted is shown with who lifted it and why.
"""

from __future__ import annotations

from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file


def flags(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[Stored[Flag]]:
    """The flags of a case. Raises as `queries.cases.case`."""
    now, found = clock(), read_file(actor, case, clock=clock).all(Flag)
    newest = sorted(found, key=lambda stored: stored.value.at, reverse=True)
    return sorted(newest, key=lambda stored: not stored.value.stands(now))
