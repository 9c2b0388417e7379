"""How journeys and check-ins move from state to state, as pure functions.

Invariants:
- A journey begins only after somebody other than its planner approved it.
- A check-in that is past its grace is missed until somebody settles it; time alone never makes it
  good.
- The duress word is shown as "ok" to the member who heard it, for as long as a call lasts, and as
  what it is to everybody else at once.
- Legs follow each other in place and time, and lead nowhere twice. What is compared is UTC: a leg
  may arrive before it leaves by the clocks of two zones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from holdfast.apps.casework.errors.journeys import BadPlanError, WrongMomentError
from holdfast.apps.watch.rules import Done, Step, is_same_word

QUIET_FOR = dt.timedelta(minutes=10)
LONGEST_LEG = dt.timedelta(days=30)
FARTHEST = dt.timedelta(days=730)
MAY_HAVE_LEFT = dt.timedelta(days=1)
LONGEST_GRACE_MINUTES = 24 * 60
LATEST_CHECK_IN = dt.timedelta(days=1)  # after the arrival it is of


class JourneyState(StrEnum):
    """Where a journey stands."""

    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"
    GO = "go"
    UNDER_WAY = "under way"
    PAUSED = "paused"
    ABORTED = "aborted"
    ARRIVED = "arrived"
    COMPROMISED = "compromised"


class Act(StrEnum):
    """What somebody does to a journey."""

    SUBMIT = "be submitted"
    APPROVE = "be approved"
    SAY_GO = "be given the go"
    START = "begin a leg"
    PAUSE = "be paused"
    RESUME = "go on"
    ARRIVE = "arrive"
    ABORT = "be aborted"
    COMPROMISE = "be declared compromised"


class CheckInState(StrEnum):
    """Where a check-in stands."""

    SCHEDULED = "scheduled"
    DUE = "due"
    OK = "ok"
    OK_LATE = "ok, late"
    DURESS = "duress"
    WRONG_CODE = "wrong code"
    MISSED = "missed"
    ESCALATED = "escalated"
    FOUND = "found"
    LOST = "lost"


class Mode(StrEnum):
    """How a leg is travelled."""

    ON_FOOT = "on foot"
    PRIVATE_CAR = "private car"
    TAXI = "taxi"
    BUS = "bus"
    TRAIN = "train"
    BOAT = "boat"
    FLIGHT = "flight"


class Escort(StrEnum):
    """Who is with the traveller."""

    NONE = "none"
    ACCOMPANY = "accompany"
    SHADOW = "shadow"
    MEET = "meet"


_S, _A = JourneyState, Act
_NEXT: dict[tuple[JourneyState, Act], JourneyState] = {
    (_S.DRAFT, _A.SUBMIT): _S.READY,
    (_S.READY, _A.APPROVE): _S.APPROVED,
    (_S.APPROVED, _A.SAY_GO): _S.GO,
    (_S.APPROVED, _A.START): _S.UNDER_WAY,
    (_S.GO, _A.START): _S.UNDER_WAY,
    (_S.UNDER_WAY, _A.START): _S.UNDER_WAY,
    (_S.UNDER_WAY, _A.PAUSE): _S.PAUSED,
    (_S.PAUSED, _A.RESUME): _S.UNDER_WAY,
    (_S.UNDER_WAY, _A.ARRIVE): _S.ARRIVED,
    (_S.PAUSED, _A.ARRIVE): _S.ARRIVED,
}
ENDED = frozenset({_S.ABORTED, _S.ARRIVED, _S.COMPROMISED})
ON_THE_WAY = frozenset({_S.UNDER_WAY, _S.PAUSED})
WATCHED = ON_THE_WAY | {_S.COMPROMISED}
SHOWN = frozenset({_S.READY, _S.APPROVED, _S.GO}) | ON_THE_WAY
SETTLED = frozenset({CheckInState.OK, CheckInState.OK_LATE, CheckInState.FOUND, CheckInState.LOST})
OVERDUE = frozenset(
    {CheckInState.MISSED, CheckInState.ESCALATED, CheckInState.DURESS, CheckInState.LOST}
)


def moved(state: JourneyState, act: Act) -> JourneyState:
    """The state that follows. Raises WrongMomentError."""
    if act in {Act.ABORT, Act.COMPROMISE} and state not in ENDED:
        return JourneyState.ABORTED if act is Act.ABORT else JourneyState.COMPROMISED
    try:
        return _NEXT[state, act]
    except KeyError:
        raise WrongMomentError(f"A journey that is {state} cannot {act}.") from None


# ------------------------------------------------------------ plans


class Stretch(NamedTuple):
    """What of a leg the rules look at."""

    origin: str
    destination: str
    leaves_at: dt.datetime
    arrives_at: dt.datetime


def check_legs(legs: Sequence[Stretch]) -> None:
    """Return where somebody could travel this. Raises BadPlanError."""
    if not legs:
        raise BadPlanError("A journey needs at least one leg. Nothing was saved.")
    for number, leg in enumerate(legs, 1):
        if leg.arrives_at <= leg.leaves_at:
            raise BadPlanError(
                f"Leg {number} arrives before it leaves, both counted in UTC. Nothing was saved."
            )
    for number, (one, after) in enumerate(pairwise(legs), 2):
        if after.leaves_at < one.arrives_at:
            raise BadPlanError(
                f"Leg {number} leaves before the one before it has arrived. Nothing was saved."
            )
        if not is_same_word(after.origin, one.destination):
            raise BadPlanError(
                f"Leg {number} begins where the one before it does not end. Nothing was saved."
            )
    stops = [legs[0].origin, *(leg.destination for leg in legs)]
    for place, stop in enumerate(stops):
        if any(is_same_word(stop, earlier) for earlier in stops[:place]):
            raise BadPlanError("The legs lead back to where they have been. Nothing was saved.")


def check_dates(legs: Sequence[Stretch], *, now: dt.datetime) -> None:
    """Return where these could be the dates of a journey to come. Raises BadPlanError."""
    if legs[0].leaves_at < now - MAY_HAVE_LEFT:
        raise BadPlanError("The first leg left more than a day ago. Nothing was saved.")
    if legs[-1].arrives_at > now + FARTHEST:
        raise BadPlanError("The last leg arrives in more than two years. Nothing was saved.")
    for number, leg in enumerate(legs, 1):
        if leg.arrives_at - leg.leaves_at > LONGEST_LEG:
            raise BadPlanError(f"Leg {number} takes longer than 30 days. Nothing was saved.")


class Waypoint(NamedTuple):
    """What of a check-in the rules look at."""

    leg: int
    due_at: dt.datetime
    grace_minutes: int
    ladder_length: int


def check_waypoints(legs: Sequence[Stretch], waypoints: Sequence[Waypoint]) -> None:
    """Return where nobody can be lost between two check-ins in silence. Raises BadPlanError."""
    if {waypoint.leg for waypoint in waypoints} != set(range(len(legs))):
        raise BadPlanError("Every leg needs a check-in of its own. Nothing was saved.")
    for waypoint in waypoints:
        leg = legs[waypoint.leg]
        if waypoint.due_at < leg.leaves_at:
            raise BadPlanError("A check-in is expected before its leg begins. Nothing was saved.")
        if waypoint.due_at > leg.arrives_at + LATEST_CHECK_IN:
            raise BadPlanError(
                "A check-in is expected more than a day after its leg arrives: for so long nobody "
                "would notice silence. Nothing was saved."
            )
        if not 0 <= waypoint.grace_minutes <= LONGEST_GRACE_MINUTES:
            raise BadPlanError(
                "The grace of a check-in is between nothing and a day. Nothing was saved."
            )
        if not waypoint.ladder_length:
            raise BadPlanError(
                "A check-in needs somebody who is told when it is missed. Nothing was saved."
            )


def check_words(safe: str, duress: str) -> None:
    """Return where a safe word and a duress word can be told apart. Raises BadPlanError."""
    if bool(safe.strip()) != bool(duress.strip()):
        raise BadPlanError("Agree on both words, or on none. Nothing was saved.")
    if safe.strip() and is_same_word(safe, duress):
        raise BadPlanError("The safe word and the duress word are the same. Nothing was saved.")


# ------------------------------------------------------------ check-ins


class Reported(NamedTuple):
    """What of a check-in's record its state follows from."""

    due_at: dt.datetime
    grace_minutes: int
    outcome: CheckInState | None = None
    outcome_at: dt.datetime | None = None
    reported_by: str = ""
    wrong_words: int = 0

    @property
    def late_at(self) -> dt.datetime:
        """From when on it is missed."""
        return self.due_at + dt.timedelta(minutes=self.grace_minutes)


def report_outcome(at: dt.datetime, *, late_at: dt.datetime) -> CheckInState:
    """Good, or good and late."""
    return CheckInState.OK if at <= late_at else CheckInState.OK_LATE


def check_in_state(
    reported: Reported, done: Sequence[Done], *, now: dt.datetime, viewer: str
) -> CheckInState:
    """Where a check-in stands for this viewer: from its record, the watch's marks and the clock."""
    if reported.outcome in {CheckInState.FOUND, CheckInState.LOST}:
        return reported.outcome
    if reported.outcome is CheckInState.DURESS:
        return _quietly(reported, now=now, viewer=viewer)
    marked = {step.step: step.at for step in done}
    if Step.DURESS in marked:
        return CheckInState.DURESS
    if reported.outcome is not None:
        return reported.outcome
    if Step.SAFE in marked:
        return report_outcome(marked[Step.SAFE], late_at=reported.late_at)
    return _by_time(reported, marked, now)


def _quietly(reported: Reported, *, now: dt.datetime, viewer: str) -> CheckInState:
    assert reported.outcome_at is not None
    is_on_the_phone = viewer == reported.reported_by and now - reported.outcome_at < QUIET_FOR
    if is_on_the_phone:
        return report_outcome(reported.outcome_at, late_at=reported.late_at)
    return CheckInState.DURESS


def _by_time(reported: Reported, steps: Collection[Step], now: dt.datetime) -> CheckInState:
    if now >= reported.late_at:
        was_told = Step.SENDING in steps or Step.SENT in steps
        return CheckInState.ESCALATED if was_told else CheckInState.MISSED
    if reported.wrong_words or Step.WRONG_WORD in steps:
        return CheckInState.WRONG_CODE
    return CheckInState.DUE if now >= reported.due_at else CheckInState.SCHEDULED
