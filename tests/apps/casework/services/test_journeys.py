from dataclasses import replace

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of, hours
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.errors.journeys import (
    BadPlanError,
    DuressStandsError,
    NobodyToTellError,
    OpenCriteriaError,
    SamePersonError,
    WrongMomentError,
)
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.cases import Aftercare, Fact
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Rung
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import CheckInState, Escort, JourneyState
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.services.cases import record_aftercare
from holdfast.apps.casework.services.check_ins import report_check_in
from holdfast.apps.casework.services.guarding import settle_watch
from holdfast.apps.casework.services.journeys import (
    abort,
    approve,
    arrive,
    declare_compromised,
    pause,
    plan_journey,
    resume,
    say_go,
    start_leg,
    tick,
)
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.records import encode
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.rules import Step
from holdfast.apps.watch.services.rounds import make_round


def state(desk: Office) -> JourneyState:
    (journey,) = all_of(desk.lead, Journey)
    return journey.state


def step(desk: Office, act: object, case: CaseId, journey: RecordId, **more: object) -> None:
    act(actor=desk.lead, case=case, journey=journey, clock=desk.clock, **more)


def test_a_journey_is_planned_approved_by_another_and_begun(watched: Office, case: CaseId) -> None:
    journey = watched.planned(case)
    assert state(watched) is JourneyState.READY
    with pytest.raises(SamePersonError):
        step(watched, approve, case, journey)
    with pytest.raises(WrongMomentError):
        step(watched, start_leg, case, journey, leg=0)
    approve(actor=watched.second(case), case=case, journey=journey, clock=watched.clock)
    step(watched, say_go, case, journey)
    step(watched, start_leg, case, journey, leg=0)
    assert state(watched) is JourneyState.UNDER_WAY
    assert len(rows(watched.box).live) == 2


def test_what_nobody_could_travel_is_not_planned(desk: Office, case: CaseId) -> None:
    plan = desk.plan()
    for broken in (
        replace(plan, legs=plan.legs[::-1]),
        replace(plan, stops=plan.stops[:1]),
        replace(plan, agreed=replace(plan.agreed, duress="Grey heron")),
        replace(plan, stops=(replace(plan.stops[0], ladder=()), plan.stops[1])),
    ):
        with pytest.raises(BadPlanError):
            plan_journey(actor=desk.lead, case=case, plan=broken, clock=desk.clock)
    assert all_of(desk.lead, Journey) == all_of(desk.lead, CheckIn) == []


def test_of_the_words_nothing_is_kept_but_verifiers(desk: Office, case: CaseId) -> None:
    desk.planned(case)
    (journey,) = all_of(desk.lead, Journey)
    kept = encode(journey).lower()
    assert b"station" in kept
    assert b"heron" not in kept
    assert b"which bird" not in kept
    assert len(journey.words.safe) == len(journey.words.duress) == 32


def test_legs_begin_one_after_the_other(watched: Office, case: CaseId) -> None:
    journey = watched.approved(case)
    for leg in (1, 2, -1):
        with pytest.raises(WrongMomentError):
            step(watched, start_leg, case, journey, leg=leg)
    step(watched, start_leg, case, journey, leg=0)
    with pytest.raises(WrongMomentError):
        step(watched, start_leg, case, journey, leg=0)
    step(watched, start_leg, case, journey, leg=1)
    assert len(rows(watched.box).live) == 2


def test_a_leg_does_not_begin_where_nobody_would_be_told(watched: Office, case: CaseId) -> None:
    ladder = (Rung(0, "a" * 26),)
    stops = tuple(replace(stop, ladder=ladder) for stop in watched.plan().stops)
    journey = plan_journey(
        actor=watched.lead, case=case, plan=watched.plan(stops=stops), clock=watched.clock
    )
    approve(actor=watched.second(case), case=case, journey=journey, clock=watched.clock)
    with pytest.raises(NobodyToTellError):
        step(watched, start_leg, case, journey, leg=0)
    assert (state(watched), rows(watched.box).live) == (JourneyState.APPROVED, {})


def test_a_leg_does_not_begin_without_a_watch(desk: Office, case: CaseId) -> None:
    journey = desk.approved(case)
    with pytest.raises(NoWatchError):
        step(desk, start_leg, case, journey, leg=0)
    assert state(desk) is JourneyState.APPROVED


def test_arrival_settles_what_is_open_frees_the_watch_and_begins_aftercare(
    watched: Office, case: CaseId
) -> None:
    journey = watched.under_way(case)
    with pytest.raises(WrongMomentError, match="last leg"):
        step(watched, arrive, case, journey)
    step(watched, start_leg, case, journey, leg=1)
    step(watched, pause, case, journey)
    step(watched, resume, case, journey)
    step(watched, arrive, case, journey)
    assert state(watched) is JourneyState.ARRIVED
    assert {c.outcome for c in all_of(watched.lead, CheckIn)} == {CheckInState.OK}
    assert rows(watched.box).live == {}
    assert [a.arrived_at for a in all_of(watched.lead, Aftercare)] == [watched.clock()]


def test_aftercare_is_asked_for_until_somebody_asked(watched: Office, case: CaseId) -> None:
    journey = watched.under_way(case)
    step(watched, start_leg, case, journey, leg=1)
    step(watched, arrive, case, journey)
    asks = [t.says for t in tasks(watched.lead, clock=watched.clock) if t.kind == "aftercare"]
    assert len(asks) == 3  # arrival, a day, a week
    record_aftercare(actor=watched.lead, case=case, days=0, says="", clock=watched.clock)
    record_aftercare(actor=watched.lead, case=case, days=1, says="They sleep.", clock=watched.clock)
    asks = [t.says for t in tasks(watched.lead, clock=watched.clock) if t.kind == "aftercare"]
    assert asks == ["Ask how they are after 7 d"]


def test_who_aborts_frees_the_watch_and_who_is_compromised_stays_in_it(watched: Office) -> None:
    one, other = watched.open("Heron"), watched.open("Teal")
    first, second = watched.under_way(one), watched.under_way(other)
    step(watched, abort, one, first)
    assert len(rows(watched.box).live) == 2
    step(watched, declare_compromised, other, second)
    assert len(rows(watched.box).live) == 2


def test_a_journey_that_is_known_before_it_began_is_watched_by_nobody(
    watched: Office, case: CaseId
) -> None:
    journey = watched.approved(case)
    step(watched, declare_compromised, case, journey)
    settle_watch(actor=watched.lead, clock=watched.clock)
    assert rows(watched.box).live == {}
    assert departures(watched.lead, clock=watched.clock).rows == []


def test_what_the_watch_told_is_kept_when_they_arrive(watched: Office, case: CaseId) -> None:
    journey = watched.under_way(case)
    step(watched, start_leg, case, journey, leg=1)
    watched.clock.forward(hours=4)
    make_round(watched.box, lambda _: None, now=watched.clock())
    step(watched, arrive, case, journey)
    first = next(find(watched.lead, CheckIn, where=lambda c: c.leg == 0)).value
    assert [(told.step, told.notice) for told in first.told if told.step == Step.SENT] == [
        (Step.SENT, 0),
        (Step.SENT, 1),
    ]


def test_duress_is_not_ended_by_arriving_or_aborting(watched: Office, case: CaseId) -> None:
    journey = watched.under_way(case)
    check_in = next(find(watched.lead, CheckIn, where=lambda c: c.leg == 0)).id
    report_check_in(
        actor=watched.lead, case=case, check_in=check_in, word="white heron", clock=watched.clock
    )
    step(watched, start_leg, case, journey, leg=1)
    for act in (arrive, abort):
        with pytest.raises(DuressStandsError):
            step(watched, act, case, journey)
    assert len(rows(watched.box).live) == 2
    assert watched.clock() + hours(1) > watched.clock()


def with_criteria(desk: Office, case: CaseId) -> RecordId:
    """An approved journey whose first leg has two criteria and whose second has one."""
    plan = desk.plan()
    one, two = plan.legs
    legs = (
        msgspec.structs.replace(one, criteria=("border open", "no patrol")),
        msgspec.structs.replace(two, criteria=("boat there",)),
    )
    made = plan_journey(actor=desk.lead, case=case, plan=replace(plan, legs=legs), clock=desk.clock)
    approve(actor=desk.second(case), case=case, journey=made, clock=desk.clock)
    return made


def test_there_is_no_go_while_a_criterion_is_open(watched: Office, case: CaseId) -> None:
    journey = with_criteria(watched, case)
    for act, more in ((say_go, {}), (start_leg, {"leg": 0})):
        with pytest.raises(OpenCriteriaError, match="no go"):
            step(watched, act, case, journey, **more)
    step(watched, tick, case, journey, leg=0, criterion=0)
    with pytest.raises(OpenCriteriaError):
        step(watched, say_go, case, journey)
    step(watched, tick, case, journey, leg=0, criterion=1)
    step(watched, say_go, case, journey)
    step(watched, start_leg, case, journey, leg=0)
    assert state(watched) is JourneyState.UNDER_WAY
    with pytest.raises(OpenCriteriaError):
        step(watched, start_leg, case, journey, leg=1)


def test_a_go_over_open_criteria_keeps_its_reason(watched: Office, case: CaseId) -> None:
    journey = with_criteria(watched, case)
    step(watched, say_go, case, journey, override="the boat leaves once a week")
    step(watched, start_leg, case, journey, leg=0)
    (kept,) = all_of(watched.lead, Journey)
    assert [(o.leg, o.open, o.reason) for o in kept.overrides] == [
        (0, ("border open", "no patrol"), "the boat leaves once a week")
    ]
    says = [fact.says for fact in all_of(watched.lead, Fact)]
    assert "Journey go, over open criteria: the boat leaves once a week" in says


def test_a_tick_can_be_taken_back_and_not_for_a_leg_that_began(
    watched: Office, case: CaseId
) -> None:
    journey = with_criteria(watched, case)
    for _ in range(2):
        step(watched, tick, case, journey, leg=0, criterion=0)
    assert all_of(watched.lead, Journey)[0].ticks == ()
    for leg, criterion in ((0, 2), (2, 0)):
        with pytest.raises(WrongMomentError):
            step(watched, tick, case, journey, leg=leg, criterion=criterion)
    step(watched, start_leg, case, journey, leg=0, override="at once")
    with pytest.raises(WrongMomentError, match="begun"):
        step(watched, tick, case, journey, leg=0, criterion=0)


def test_a_journey_of_long_ago_is_not_planned(desk: Office, case: CaseId) -> None:
    old = desk.plan(start=desk.clock() - hours(72))
    with pytest.raises(BadPlanError, match="more than a day ago"):
        plan_journey(actor=desk.lead, case=case, plan=old, clock=desk.clock)
    assert all_of(desk.lead, Journey) == []


def test_there_is_no_go_with_somebody_who_was_detained_meanwhile(
    watched: Office, case: CaseId
) -> None:
    pike, plan = driver(watched), watched.plan()
    one = msgspec.structs.replace(plan.legs[0], escort=Escort.MEET, helper=pike)
    planned = replace(plan, legs=(one, plan.legs[1]))
    words = {"case": case, "clock": watched.clock}
    journey = plan_journey(actor=watched.lead, plan=planned, **words)
    approve(actor=watched.second(case), journey=journey, **words)
    take_out_of_use(actor=watched.lead, lost=Lost(LossKind.HELPER, pike), clock=watched.clock)
    with pytest.raises(OpenCriteriaError):
        step(watched, start_leg, case, journey, leg=0)
    step(watched, start_leg, case, journey, leg=0, override="a member goes instead")
    assert all_of(watched.lead, Journey)[0].overrides[0].open == ("the escort is detained",)
