"""Planning cards, with opaque ids, from what the actor may open: who needs beds, which there are.

Invariants:
- Beds that are taken count, also by cases that the actor cannot open.
- Nights that are agreed stand: what is planned begins where they end, and ends where they begin.
- What a person ruled out is not planned again until somebody decides otherwise.
- Who must be kept apart is kept apart, also from somebody who stays where no plan is made.
- Who travels together should sleep in one place; a minor is given no bed without the adult.
- What a helper hosts, or was brought to, they know.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.casework.records.cases import Case
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need, deadline
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import ON_THE_WAY
from holdfast.apps.casework.rules.names import as_typed
from holdfast.apps.casework.rules.places import PlaceId, nights_from
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.methods.passage import cards as card
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.judgement import Verdict
from holdfast.methods.passage.plans import Plan, stays_of

from .picture import Picture
from .ties import ties_of

NIGHTS_PLANNED = 7
TIERS = {
    Need.EMERGENCY: card.NeedTier.EMERGENCY,
    Need.URGENT: card.NeedTier.URGENT,
    Need.NORMAL: card.NeedTier.NORMAL,
}
Nights = dict[dt.date, PlaceId]
_CHILDREN, _PETS, _NO_STAIRS = "children", "animals", "no stairs"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Table:
    """The cards, and the stays that stand. `elsewhere` counts who is where the actor cannot see."""

    cards: Cards
    keep: Plan
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Kept:
    """From whom a household is kept: other households of the plan, and places."""

    apart: frozenset[card.HouseholdId]
    hidden_from: frozenset[str]
    travels_with: frozenset[card.HouseholdId]
    not_without: frozenset[card.HouseholdId]
    refused: frozenset[card.PlaceId]


def lay_out(seen: Picture, tonight: dt.date) -> Table:
    """The planning cards of what was read, as of tonight."""
    stays = [stay.value for stay in seen.all(Stay)]
    nights = _nights_by_case(stays)
    spans, elsewhere = {}, 0
    for case in _who_needs_beds(seen, nights, tonight):
        first, last = _span(nights.get(case, {}), tonight)
        at = _within(nights.get(case, {}), first, last)
        if set(at.values()) <= seen.places.keys():
            spans[case] = (first, last)
        else:
            elsewhere += 1
    now = {stay.case: stay for stay in stays if tonight in _nights(stay)}
    refused = _refused(seen)
    held = {case: _within(nights.get(case, {}), *span) for case, span in spans.items()}
    ties = _ties(seen, spans, nights, refused)
    knowers = _knowers(seen, stays, {who for kept in ties.values() for who in kept.hidden_from})
    cards = Cards(
        tonight=tonight,
        households=tuple(
            _household(c, seen.cases[c], spans[c], now=now.get(c), kept=ties[c])
            for c in sorted(spans)
        ),
        places=tuple(
            _place(id_, place, _taken(stays, id_, spans), tonight, knowers[id_])
            for id_, place in sorted(seen.places.items())
        ),
    )
    keep = [s for c, at in held.items() for s in stays_of(card.HouseholdId(c), _as_cards(at))]
    return Table(cards, Plan.of(keep, ()), elsewhere)


def _who_needs_beds(
    seen: Picture, nights: Mapping[str, Nights], tonight: dt.date
) -> Iterable[CaseId]:
    """Open cases of who is in danger or placed already; who is on the way has a journey."""
    away = {j.scope for j in seen.all(Journey) if j.value.state in ON_THE_WAY}
    for id_, case in seen.cases.items():
        is_placed = any(night >= tonight for night in nights.get(id_, {}))
        is_open = case.state not in {CaseState.CLOSED, CaseState.LOST_CONTACT}
        if is_open and (is_placed or (case.need is not Need.NORMAL and id_ not in away)):
            yield id_


def _nights_by_case(stays: Sequence[Stay]) -> dict[str, Nights]:
    nights: dict[str, Nights] = defaultdict(dict)
    for stay in stays:
        for night in nights_from(stay.first_night, stay.nights):
            nights[stay.case][night] = PlaceId(stay.place)
    return dict(nights)


def _span(nights: Nights, tonight: dt.date) -> tuple[dt.date, dt.date]:
    """The nights to plan: from the first that is agreed, or tonight, to the next that is agreed."""
    horizon = nights_from(tonight, NIGHTS_PLANNED)
    agreed = [night for night in horizon if night in nights]
    first = agreed[0] if agreed else tonight
    gap = next((n for n in horizon if n > first and n not in nights), horizon[-1])
    later = [night for night in agreed if night > gap]
    return first, later[0] - _DAY if later else horizon[-1]


def _within(nights: Nights, first: dt.date, last: dt.date) -> Nights:
    return {night: place for night, place in sorted(nights.items()) if first <= night <= last}


def _as_cards(at: Nights) -> list[tuple[dt.date, card.PlaceId]]:
    return [(night, card.PlaceId(place)) for night, place in at.items()]


def _household(
    id_: CaseId,
    case: Case,
    span: tuple[dt.date, dt.date],
    *,
    now: Stay | None,
    kept: Kept,
) -> card.Household:
    first, last = span
    wanted = deadline(case.need, case.need_since).date()
    return card.Household(
        id=card.HouseholdId(id_),
        people=now.people if now else max(case.household.people, 1),
        tier=TIERS[case.need],
        first_night=first,
        last_night=last,
        needs=_needs(case),
        now_at=card.PlaceId(now.place) if now else None,
        there_since=now.first_night if now else None,
        apart_from=kept.apart,
        must_not_know=kept.hidden_from,
        travels_with=kept.travels_with,
        not_without=kept.not_without,
        refused=kept.refused,
        deadline=min(max(wanted, first), last),
    )


def _nights(stay: Stay) -> list[dt.date]:
    return nights_from(stay.first_night, stay.nights)


def _needs(case: Case) -> frozenset[str]:
    there = {
        _CHILDREN: case.household.children > 0,
        _PETS: case.household.has_pets,
        _NO_STAIRS: case.household.avoids_stairs,
    }
    return frozenset(need for need, is_so in there.items() if is_so)


def _refused(seen: Picture) -> defaultdict[CaseId, set[card.PlaceId]]:
    """For each case the places that the newest decision about them ruled out."""
    decided = sorted(seen.all(PlanJudgement), key=_when)
    newest = {(one.scope, card.PlaceId(one.value.place)): one.value.verdict for one in decided}
    refused: defaultdict[CaseId, set[card.PlaceId]] = defaultdict(set)
    for (case, place), verdict in newest.items():
        if verdict is Verdict.REFUSE:
            refused[case].add(place)
    return refused


def _ties(
    seen: Picture,
    spans: Mapping[CaseId, tuple[dt.date, dt.date]],
    nights: Mapping[str, Nights],
    refused: Mapping[CaseId, set[card.PlaceId]],
) -> dict[CaseId, Kept]:
    """From whom each is kept; where such a one stays who is not planned, the place is out."""
    ties, found = ties_of(seen), {}
    for case, span in spans.items():
        elsewhere = ties.kept_from(case) - spans.keys()
        places = {p for o in elsewhere for p in _within(nights.get(o, {}), *span).values()}
        found[case] = Kept(
            apart=_planned(ties.others(case, Tie.APART), spans),
            hidden_from=ties.hidden_from(case),
            travels_with=_planned(ties.company(case), spans),
            not_without=_planned(ties.not_without(case), spans),
            refused=frozenset(refused.get(case, set()) | {card.PlaceId(p) for p in places}),
        )
    return found


def _planned(cases: set[str], spans: Mapping[CaseId, object]) -> frozenset[card.HouseholdId]:
    return frozenset(card.HouseholdId(case) for case in cases & spans.keys())


def _when(decided: Stored[PlanJudgement]) -> dt.datetime:
    return decided.value.at


def _taken(
    stays: Sequence[Stay], place: PlaceId, spans: Mapping[CaseId, tuple[dt.date, dt.date]]
) -> dict[dt.date, int]:
    """How many are there each night whom the cards do not hold."""
    taken: dict[dt.date, int] = defaultdict(int)
    for stay in (stay for stay in stays if stay.place == place):
        span = spans.get(CaseId(stay.case))
        for night in _nights(stay):
            if span is None or not span[0] <= night <= span[1]:
                taken[night] += stay.people
    return taken


def _knowers(
    seen: Picture, stays: Sequence[Stay], hidden_from: set[str]
) -> defaultdict[str, set[str]]:
    """Which places are known, since whenever, to who must not know of somebody."""
    known = [(stay.place, stay.case) for stay in stays]
    known += [(id_, place.hosted_by) for id_, place in seen.places.items()]
    brought = (found.value for found in seen.all(Booking))
    known += [(place, booking.id) for booking in brought for place in booking.places]
    knowers: defaultdict[str, set[str]] = defaultdict(set)
    for place, who in known:
        if who in hidden_from:
            knowers[place].add(who)
    return knowers


def _place(
    id_: PlaceId,
    place: Place,
    taken: Mapping[dt.date, int],
    tonight: dt.date,
    knowers: set[str],
) -> card.Place:
    there = {
        night: taken[night] for night in nights_from(tonight, NIGHTS_PLANNED) if night in taken
    }
    beds_on = {n: max(place.beds - t, 0) if place.may_mix else 0 for n, t in there.items()}
    suits = {_CHILDREN: place.takes_children, _PETS: place.takes_pets}
    suits[_NO_STAIRS] = not place.has_stairs
    return card.Place(
        id=card.PlaceId(id_),
        zone=card.Zone(as_typed(place.area)),
        beds=place.beds,
        beds_on=beds_on,
        suits=frozenset(need for need, is_so in suits.items() if is_so),
        may_mix=place.may_mix,
        longest_stay=place.longest_nights or None,
        known_by=frozenset(knowers),
        status=card.PlaceStatus(place.status.value),
    )
