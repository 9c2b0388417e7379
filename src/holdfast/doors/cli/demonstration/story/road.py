"""Journeys under way: who sets out, who is told what, who is heard of, and who is not.

Invariants: who sets out leaves their bed; who is silent is told of by the watch, and in the end
found, or said to be lost.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from holdfast.apps.casework.errors.journeys import (
    DuressStandsError,
    NobodyChosenError,
    NobodyReachedError,
    OpenCriteriaError,
    SettledError,
)
from holdfast.apps.casework.queries.departures import CheckInView, Departure, departures
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.telling import tellable
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.casework.rules.journeys import (
    ON_THE_WAY,
    SETTLED,
    WATCHED,
    CheckInState,
    JourneyState,
)
from holdfast.apps.casework.services.cases import Change, change_case
from holdfast.apps.casework.services.check_ins import (
    Heard,
    acknowledge,
    report_check_in,
    say_found,
    say_lost,
)
from holdfast.apps.casework.services.journeys import (
    abort,
    arrive,
    declare_compromised,
    start_leg,
    tick,
)
from holdfast.apps.casework.services.telling import HandPart, hand_part, tell_next_step
from holdfast.apps.intake.errors import PastErrandError
from holdfast.apps.intake.rules import ErrandKind
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.kernel.clock import Clock

from .cases import leave_beds
from .planning import DURESS, PHRASE, SAFE
from .stage import HandedOut, Story

SILENT_FOR = dt.timedelta(hours=3)


def journeys_go_on(story: Story) -> dt.datetime | None:
    """Whatever is due of the journeys of this moment. Returns when something is expected next."""
    actor, now = story.coordinator(), story.clock()
    rows = departures(actor, clock=story.clock).rows
    due = [row for row in rows if _next_moment(row, now) <= now]
    for row in due:
        if row.state in WATCHED:
            _on_the_way(story, actor, row)
        else:
            _before(story, actor, row)
    if due:
        rows = departures(actor, clock=story.clock).rows
    return min((_next_moment(row, now) for row in rows), default=None)


def _next_moment(row: Departure, now: dt.datetime) -> dt.datetime:
    """When something is expected of a journey: at once, where it is late."""
    if row.state not in WATCHED:
        return max(row.legs[0].leaves_at, now)
    if row.next is not None and row.next.state not in SETTLED:
        return max(row.next.check_in.due_at, now)
    return max(row.legs[min(row.current + 1, len(row.legs) - 1)].leaves_at, now)


def _before(story: Story, actor: Actor, row: Departure) -> None:
    """Its hour has come: it begins once it was approved, and is given up where they should have
    arrived by then."""
    story.opened(actor, row.case)
    if story.clock() >= row.legs[0].arrives_at:
        _give_up(story, actor, row)
    elif row.state is not JourneyState.READY:
        _begin(story, actor, row, 0)


def _give_up(story: Story, actor: Actor, row: Departure) -> None:
    abort(actor=actor, case=row.case, journey=row.journey, clock=story.clock)
    story.happened["a journey is given up"] += 1


def _begin(story: Story, actor: Actor, row: Departure, leg: int) -> None:
    """A leg begins once its criteria hold.

    Where who goes is lost, the first leg is given up; who is on the way already cannot stay where
    they are, and goes on.
    """
    start = partial(
        start_leg, actor=actor, case=row.case, journey=row.journey, leg=leg, clock=story.clock
    )
    begun = story.attempt("a leg begins", start, OpenCriteriaError)
    if not begun:
        _tick_all(story, actor, row, leg)
        begun = story.attempt("a leg begins", start, OpenCriteriaError)
    if not begun and leg == 0:
        _give_up(story, actor, row)
        return
    if not begun:
        go_on = partial(start, override="They cannot stay where they are")
        story.attempt("a leg begins all the same", go_on)
    if leg == 0:
        leave_beds(story, actor, row.case)
    _tell(story, actor, row, leg)


def _tick_all(story: Story, actor: Actor, row: Departure, leg: int) -> None:
    for criterion in range(len(row.legs[leg].criteria)):
        tick(
            actor=actor, case=row.case, journey=row.journey, leg=leg, criterion=criterion,
            clock=story.clock,
        )  # fmt: skip


def _tell(story: Story, actor: Actor, row: Departure, leg: int) -> None:
    """Who travels is told in their mailbox, hosts and drivers by a link: refused where too late."""

    def tell() -> None:
        file = case_file(actor, row.case, now=story.clock())
        tell_next_step(
            actor=actor, case=row.case, journey=row.journey, leg=leg, phrase=PHRASE,
            to=[one.conversation for one in tellable(actor, file)], clock=story.clock,
        )  # fmt: skip

    def hand(kind: ErrandKind) -> None:
        part = HandPart(kind, phrase=PHRASE, nights=2 if kind is ErrandKind.GUESTS else 0)
        handed = hand_part(
            actor=actor, case=row.case, journey=row.journey, leg=leg, part=part, cost=story.cost,
            clock=story.clock,
        )  # fmt: skip
        story.parts.append(HandedOut(row.case, row.journey, leg, story.clock(), handed))

    refused = (NobodyReachedError, NobodyChosenError, PastErrandError)
    story.attempt("a traveller is told", tell, *refused)
    if row.legs[leg].helper:
        story.attempt("a part is handed out", partial(hand, ErrandKind.RIDE), PastErrandError)
    if row.legs[leg].to_place:
        story.attempt("a part is handed out", partial(hand, ErrandKind.GUESTS), PastErrandError)


def _on_the_way(story: Story, actor: Actor, row: Departure) -> None:
    view = row.next
    if view is not None and view.state not in SETTLED:
        if view.check_in.due_at <= story.clock():
            _hear(story, actor, row, view)
        return
    if row.state not in ON_THE_WAY:
        return
    story.opened(actor, row.case)
    if view is not None and view.state is CheckInState.LOST:
        _lose_them(story, actor, row)
    elif row.current < len(row.legs) - 1:
        if row.legs[row.current + 1].leaves_at <= story.clock():
            _begin(story, actor, row, row.current + 1)
    else:
        arrive(actor=actor, case=row.case, journey=row.journey, clock=story.clock)
        story.happened["they arrive"] += 1


def _hear(story: Story, actor: Actor, row: Departure, view: CheckInView) -> None:
    """A check-in is due: they say a word, are known by voice, are found or lost, or are silent."""
    about = _CheckIn(actor, row.case, view.id, story.clock)
    if story.clock() - view.late_at > SILENT_FOR:
        if story.chance(0.8):
            story.attempt("they are found", about.find)
        else:
            story.attempt("they are lost", about.lose)
        return
    ways = (partial(about.say, SAFE), partial(about.say, "hello"), partial(about.say, DURESS))
    (hear,) = story.random.choices((*ways, about.know, None), weights=(35, 8, 4, 8, 45))
    if hear is not None:
        story.attempt("somebody is heard of", hear, DuressStandsError, SettledError)


@dataclass(frozen=True, slots=True)
class _CheckIn:
    """A check-in, and who hears."""

    actor: Actor
    case: CaseId
    id: RecordId
    clock: Clock

    def say(self, word: str) -> None:
        report_check_in(
            actor=self.actor, case=self.case, check_in=self.id, word=word, clock=self.clock
        )

    def know(self) -> None:
        acknowledge(
            actor=self.actor, case=self.case, check_in=self.id, how=Heard.VOICE, clock=self.clock
        )

    def find(self) -> None:
        says = "Met by one of us"
        say_found(actor=self.actor, case=self.case, check_in=self.id, says=says, clock=self.clock)

    def lose(self) -> None:
        says = "Nobody knows where they are"
        say_lost(actor=self.actor, case=self.case, check_in=self.id, says=says, clock=self.clock)


def _lose_them(story: Story, actor: Actor, row: Departure) -> None:
    """The journey is known to others, and the case waits for a sign."""
    declare_compromised(actor=actor, case=row.case, journey=row.journey, clock=story.clock)
    leave_beds(story, actor, row.case)
    change_case(
        actor=actor,
        case=row.case,
        change=Change(state=CaseState.LOST_CONTACT, next_action="Ask whoever saw them last"),
        revision=story.opened(actor, row.case).revision,
        clock=story.clock,
    )
