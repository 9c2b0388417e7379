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
from holdfast.apps.casework.queries.departures import CheckInView, check_ins
from holdfast.apps.casework.queries.exposure import loss
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.pathways import programmes
from holdfast.apps.casework.queries.picture import Picture, picture
from holdfast.apps.casework.queries.warnings import warnings_in
from holdfast.apps.casework.records.cases import Opening
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Booked, Booking
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
            elif one.span.meets(other.span):
                yield f"{what} {id_} is promised to two legs at once"


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
    every_open_case_has_an_owner_and_a_next_action,
    every_overdue_check_in_was_told_in_time,
    whoever_is_on_the_way_is_watched,
    no_part_tells_more_than_it_may,
    what_a_loss_exposes_is_listed,
)


def broken(look: Look) -> list[str]:
    """Every promise that does not hold now, in words."""
    return [f"{promise.__name__}: {what}" for promise in AT_EVERY_STEP for what in promise(look)]
