"""Everything of casework that the actor may open, read in one scan, for plans and losses.

Invariants:
- What an expired grant still opens is left out, as if its key were gone.
- Nothing is opened twice; names and addresses are passed over.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from holdfast.apps.casework.records.cases import AccessNote, Case, Opening
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.records.people import Helper, HelperOpening
from holdfast.apps.casework.records.places import AddressOpening, Known, Place, Stay
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.records.rides import HelperTerms, RideJudgement
from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.casework.records.vehicles import Booking, PlateOpening, Vehicle
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.keyring.queries.bodies import Stored, find_kinds
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor

from .files import expired_scopes

T = TypeVar("T", bound=Sealable)
_SCANNED: tuple[type[Sealable], ...] = (
    AccessNote, AddressOpening, Booking, Case, CheckIn, Helper, HelperOpening, HelperTerms,
    HouseholdTie, Journey, Known, LossNote, Opening, Place, PlanJudgement, PlateOpening,
    RideJudgement, Stay, Trace, Vehicle,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read, by kind; every case and every place that the actor may open, by its scope."""

    held: dict[type[Sealable], list[Stored[Any]]]
    cases: dict[CaseId, Case]
    places: dict[PlaceId, Place]

    def all(self, kind: type[T]) -> list[Stored[T]]:
        """The records of a kind."""
        return self.held.get(kind, [])


def picture(actor: Actor, *, now: dt.datetime) -> Picture:
    """What the actor may open of cases and places, and the team's stays. Raises as opening does."""
    gone = expired_scopes(actor, now)
    held = find_kinds(actor, _SCANNED)
    if gone:
        held = {kind: [s for s in found if s.scope not in gone] for kind, found in held.items()}
    cases = {seen.scope: seen.value for seen in held[Case]}
    places = {seen.scope: seen.value for seen in held[Place]}
    return Picture(held, cases, places)
