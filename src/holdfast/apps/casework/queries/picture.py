"""Everything of casework that the actor may open, read in one scan, for plans and losses.

Invariants:
- What an expired grant still opens is left out, as if its key were gone.
- Nothing is opened twice; names and addresses are passed over.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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
from holdfast.apps.keyring.queries.bodies import open_records
from holdfast.apps.keyring.records import Sealable, decode, kind_of
from holdfast.apps.keyring.rules import Actor, RecordId, ScopeId

from .files import expired_scopes

T = TypeVar("T", bound=Sealable)
_SCANNED: tuple[type[Sealable], ...] = (
    AccessNote, AddressOpening, Booking, Case, CheckIn, Helper, HelperOpening, HelperTerms,
    HouseholdTie, Journey, Known, LossNote, Opening, Place, PlanJudgement, PlateOpening,
    RideJudgement, Stay, Trace, Vehicle,
)  # fmt: skip
_KINDS = {kind.KIND: kind for kind in _SCANNED}


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A record, with its id and the scope it stands in."""

    id: RecordId
    scope: ScopeId
    value: T


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read, by kind; every case and every place that the actor may open, by its scope."""

    held: dict[type[Sealable], list[Seen[Any]]]
    cases: dict[CaseId, Case]
    places: dict[PlaceId, Place]

    def all(self, kind: type[T]) -> list[Seen[T]]:
        """The records of a kind."""
        return self.held.get(kind, [])


def picture(actor: Actor, *, now: dt.datetime) -> Picture:
    """What the actor may open of cases and places, and the team's stays. Raises as opening does."""
    gone = expired_scopes(actor, now)
    held: dict[type[Sealable], list[Seen[Any]]] = defaultdict(list)
    for opened in open_records(actor):
        kind = _KINDS.get(kind_of(opened.plaintext))
        scope = opened.key.scope
        if kind is not None and scope not in gone:
            value = decode(opened.plaintext, kind)
            held[kind].append(Seen(RecordId(opened.grounds.id), scope, value))
    cases = {seen.scope: seen.value for seen in held[Case]}
    places = {seen.scope: seen.value for seen in held[Place]}
    return Picture(dict(held), cases, places)
