"""What is sealed of pathways: programmes for the team, one case's way in the case.

Invariants: a programme names no person; a place given is a card of the team with opaque ids, so
that a slot is counted also by who cannot open the other case.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.pathways import (
    Deadline,
    Given,
    PathwayKind,
    PathwayState,
    Reached,
    Slot,
)
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

STALE_DAYS = 30


class Programme(Sealable, frozen=True, kw_only=True):
    """A visa or a programme as it was last verified. The whole team can read it."""

    KIND = "casework.programme"
    KEPT = UntilShredded("what was true of a programme explains the cases that went through it")
    title: str
    kind: PathwayKind
    country: str = ""
    eligibility: str = ""
    slots: tuple[Slot, ...] = ()
    verified_on: dt.date | None = None
    verified_by: str = ""
    stale_days: int = STALE_DAYS
    is_closed: bool = False


class SlotGiven(Sealable, frozen=True, kw_only=True):
    """That a case was given places of a slot."""

    KIND = "casework.slot_given"
    KEPT = UntilShredded("it ends with the case, or when it is given back")
    programme: str
    pathway: str
    on: dt.date
    case: str
    people: int

    @property
    def given(self) -> Given:
        """What the rules look at."""
        return Given(self.on, self.case, self.people)


class Pathway(Sealable, frozen=True, kw_only=True):
    """One way that is considered for a case, and how far it came."""

    KIND = "casework.pathway"
    KEPT = UntilShredded("it belongs to the case")
    kind: PathwayKind
    programme: str = ""
    steps: tuple[Reached, ...]
    deadlines: tuple[Deadline, ...] = ()
    valid_until: dt.date | None = None

    @property
    def state(self) -> PathwayState:
        """Where it stands."""
        return self.steps[-1].state
