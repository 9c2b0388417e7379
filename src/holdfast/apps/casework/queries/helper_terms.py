"""What a member sees of helpers on the road: where and when they can be asked, what relies on them.

Invariants: terms stand under the helper's content key; what they are promised to counts also where
that case cannot be opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Place
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Booked, Booking, Vehicle
from holdfast.apps.casework.rules.availability import DayShown, Standing, week_of
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, ScopeId
from holdfast.kernel.clock import Clock, utc_now

from .files import team_cards
from .people import helpers, stored_helper

NO_TERMS = HelperTerms()


@dataclass(frozen=True, slots=True)
class OnRoad:
    """A helper with their terms (revision 0 where none were written), week and bookings."""

    id: HelperId
    revision: int
    helper: Helper
    terms: HelperTerms
    terms_revision: int
    days: list[DayShown]
    bookings: list[Stored[Booking]]


class RelyingKind(StrEnum):
    """What relies on a helper or a vehicle."""

    LEG = "leg"
    PLACE = "place"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Relying:
    """Something that relies on a helper or a vehicle: its scope, and its alias or from when on."""

    kind: RelyingKind
    scope: ScopeId
    alias: str
    at: dt.datetime | None = None


def on_road(actor: Actor, *, clock: Clock = utc_now) -> list[OnRoad]:
    """Every helper whom the actor knows, by alias."""
    terms = {stored.scope: stored for stored in find(actor, HelperTerms)}
    booked, now = list(team_cards(actor, Booking)), clock()
    return [
        _view(view.id, view.revision, view.helper, terms.get(view.id), booked, now)
        for view in helpers(actor)
    ]


def helper_on_road(actor: Actor, id_: HelperId, *, clock: Clock = utc_now) -> OnRoad:
    """One helper. Raises NotAHelperError."""
    stored = stored_helper(actor, id_)
    booked, terms = list(team_cards(actor, Booking)), stored_terms(actor, id_)
    return _view(id_, stored.revision, stored.value, terms, booked, clock())


def stored_terms(actor: Actor, id_: HelperId) -> Stored[HelperTerms] | None:
    """The record of a helper's terms, or None where none were written."""
    return next(find(actor, HelperTerms, scope=id_), None)


def relying_on(
    actor: Actor, what: Booked, id_: ScopeId, *, clock: Clock = utc_now
) -> list[Relying]:
    """What is planned ahead with a helper or a vehicle, and what a helper hosts or keeps.

    A leg of a case that the actor cannot open has its case's scope and no alias.
    """
    legs = [
        Relying(RelyingKind.LEG, ScopeId(card.value.case), "", card.value.starts_at)
        for card in team_cards(actor, Booking)
        if (card.value.what, card.value.id) == (what, id_)
        and card.value.stands
        and card.value.ends_at > clock()
    ]
    legs.sort(key=lambda one: str(one.at))
    if what is Booked.VEHICLE:
        return legs
    gone = {PlaceStatus.RETIRED, PlaceStatus.BURNED}
    hosted = find(actor, Place, where=lambda p: p.hosted_by == id_ and p.status not in gone)
    kept = find(
        actor, Vehicle, where=lambda v: v.kept_by == id_ and v.standing is not Standing.RETIRED
    )
    return [
        *legs,
        *(Relying(RelyingKind.PLACE, one.scope, one.value.alias) for one in hosted),
        *(Relying(RelyingKind.VEHICLE, one.scope, one.value.alias) for one in kept),
    ]


def _view(
    id_: HelperId,
    revision: int,
    helper: Helper,
    terms: Stored[HelperTerms] | None,
    booked: Sequence[Stored[Booking]],
    now: dt.datetime,
) -> OnRoad:
    standing = [b for b in booked if b.value.stands]
    mine = [b for b in standing if (b.value.what, b.value.id) == (Booked.HELPER, id_)]
    value = terms.value if terms else NO_TERMS
    days = week_of(value.hours, value.away, [b.value.span for b in mine], first=now.date())
    ahead = sorted((b for b in mine if b.value.ends_at > now), key=lambda b: b.value.starts_at)
    return OnRoad(id_, revision, helper, value, terms.revision if terms else 0, days, ahead)
