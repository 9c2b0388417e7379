"""What must hold after every step of the story, read as members, hosts and drivers read it.

Each promise is a small function of a `Look`: what a member sees through queries at this moment. It
yields, in words, whatever does not hold. Nothing here looks into what the story keeps, but for the
link and the word that a host or a driver was handed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.queries.bed_cards import lay_out
from holdfast.apps.casework.queries.departures import CheckInView, check_ins
from holdfast.apps.casework.queries.exposure import loss
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.pathways import programmes
from holdfast.apps.casework.queries.picture import Picture, picture
from holdfast.apps.casework.queries.replanning import to_replan
from holdfast.apps.casework.queries.ride_cards import RideTable, lay_out_rides
from holdfast.apps.casework.queries.tasks import TaskKind, tasks
from holdfast.apps.casework.queries.ties import ties_of
from holdfast.apps.casework.queries.vetting import results
from holdfast.apps.casework.queries.warnings import warnings_in
from holdfast.apps.casework.records.cases import Opening
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Booked, Booking, Vehicle
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.casework.rules.journeys import ENDED, SETTLED, JourneyState
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceStatus, nights_from
from holdfast.apps.intake.queries.replies import found_by, stretched
from holdfast.apps.intake.rules import ErrandFact, ErrandKind
from holdfast.apps.keyring.contactcodes import LEAST, joined
from holdfast.apps.keyring.queries.tasks import all_holders
from holdfast.apps.keyring.rules import Actor, Part, ScopeId
from holdfast.apps.watch.rules import Step
from holdfast.doors.cli.demonstration.story.beginning import FIRST, LAST, STREETS
from holdfast.doors.cli.demonstration.story.stage import HandedOut
from holdfast.doors.cli.demonstration.story.weeks import TICK
from holdfast.kernel.clock import Clock
from holdfast.methods.passage.cards import Leg, LegId
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.escorts import Duties, assign_escorts
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan, Ride


@dataclass(frozen=True)
class Look:
    """What a member sees now. `team` are the aliases of everybody, `here` who is still there."""

    actor: Actor
    clock: Clock
    seen: Picture
    team: dict[MemberId, str]
    here: frozenset[str]
    parts: tuple[HandedOut, ...] = ()

    @property
    def today(self) -> dt.date:
        return self.clock().date()

    def stays(self) -> list[Stay]:
        return [found.value for found in self.seen.all(Stay)]

    def file(self, case: ScopeId) -> CaseFile:
        return case_file(self.actor, CaseId(case), now=self.clock())


def look_with(actor: Actor, *, clock: Clock, **more: object) -> Look:
    return Look(actor=actor, clock=clock, seen=picture(actor, now=clock()), **more)


Promise = Callable[[Look], Iterator[str]]


# ------------------------------------------------------------ beds


def nobody_is_in_two_places(look: Look) -> Iterator[str]:
    nights = Counter((s.case, night) for s in look.stays() for night in _nights(s))
    yield from (f"{case} has two beds on {night}" for (case, night), n in nights.items() if n > 1)


def no_place_has_more_guests_than_beds(look: Look) -> Iterator[str]:
    there: Counter[tuple[str, dt.date]] = Counter()
    for stay in look.stays():
        there.update({(stay.place, night): stay.people for night in _nights(stay)})
    for (place, night), people in there.items():
        known = look.seen.places.get(ScopeId(place))
        if known is not None and night >= look.today and people > known.beds:
            yield f"{known.alias} has {people} guests and {known.beds} beds on {night}"


def nobody_is_to_sleep_in_a_burned_place(look: Look) -> Iterator[str]:
    burned = {id_ for id_, place in look.seen.places.items() if place.status is PlaceStatus.BURNED}
    for stay in look.stays():
        if stay.place in burned and any(night >= look.today for night in _nights(stay)):
            yield f"{stay.case} is to sleep in a burned place"


def _nights(stay: Stay) -> list[dt.date]:
    return nights_from(stay.first_night, stay.nights)


# ------------------------------------------------------------ helpers, vehicles, slots


def nobody_and_nothing_is_promised_twice(look: Look) -> Iterator[str]:
    booked = defaultdict(list)
    for booking in (found.value for found in look.seen.all(Booking)):
        if booking.stands:
            booked[booking.what, booking.id].append(booking)
    for (what, id_), bookings in booked.items():
        for one, other in combinations(bookings, 2):
            if (one.journey, one.leg) == (other.journey, other.leg):
                yield f"{what} {id_} has two bookings for one leg"
            elif one.span.meets(other.span) and not _is_one_ride(look, one, other):
                yield f"{what} {id_} is promised to two legs at once"


def _is_one_ride(look: Look, one: Booking, other: Booking) -> bool:
    return one.span == other.span and other.case in ties_of(look.seen).company(one.case)


def helpers_learn_no_more_places_than_they_may(look: Look) -> Iterator[str]:
    knows = defaultdict(set)
    for booking in (found.value for found in look.seen.all(Booking)):
        if booking.what is Booked.HELPER:
            knows[booking.id] |= set(booking.places)
    for id_, place in look.seen.places.items():
        if place.hosted_by:
            knows[place.hosted_by].add(id_)
    for terms in look.seen.all(HelperTerms):
        if 0 < terms.value.most_places < len(knows[terms.scope]):
            yield f"helper {terms.scope} knows {len(knows[terms.scope])} places"


def no_slot_is_oversold(look: Look) -> Iterator[str]:
    for view in programmes(look.actor, clock=look.clock):
        for slot in view.slots:
            if slot.given > slot.places:
                yield f"{view.programme.title} gave {slot.given} of {slot.places} on {slot.on}"


# ------------------------------------------------------------ secrecy and company


def nobody_sleeps_beside_whom_they_are_kept_from(look: Look) -> Iterator[str]:
    ties, there = ties_of(look.seen), defaultdict(set)
    for stay in look.stays():
        for night in _nights(stay):
            if night >= look.today:
                there[stay.place, night].add(stay.case)
    for (place, night), guests in there.items():
        for one, other in combinations(sorted(guests), 2):
            if other in ties.kept_from(one):
                yield f"{one} and {other} sleep in {place} on {night}"


def nobody_serves_or_finds_whom_they_must_not_know_of(look: Look) -> Iterator[str]:
    """By a leg, a vehicle they lend, a place they host, or one they were or will be brought to."""
    hidden = ties_of(look.seen).hidden
    keepers = {found.scope: found.value.kept_by for found in look.seen.all(Vehicle)}
    knows = defaultdict(set)
    for booking in (found.value for found in look.seen.all(Booking)):
        who = booking.id if booking.what is Booked.HELPER else keepers.get(booking.id, "")
        if who in hidden.get(booking.case, ()):
            yield f"{who} goes with {booking.case}"
        for place in booking.places:
            knows[place].add(booking.id)
    for id_, place in look.seen.places.items():
        knows[id_].add(place.hosted_by)
    for stay in look.stays():
        if any(night >= look.today for night in _nights(stay)):
            for who in knows[stay.place] & hidden.get(stay.case, frozenset()):
                yield f"{who} knows where {stay.case} sleeps"


def no_proposal_breaks_a_rule(look: Look) -> Iterator[str]:
    """Beds and rides that are proposed now, as the checker counts them, who shares no code."""
    table = lay_out(look.seen, look.today)
    plan = plan_greedily(table.cards, keep=table.keep)
    kept, new = table.keep.whereabouts(), plan.whereabouts()
    changed = {home for (home, night), place in new.items() if kept.get((home, night)) != place}
    for breach in check_plan(plan, table.cards):
        if changed & set(breach.about):
            yield f"a proposed bed: {breach.rule}"
    rides = _ride_table(look)
    proposed = Plan.of((), assign_escorts(rides.cards, {}, keep=rides.keep))
    yield from (f"a proposed ride: {one.rule}" for one in check_plan(proposed, rides.cards))


def who_travels_together_is_proposed_one_ride(look: Look) -> Iterator[str]:
    """Two with one way, of whom neither has a ride yet: one ride, unless nobody can take both."""
    table = _ride_table(look)
    cards, settled = table.cards, {ride.leg for ride in table.keep}
    rides = {ride.leg: ride for ride in assign_escorts(cards, {}, keep=table.keep)}
    for leg in cards.legs:
        for other in cards.shared(leg):
            pair = {leg.id, other.id}
            is_pair = len(cards.shared(leg)) == len(cards.shared(other)) == 1
            if is_pair and leg.id < other.id and pair <= rides.keys() and not pair & settled:
                mine, theirs = rides[leg.id], rides[other.id]
                is_one = (mine.helper, mine.vehicle) == (theirs.helper, theirs.vehicle)
                if not is_one and _can_be_one(cards, rides, leg, other):
                    yield f"{leg.household} and {other.household} are proposed two rides"


def _can_be_one(cards: Cards, rides: dict[LegId, Ride], leg: Leg, other: Leg) -> bool:
    duties = Duties(cards, {})
    for ride in rides.values():
        if ride.leg not in {leg.id, other.id}:
            helper, vehicle = cards.find_helper(ride.helper), cards.find_vehicle(ride.vehicle)
            duties.send(cards.leg(ride.leg), helper, vehicle)
    helpers = duties.able_helpers((leg, other)) if leg.is_manned else [None]
    if not leg.needs_vehicle:
        return bool(helpers)
    return any(duties.able_vehicles((leg, other), helper) for helper in helpers)


def _ride_table(look: Look) -> RideTable:
    return lay_out_rides(look.seen, results(look.actor), now=look.clock())


# ------------------------------------------------------------ cases


def every_open_case_has_an_owner_and_a_next_action(look: Look) -> Iterator[str]:
    holders = all_holders(look.actor)
    for id_, case in look.seen.cases.items():
        if case.state is CaseState.CLOSED:
            continue
        if case.owner not in look.here:
            yield f"{case.alias} is owned by nobody who is there"
        if case.owner not in holders[id_, Part.CONTENT]:
            yield f"{case.alias} cannot be opened by its owner"
        if not case.next_action.strip():
            yield f"{case.alias} has no next action"


def what_relies_on_a_loss_is_a_task(look: Look) -> Iterator[str]:
    found = to_replan(look.actor, clock=look.clock)
    due = {t.case for t in tasks(look.actor, clock=look.clock) if t.kind is TaskKind.REPLAN}
    for one in (*found.legs, *found.stays):
        if one.case not in due:
            yield f"{one.alias} must be planned anew, and nobody is asked to"


# ------------------------------------------------------------ check-ins


def every_overdue_check_in_was_told_in_time(look: Look) -> Iterator[str]:
    for view in _check_ins(look):
        sent = {n: at for n, at in _sent(view).items() if n >= 0}
        settled_at = view.check_in.outcome_at if view.state in SETTLED else None
        until = settled_at or look.clock()
        for number, rung in enumerate(view.check_in.ladder):
            due_at = view.late_at + dt.timedelta(minutes=rung.minutes)
            if due_at + TICK <= until and number not in sent:
                yield f"rung {number} of a check-in due {view.check_in.due_at} was not told"
            elif number in sent and sent[number] - due_at > TICK:
                yield f"rung {number} of a check-in due {view.check_in.due_at} was told late"


def whoever_is_on_the_way_is_watched(look: Look) -> Iterator[str]:
    for view in _check_ins(look):
        if view.state not in SETTLED and not view.is_watched:
            yield f"nobody watches over the check-in due {view.check_in.due_at}"


def _check_ins(look: Look) -> Iterator[CheckInView]:
    for found in look.seen.all(Journey):
        if found.value.is_watched or found.value.state is JourneyState.ARRIVED:
            yield from check_ins(look.actor, look.file(found.scope), found.id, now=look.clock())


def _sent(view: CheckInView) -> dict[int, dt.datetime]:
    """When each rung was told: as the watch says, or as it was kept once the watch forgot."""
    kept = {told.notice: told.at for told in view.check_in.told if told.step == Step.SENT}
    return kept | {done.notice: done.at for done in view.done if done.step is Step.SENT}


# ------------------------------------------------------------ what was handed out

_TELLS = {
    ErrandKind.RIDE: {
        ErrandFact.WHEN, ErrandFact.FROM, ErrandFact.TO, ErrandFact.ARRIVES, ErrandFact.PEOPLE,
        ErrandFact.CHILDREN, ErrandFact.ANIMALS, ErrandFact.VEHICLE, ErrandFact.PHRASE,
    },
    ErrandKind.GUESTS: {
        ErrandFact.ARRIVES, ErrandFact.PEOPLE, ErrandFact.CHILDREN, ErrandFact.ANIMALS,
        ErrandFact.NIGHTS, ErrandFact.PHRASE,
    },
}  # fmt: skip


def no_part_tells_more_than_it_may(look: Look) -> Iterator[str]:
    for part in look.parts:
        file = look.file(part.case)
        journey = next(one for one in file.all(Journey) if one.id == part.journey).value
        told = _told_by(part)
        if told and journey.state in ENDED and not warnings_in(file, look.clock()):
            yield f"a part of a journey that is {journey.state} still opens, and nobody is warned"
        own = {journey.legs[part.leg].origin, journey.legs[part.leg].destination}
        stops = {stop for leg in journey.legs for stop in (leg.origin, leg.destination)} - own
        forbidden = {file.case.alias, file.case.short, *stops, *_nobody_may_tell(look)}
        for kind, facts in told:
            if not {fact for fact, _ in facts} <= _TELLS[kind]:
                yield f"a part for {kind} tells what it may not"
            words = " ".join(text for _, text in facts)
            yield from (f"a part tells “{word}”" for word in forbidden if word in words)


def _told_by(part: HandedOut) -> list[tuple[ErrandKind, tuple[tuple[ErrandFact, str], ...]]]:
    code = joined(part.handed.linked, part.handed.said)
    replies = found_by(stretched(code, cost=LEAST)).replies
    return [(reply.errand.kind, reply.errand.facts) for reply in replies if reply.errand]


def _nobody_may_tell(look: Look) -> set[str]:
    return {*FIRST, *LAST, *STREETS, *(place.alias for place in look.seen.places.values())}


# ------------------------------------------------------------ losses


def what_a_loss_exposes_is_listed(look: Look) -> Iterator[str]:
    """For each loss that was noted at this very moment by whoever looks."""
    for note in (found.value for found in look.seen.all(LossNote)):
        if (note.by, note.at) == (look.actor.member, look.clock()):
            lost = Lost(note.kind, note.lost)
            listed = loss(look.actor, lost, people=look.team, clock=look.clock)
            missing = _exposed_by(look, lost) - {one.id for one in listed.shown}
            yield from (f"{note.kind} lost: {one} is not listed" for one in missing)


def _exposed_by(look: Look, lost: Lost) -> set[str]:
    """What anybody would say is exposed: beds, openings, and places that a helper was sent to."""
    stays, bookings = look.stays(), [found.value for found in look.seen.all(Booking)]
    known = look.seen.cases.keys() | look.seen.places.keys()
    found: dict[LossKind, set[str]] = {
        LossKind.PLACE: {s.case for s in stays if s.place == lost.id},
        LossKind.PERSON: {s.place for s in stays if s.case == lost.id},
        LossKind.MEMBER: {o.scope for o in look.seen.all(Opening) if o.value.member == lost.id},
        LossKind.HELPER: {p for b in bookings if b.id == lost.id for p in b.places},
        LossKind.VEHICLE: {
            b.case for b in bookings if b.id == lost.id and b.starts_at <= look.clock()
        },
    }
    return found[lost.kind] & known


AT_EVERY_STEP: tuple[Promise, ...] = (
    nobody_is_in_two_places,
    no_place_has_more_guests_than_beds,
    nobody_is_to_sleep_in_a_burned_place,
    nobody_and_nothing_is_promised_twice,
    helpers_learn_no_more_places_than_they_may,
    no_slot_is_oversold,
    nobody_sleeps_beside_whom_they_are_kept_from,
    nobody_serves_or_finds_whom_they_must_not_know_of,
    no_proposal_breaks_a_rule,
    who_travels_together_is_proposed_one_ride,
    every_open_case_has_an_owner_and_a_next_action,
    what_relies_on_a_loss_is_a_task,
    every_overdue_check_in_was_told_in_time,
    whoever_is_on_the_way_is_watched,
    no_part_tells_more_than_it_may,
    what_a_loss_exposes_is_listed,
)


def broken(look: Look) -> list[str]:
    """Every promise that does not hold now, in words."""
    return [f"{promise.__name__}: {what}" for promise in AT_EVERY_STEP for what in promise(look)]
