"""Proving that a copy brings a site back, before anything that depends on it is destroyed.

Invariants:
- Only a restore that was opened, read to its end and found whole is written down as a proof.
- The proof is written beside the living site; the drill itself touches nothing else of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import ActiveMember, Permission
from holdfast.apps.keyring.drills import Proof, note_proof
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.checking import Report, check, say_nothing
from holdfast.apps.keyring.queries.neighbours import wrong_beside
from holdfast.apps.keyring.queries.orphans import left_over_and_missing
from holdfast.apps.keyring.restoring import Verified
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, iso_week, utc_now
from holdfast.kernel.errors import HoldfastError


def prove(
    active: ActiveMember,
    verified: Verified,
    site: Path,
    *,
    clock: Clock = utc_now,
    report: Report = say_nothing,
) -> list[HoldfastError]:
    """What is wrong with the restored site that this process stands on; a proof where nothing is.

    Who does not hold the team's key proves nothing: a fault says so. Raises NotPermittedError,
    StoreError.
    """
    require(active, Permission.BACK_UP)
    actor = Actor(active.id, active.keys)
    faults = everything_wrong(actor, report=report)
    faults += wrong_beside(site_folder())
    if not faults:
        layer = min(verified.keys.layers, default=0)
        size, week = verified.keys.tree_size, iso_week(clock())
        with in_words():
            note_proof(site, Proof(layer, size, verified.keys_sha256, week))
    return faults


def everything_wrong(actor: Actor, *, report: Report = say_nothing) -> list[HoldfastError]:
    """One error for each thing that is wrong: with what the actor can open, and without keys."""
    return list(each_wrong(actor, report=report))


def each_wrong(actor: Actor, *, report: Report = say_nothing) -> Iterator[HoldfastError]:
    """The same one by one, as they are found: for who may stop before the end."""
    yield from (fault.error for fault in check(actor, report=report))
    for count in left_over_and_missing():
        yield from [count.error] * count.many
