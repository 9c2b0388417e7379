import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from tests.apps.accounts.cast import START

from holdfast.apps.casework.errors.journeys import BadPlanError, WrongMomentError
from holdfast.apps.casework.rules.journeys import (
    ENDED,
    QUIET_FOR,
    Act,
    CheckInState,
    JourneyState,
    Reported,
    Stretch,
    Waypoint,
    check_dates,
    check_in_state,
    check_legs,
    check_waypoints,
    check_words,
    moved,
    report_outcome,
)
from holdfast.apps.watch.rules import Done, Step

LATER = dt.timedelta(hours=1)
ONE = Stretch("Yard", "Station", START, START + LATER)
TWO = Stretch("station", "Border", START + 2 * LATER, START + 3 * LATER)
STOPS = [Waypoint(0, START + LATER, 10, 1), Waypoint(1, START + 3 * LATER, 10, 1)]


def test_a_journey_goes_its_way() -> None:
    state = JourneyState.DRAFT
    for act in (
        Act.SUBMIT,
        Act.APPROVE,
        Act.SAY_GO,
        Act.START,
        Act.PAUSE,
        Act.RESUME,
        Act.START,
        Act.ARRIVE,
    ):
        state = moved(state, act)
    assert state is JourneyState.ARRIVED


def test_nothing_begins_before_it_was_approved() -> None:
    for state in (JourneyState.DRAFT, JourneyState.READY):
        with pytest.raises(WrongMomentError, match="begin a leg"):
            moved(state, Act.START)


def test_what_has_ended_does_not_move_and_all_else_can_be_aborted() -> None:
    for state in JourneyState:
        if state in ENDED:
            for act in Act:
                with pytest.raises(WrongMomentError):
                    moved(state, act)
        else:
            assert moved(state, Act.ABORT) is JourneyState.ABORTED
            assert moved(state, Act.COMPROMISE) is JourneyState.COMPROMISED


@pytest.mark.parametrize(
    ("legs", "says"),
    [
        ([], "at least one leg"),
        ([ONE._replace(arrives_at=START)], "arrives before"),
        ([ONE, TWO._replace(leaves_at=START)], "leaves before"),
        ([ONE, TWO._replace(origin="Harbour")], "does not end"),
        ([ONE, TWO._replace(destination=" YARD")], "lead back"),
        ([ONE._replace(destination="Yard")], "lead back"),
    ],
)
def test_legs_that_nobody_could_travel_are_refused(legs: list[Stretch], says: str) -> None:
    with pytest.raises(BadPlanError, match=says):
        check_legs(legs)
    check_legs([ONE, TWO])


@pytest.mark.parametrize(
    ("stops", "says"),
    [
        (STOPS[:1], "Every leg"),
        ([*STOPS, Waypoint(2, START, 0, 1)], "Every leg"),
        ([STOPS[0], STOPS[1]._replace(due_at=START)], "before its leg"),
        ([STOPS[0]._replace(due_at=START + dt.timedelta(days=3)), STOPS[1]], "nobody would notice"),
        ([STOPS[0], STOPS[1]._replace(grace_minutes=-1)], "grace"),
        ([STOPS[0], STOPS[1]._replace(ladder_length=0)], "somebody who is told"),
    ],
)
def test_check_ins_between_which_somebody_could_be_lost_are_refused(
    stops: list[Waypoint], says: str
) -> None:
    with pytest.raises(BadPlanError, match=says):
        check_waypoints([ONE, TWO], stops)
    check_waypoints([ONE, TWO], STOPS)


def test_words_that_cannot_be_told_apart_are_refused() -> None:
    for safe, duress in (("heron", " Heron "), ("heron", ""), ("", "heron")):
        with pytest.raises(BadPlanError):
            check_words(safe, duress)
    check_words("", "")
    check_words("grey heron", "white heron")


# ------------------------------------------------------------ check-ins

EXPECTED = Reported(START, 10)
LATE = START + dt.timedelta(minutes=10)


def state(
    reported: Reported, *steps: Step, at: dt.datetime = LATE, viewer: str = "mira"
) -> CheckInState:
    done = [Done(step, 0, at) for step in steps]
    return check_in_state(reported, done, now=at, viewer=viewer)


def test_time_makes_a_check_in_due_and_then_missed() -> None:
    minute = dt.timedelta(minutes=1)
    found = [
        state(EXPECTED, at=at)
        for at in (START - minute, START, LATE - minute, LATE, LATE + 9999 * minute)
    ]
    names = [str(each) for each in found]
    assert names == ["scheduled", "due", "due", "missed", "missed"]


def test_once_somebody_was_told_it_is_escalated() -> None:
    assert state(EXPECTED, Step.SENDING) is CheckInState.ESCALATED
    assert state(EXPECTED, Step.REFUSED) is CheckInState.MISSED


def test_a_wrong_word_shows_until_the_grace_runs_out() -> None:
    wrong = EXPECTED._replace(wrong_words=1)
    assert state(wrong, at=START) is CheckInState.WRONG_CODE
    assert state(EXPECTED, Step.WRONG_WORD, at=START) is CheckInState.WRONG_CODE
    assert state(wrong, at=LATE) is CheckInState.MISSED


def test_what_the_watch_heard_counts_before_anybody_has_taken_it_in() -> None:
    assert state(EXPECTED, Step.SAFE, at=START) is CheckInState.OK
    assert state(EXPECTED, Step.SAFE, at=LATE + QUIET_FOR) is CheckInState.OK_LATE
    assert state(EXPECTED, Step.SAFE, Step.DURESS) is CheckInState.DURESS


def test_duress_looks_good_to_whoever_is_at_the_telephone_and_to_nobody_else() -> None:
    duress = EXPECTED._replace(outcome=CheckInState.DURESS, outcome_at=START, reported_by="mira")
    assert state(duress, Step.DURESS, at=START) is CheckInState.OK
    assert state(duress, Step.DURESS, at=START, viewer="lead") is CheckInState.DURESS
    assert state(duress, at=START + QUIET_FOR) is CheckInState.DURESS


def test_found_and_lost_end_everything() -> None:
    for outcome in (CheckInState.FOUND, CheckInState.LOST):
        ended = EXPECTED._replace(outcome=outcome, outcome_at=LATE)
        assert state(ended, Step.DURESS) is outcome


def test_good_is_good_to_the_last_minute_of_the_grace() -> None:
    assert report_outcome(LATE, late_at=LATE) is CheckInState.OK
    assert report_outcome(LATE + dt.timedelta(seconds=1), late_at=LATE) is CheckInState.OK_LATE


def test_dates_that_no_journey_to_come_has_are_refused() -> None:
    check_dates([ONE, TWO], now=START + dt.timedelta(hours=20))
    with pytest.raises(BadPlanError, match="more than a day ago"):
        check_dates([ONE, TWO], now=START + dt.timedelta(days=2))
    with pytest.raises(BadPlanError, match="more than two years"):
        check_dates([ONE, TWO], now=START - dt.timedelta(days=800))
    slow = ONE._replace(arrives_at=START + dt.timedelta(days=31))
    with pytest.raises(BadPlanError, match="Leg 1 takes longer"):
        check_dates([slow], now=START)


def test_a_leg_may_arrive_before_it_leaves_by_the_clocks_of_two_zones_but_not_in_utc() -> None:
    east, west = ZoneInfo("Asia/Tbilisi"), ZoneInfo("Europe/Lisbon")
    leaves = dt.datetime(2031, 4, 2, 10, 0, tzinfo=east)
    arrives = dt.datetime(2031, 4, 2, 9, 30, tzinfo=west)
    check_legs([Stretch("Yard", "Border", leaves, arrives)])
    with pytest.raises(BadPlanError, match="arrives before it leaves"):
        check_legs([Stretch("Yard", "Border", arrives, leaves)])
