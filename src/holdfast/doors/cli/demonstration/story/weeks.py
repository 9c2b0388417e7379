"""Days and weeks of the story: what may happen, how often, and the hours between.

Invariants:
- An event that finds nobody to happen to does not happen; what it may be refused with is named.
- The watch makes its rounds whatever else happens, and at no hour longer apart than `TICK` while
  somebody is watched over.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.errors.cases import (
    AgainstSecrecyError,
    NextActionNeededError,
    StillUnderWayError,
)
from holdfast.apps.casework.errors.general import ExpiredGrantError, PastDateError
from holdfast.apps.casework.errors.journeys import BadPlanError, PromisedError, SamePersonError
from holdfast.apps.casework.errors.judging import LowerNeedError
from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError
from holdfast.apps.casework.errors.places import PlaceError, PlaceRuleError, PlaceTakenError
from holdfast.apps.intake import errors as intake
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.kernel.errors import HoldfastError

from . import beds, cases, kin, line, losses, papers, planning
from .road import journeys_go_on
from .stage import Story

TICK = dt.timedelta(minutes=30)
MORNING, EVENING = 7, 21
EVENTS_A_DAY = 8
Refusals = tuple[type[HoldfastError], ...]
Seen = Callable[[Story, str], None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may happen, how often beside the others, and what it may be refused with."""

    name: str
    weight: int
    happen: Callable[[Story], bool]
    refusals: Refusals = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brought: how often each thing happened, what was refused, how many were told."""

    date: dt.date
    happened: Counter[str]
    refused: Counter[str]
    notices: int


EVENTS = (
    Event("somebody writes", 8, line.somebody_writes),
    Event("somebody calls", 6, line.somebody_calls),
    Event("they write again", 4, line.they_write_again),
    Event(
        "somebody is answered", 10, line.somebody_is_answered,
        (intake.NoMailboxError, intake.AssignedError),
    ),
    Event("a case is opened", 12, cases.a_case_is_opened, (NotPermittedError,)),
    Event("somebody names another", 7, kin.somebody_names_another, (AgainstSecrecyError,)),
    Event(
        "a case moves on", 8, cases.a_case_moves_on,
        (NextActionNeededError, LowerNeedError),
    ),
    Event("a need rises", 5, cases.a_need_rises, (LowerNeedError,)),
    Event(
        "a case is given", 7, cases.a_case_is_given, (PastDateError, AlreadyHoldsError)
    ),
    Event("a case is taken back", 2, cases.a_case_is_taken_back),
    Event(
        "somebody looks who may not", 4, cases.a_stranger_looks,
        (NotGrantedError, NotPermittedError, ExpiredGrantError),
    ),
    Event("a case is closed", 2, cases.a_case_is_closed, (StillUnderWayError,)),
    Event("a bed is decided", 12, beds.a_bed_is_decided, (PlaceError,)),
    Event("somebody thinks of a bed", 5, beds.somebody_thinks_of_a_bed, (PlaceError,)),
    Event("a place changes", 3, beds.a_place_changes, (PlaceRuleError,)),
    Event("a bed breaks", 2, beds.a_bed_breaks, (PlaceTakenError,)),
    Event("a place is made known", 4, beds.a_place_is_made_known, (AlreadyHoldsError,)),
    Event("a place is found", 6, beds.a_place_is_found),
    Event("a journey is planned", 14, planning.a_journey_is_planned, (BadPlanError, PromisedError)),
    Event("a journey is approved", 6, planning.a_journey_is_approved, (SamePersonError,)),
    Event("a journey is put off", 1, planning.a_journey_is_put_off),
    Event("a ride is decided", 18, planning.a_ride_is_decided, (PromisedError,)),
    Event("a way is considered", 6, papers.a_way_is_considered),
    Event("a way moves on", 8, papers.a_way_moves_on),
    Event("a visa is late", 4, papers.a_visa_is_late, (BadStepError,)),
    Event(
        "a slot is given", 8, papers.a_slot_is_given,
        (SlotsTakenError, BadStepError),
    ),
    Event("a slot is given back", 2, papers.a_slot_is_given_back),
    Event(
        "a programme takes fewer", 2, papers.a_programme_takes_fewer, (SlotsTakenError,)
    ),
    Event("a place burns", 2, losses.a_place_burns),
    Event("somebody is detained", 2, losses.somebody_is_detained),
    Event("a member is lost", 1, losses.a_member_is_lost),
    Event("a member leaves", 1, losses.a_member_leaves),
    Event("somebody joins", 3, losses.somebody_joins),
    Event("a helper is detained", 1, losses.a_helper_is_detained),
    Event("a vehicle is known", 1, losses.a_vehicle_is_known),
)  # fmt: skip


def unseen(_story: Story, _what: str) -> None:
    """Nobody looks."""


def live_weeks(story: Story, *, until: dt.datetime, seen: Seen = unseen) -> Iterator[Day]:
    """Day after day from where the clock stands, and the hours that are left until this moment."""
    while story.clock() + dt.timedelta(days=1) <= until:
        yield live_a_day(story, events=EVENTS_A_DAY, seen=seen)
    _wait_until(story, until, seen)


def in_words(day: Day) -> str:
    """A day in one line: what happened and how often, and no names."""
    told = ", ".join(f"{what} {count}" for what, count in sorted(day.happened.items()))
    refused = sum(day.refused.values())
    return f"{day.date.isoformat()}: {told or 'nothing'}; refused {refused}, told {day.notices}."


def live_a_day(story: Story, *, events: int, seen: Seen) -> Day:
    """One day from morning to evening: so many events, and the hours and the night between.

    `seen` is told after every step what it was.
    """
    before = Counter(story.happened), Counter(story.refused), story.notices
    date = story.today
    for number in range(events):
        _wait_until(story, _hour(date, MORNING + (EVENING - MORNING) * number / events), seen)
        seen(story, _one_event(story))
    _wait_until(story, _hour(date, EVENING), seen)
    story.attempt("beds are decided", partial(beds.all_beds_are_decided, story), PlaceError)
    seen(story, "the evening")
    _wait_until(story, _hour(date + dt.timedelta(days=1), MORNING), seen)
    return Day(
        date, story.happened - before[0], story.refused - before[1], story.notices - before[2]
    )


def _one_event(story: Story) -> str:
    """The first event that finds somebody to happen to, or is refused; its name."""
    weights = [event.weight for event in EVENTS]
    for _ in range(len(EVENTS)):
        (event,) = story.random.choices(EVENTS, weights=weights)
        tried = sum(story.refused.values())
        if story.attempt(event.name, partial(event.happen, story), *event.refusals):
            return event.name
        if sum(story.refused.values()) > tried:
            return f"{event.name}: refused"
    return "nothing"


def _wait_until(story: Story, moment: dt.datetime, seen: Seen) -> None:
    """Time passes; journeys go on, and the watch makes its rounds."""
    expected = journeys_go_on(story)
    while story.clock() < moment:
        story.clock.now = min(story.clock() + TICK, moment)
        if expected is not None and expected <= story.clock():
            expected = journeys_go_on(story)
            story.look_after()
            seen(story, "the road")


def _hour(date: dt.date, hour: float) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(), dt.UTC) + dt.timedelta(hours=hour)
