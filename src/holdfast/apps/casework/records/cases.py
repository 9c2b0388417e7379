"""What is sealed of a case: content and identity apart, dated facts, who opened it and who may.

Invariants: a name, a number or an address of a person stands in Identity and nowhere else.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.cases import CaseState, FactKind, Need, Outcome
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.apps.keyring.rules import Part


class HouseholdCard(msgspec.Struct, frozen=True):
    """How many travel together, and what a place must know of them."""

    people: int = 1
    children: int = 0
    has_pets: bool = False
    avoids_stairs: bool = False


class Case(Sealable, frozen=True, kw_only=True):
    """The head of a case."""

    KIND = "casework.case"
    KEPT = UntilShredded("a case is destroyed by people, never by age")
    alias: str
    short: str
    state: CaseState = CaseState.RECEIVED
    need: Need = Need.NORMAL
    opened_at: dt.datetime
    need_since: dt.datetime
    owner: str
    next_action: str
    next_at: dt.datetime | None = None
    region: str = ""
    summary: str = ""
    household: HouseholdCard = HouseholdCard()
    conversations: tuple[str, ...] = ()
    outcome: Outcome | None = None
    closed_at: dt.datetime | None = None


class Identity(Sealable, frozen=True, kw_only=True):
    """Who the case is about."""

    KIND = "casework.identity"
    KEPT = UntilShredded("it is needed to reach them, and to keep their name out of what leaves")
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    documents: str = ""
    notes: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves; notes are free text and are not searched."""
        papers = tuple(("document", line) for line in self.documents.splitlines())
        return (
            *(("person", name) for name in self.names),
            *(("phone", phone) for phone in self.phones),
            ("address", self.address),
            *papers,
        )


class Fact(Sealable, frozen=True, kw_only=True):
    """Something that is known about a case: of a day, a month or a year, entered by a member."""

    KIND = "casework.fact"
    KEPT = UntilShredded("the timeline is the truth of a case")
    on: str
    kind: FactKind
    says: str
    by: str
    at: dt.datetime


class Opening(Sealable, frozen=True, kw_only=True):
    """That a member opened a part of the case, and why."""

    KIND = "casework.opening"
    KEPT = UntilShredded("who looked is told as long as there is something to look at")
    member: str
    part: Part
    reason: str
    at: dt.datetime


class AccessNote(Sealable, frozen=True, kw_only=True):
    """That a member was given the case, by whom, why, and until which day."""

    KIND = "casework.access_note"
    KEPT = UntilShredded("who was given a case, and why, is told as long as it is there")
    member: str
    parts: tuple[Part, ...]
    reason: str
    until: dt.date | None
    by: str
    at: dt.datetime


class AccessTerm(Sealable, frozen=True, kw_only=True):
    """The last day of a grant, as a card of the team: any coordinator can end it."""

    KIND = "casework.access_term"
    KEPT = UntilShredded("it ends with the grant that it ends")
    scope: str
    member: str
    until: dt.date


class AftercareCall(msgspec.Struct, frozen=True):
    """That somebody asked how they are, so many days after arrival."""

    days: int
    at: dt.datetime
    says: str
    by: str


class Aftercare(Sealable, frozen=True, kw_only=True):
    """When they arrived, and who asked since."""

    KIND = "casework.aftercare"
    KEPT = UntilShredded("it belongs to the case")
    arrived_at: dt.datetime
    calls: tuple[AftercareCall, ...] = ()


class ShredRequest(Sealable, frozen=True, kw_only=True):
    """That somebody asked to destroy the case: a second person is awaited."""

    KIND = "casework.shred_request"
    KEPT = UntilShredded("it goes with the case that it asks to destroy")
    by: str
    reason: str
    at: dt.datetime
