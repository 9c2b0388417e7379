"""Everything on the review desk, opened once.

Invariants: what lies on the desk opens with the desk's key; the team's card says only where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, UnitId
from holdfast.apps.review.errors import NoReviewError, NoSuchFindingError
from holdfast.apps.review.records import (
    BroughtConflicts,
    BroughtReport,
    ReviewCard,
    ReviewedFinding,
    WitnessLink,
)
from holdfast.apps.review.rules import FindingId


@dataclass(frozen=True, slots=True)
class Place:
    """Where the review desk is: its scope, and the unit in which judgements lie."""

    scope: ScopeId
    unit: UnitId


@dataclass(frozen=True, slots=True)
class OnDesk:
    """All that lies on the desk, each with its id and revision."""

    place: Place
    reports: Sequence[Stored[BroughtReport]]
    conflicts: Sequence[Stored[BroughtConflicts]]
    findings: Sequence[Stored[ReviewedFinding]]
    links: Sequence[Stored[WitnessLink]]

    def finding(self, finding: FindingId) -> Stored[ReviewedFinding]:
        """The finding with this id. Raises NoSuchFindingError."""
        for stored in self.findings:
            if stored.value.id == finding:
                return stored
        raise NoSuchFindingError


def find_place(actor: Actor) -> Place:
    """Where the desk is. Raises NoReviewError."""
    stored = next(find(actor, ReviewCard, scope=team_key(actor).scope), None)
    if stored is None:
        raise NoReviewError
    return Place(ScopeId(stored.value.scope), UnitId(stored.value.unit))


def is_founded(actor: Actor) -> bool:
    """Whether there is a review desk."""
    return next(find(actor, ReviewCard, scope=team_key(actor).scope), None) is not None


def read_desk(actor: Actor) -> OnDesk:
    """All that lies on the desk. Raises NoReviewError, NotGrantedError."""
    place = find_place(actor)
    if not open_keys(actor, scope=place.scope, part=Part.CONTENT):
        raise NotGrantedError
    reports = find(actor, BroughtReport, scope=place.scope)
    return OnDesk(
        place,
        sorted(reports, key=lambda stored: stored.value.place),
        list(find(actor, BroughtConflicts, scope=place.scope)),
        list(find(actor, ReviewedFinding, scope=place.scope)),
        list(find(actor, WitnessLink, scope=place.scope)),
    )
