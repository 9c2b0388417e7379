"""The departures board: who is on the way, and who should have been heard of.

Invariants:
- What is overdue leads, the longest first; then what is due next.
- States follow from records, the watch's marks and the clock: reading changes nothing.
- A check-in under way that the watch does not know is shown as such, never as watched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Leg
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import (
    OVERDUE,
    SETTLED,
    SHOWN,
    WATCHED,
    CheckInState,
    JourneyState,
    check_in_state,
)
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.bodies import Stored, worked_out
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.heartbeat import SignOfLife, sign_of_life
from holdfast.apps.watch.queries.rows import readable, steps
from holdfast.apps.watch.queries.team import letterbox
from holdfast.apps.watch.rules import Done, WatchId
from holdfast.kernel.clock import Clock, utc_now

from .files import CaseFile, case_files_with

_MAYBE_SHOWN = SHOWN | {JourneyState.COMPROMISED}


@dataclass(frozen=True, slots=True)
class CheckInView:
    """A check-in with the state in which this viewer sees it."""

    id: RecordId
    revision: int
    check_in: CheckIn
    state: CheckInState
    done: tuple[Done, ...]
    is_watched: bool

    @property
    def late_at(self) -> dt.datetime:
        """From when on it is missed."""
        return self.check_in.reported.late_at


@dataclass(frozen=True, slots=True)
class Departure:
    """One journey on the board, with the check-in that comes next or is overdue."""

    case: CaseId
    alias: str
    others: int
    children: int
    journey: RecordId
    state: JourneyState
    legs: tuple[Leg, ...]
    current: int
    approvals: int
    next: CheckInView | None

    @property
    def leg(self) -> Leg:
        """The leg that the next check-in is of, or that comes next."""
        return self.legs[self.next.check_in.leg if self.next else max(self.current, 0)]

    @property
    def is_overdue(self) -> bool:
        """Whether somebody must do something now."""
        return self.state in WATCHED and self.next is not None and self.next.state in OVERDUE

    def should_have_left(self, now: dt.datetime) -> bool:
        """Whether the first leg was to begin before this moment, and has not."""
        return self.current < 0 and self.legs[0].leaves_at < now

    @property
    def is_unwatched(self) -> bool:
        """Whether nobody would be told, though it is under way."""
        is_settled = self.next is None or self.next.state in SETTLED
        return self.state in WATCHED and not is_settled and not self.next.is_watched  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Board:
    """The departures at one moment, and whether somebody watches over them."""

    at: dt.datetime
    rows: list[Departure]
    sign: SignOfLife

    @property
    def overdue(self) -> int:
        """How many must be looked after now."""
        return sum(row.is_overdue for row in self.rows)

    @property
    def next_at(self) -> dt.datetime | None:
        """When the next check-in of somebody on the way is expected."""
        due = (row.next.check_in.due_at for row in self.rows if row.next and row.state in WATCHED)
        return min((at for at in due if at >= self.at), default=None)


def departures(actor: Actor, *, clock: Clock = utc_now) -> Board:
    """Everybody on the way, and everybody about to be, of the cases that the actor may open."""
    require(actor, Permission.PLAN_JOURNEYS)
    return board_over(actor, case_files_with(actor, Journey, now=clock()), clock=clock)


def board_over(actor: Actor, files: Sequence[CaseFile], *, clock: Clock = utc_now) -> Board:
    """The board of these cases alone."""
    now = clock()
    found = [
        (file, journey, _in_order(file, journey.id))
        for file in files
        for journey in file.all(Journey)
        if journey.value.state in _MAYBE_SHOWN
    ]
    look = _look(actor, [check_in for _, _, expected in found for check_in in expected], now)
    rows = [
        _departure(file, journey, views)
        for file, journey, expected in found
        if _is_shown(journey.value, views := [_view(check_in, look) for check_in in expected])
    ]
    return Board(now, sorted(rows, key=_urgency), sign_of_life(site_folder(), clock=clock))


def check_ins(
    actor: Actor, file: CaseFile, journey: RecordId, *, now: dt.datetime
) -> list[CheckInView]:
    """The check-ins of a journey, in the order in which they are expected."""
    expected = _in_order(file, journey)
    look = _look(actor, expected, now)
    return [_view(check_in, look) for check_in in expected]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the watch shows, who looks, and when."""

    marks: dict[WatchId, list[Done]]
    watched: set[WatchId]
    viewer: str
    now: dt.datetime


def _look(actor: Actor, expected: Sequence[Stored[CheckIn]], now: dt.datetime) -> _Look:
    """The watch's marks about these, and which of them it can read; none without a watch."""
    about = {WatchId(check_in.value.row) for check_in in expected}
    try:
        box = letterbox(actor) if about else None
    except NoWatchError:
        box = None
    if box is None:
        return _Look({}, set(), actor.member, now)
    read_before = worked_out(actor, (_look, box.public), dict[WatchId, bytes])
    found = readable(box, about, read_before=read_before)
    return _Look(steps(box, about=about), found, actor.member, now)


def _in_order(file: CaseFile, journey: RecordId) -> list[Stored[CheckIn]]:
    found = [c for c in file.all(CheckIn) if c.value.journey == journey]
    return sorted(found, key=lambda c: (c.value.due_at, c.id))


def _view(stored: Stored[CheckIn], look: _Look) -> CheckInView:
    row = WatchId(stored.value.row)
    done = look.marks.get(row, [])
    state = check_in_state(stored.value.reported, done, now=look.now, viewer=look.viewer)
    return CheckInView(
        stored.id, stored.revision, stored.value, state, tuple(done), row in look.watched
    )


def _is_shown(journey: Journey, views: Sequence[CheckInView]) -> bool:
    if journey.state is JourneyState.COMPROMISED:
        return journey.is_watched and any(view.state not in SETTLED for view in views)
    return journey.state in SHOWN


def _departure(file: CaseFile, journey: Stored[Journey], views: Sequence[CheckInView]) -> Departure:
    case, plan = file.case, journey.value
    return Departure(
        case=file.scope,
        alias=case.alias,
        others=case.household.people - 1 - case.household.children,
        children=case.household.children,
        journey=journey.id,
        state=plan.state,
        legs=plan.legs,
        current=plan.current,
        approvals=len(plan.approved_by),
        next=_next(views, is_under_way=plan.state in WATCHED),
    )


def _next(views: Sequence[CheckInView], *, is_under_way: bool) -> CheckInView | None:
    """The one to look at: duress first, then the first that is open, else the last."""
    if not views:
        return None
    if not is_under_way:
        return views[0]
    alarms = [view for view in views if view.state is CheckInState.DURESS]
    still_open = [view for view in views if view.state not in SETTLED]
    return (alarms or still_open or list(views[-1:]))[0]


def _urgency(row: Departure) -> tuple[bool, bool, dt.datetime]:
    leaves_at = row.legs[0].leaves_at
    return (
        not row.is_overdue,
        row.state not in WATCHED,
        row.next.check_in.due_at if row.next else leaves_at,
    )
