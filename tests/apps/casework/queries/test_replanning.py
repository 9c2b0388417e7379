import datetime as dt
from dataclasses import replace

import msgspec
import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_bookings import planned
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.journeys import OpenCriteriaError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.replanning import Role as Was
from holdfast.apps.casework.queries.replanning import to_replan
from holdfast.apps.casework.queries.tasks import About, TaskKind, tasks
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.journeys import approve, plan_journey, start_leg
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.people import grant_helper
from holdfast.apps.casework.services.places import end_stay, place_case, set_status
from holdfast.apps.casework.services.replanning import free_leg
from holdfast.apps.casework.services.vehicles import set_vehicle_standing
from holdfast.apps.keyring.rules import Part


def test_every_leg_ahead_that_relies_on_what_was_lost_is_listed_with_it(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, willow = driver(desk), van(desk), desk.place()
    planned(desk, case, helper=pike, vehicle=lynx, to_place=willow)
    assert to_replan(desk.lead, clock=desk.clock).count == 0
    take_out_of_use(actor=desk.lead, lost=Lost(LossKind.HELPER, pike), clock=desk.clock)
    set_vehicle_standing(actor=desk.lead, vehicle=lynx, standing=Standing.SUSPECT, clock=desk.clock)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    (leg,) = to_replan(desk.lead, clock=desk.clock).legs
    assert (leg.case, leg.number) == (case, 0)
    assert {role: (gone.alias, gone.state) for role, gone in leg.gone.items()} == {
        Was.HELPER: ("Pike", "detained"),
        Was.VEHICLE: ("Van", "suspect"),
        Was.ENDS: ("Willow", "burned"),
    }


def test_nights_ahead_at_a_lost_place_are_listed_from_tonight_on(
    desk: Office, case: CaseId
) -> None:
    willow, today = desk.place(), desk.clock().date()
    place_case(
        actor=desk.lead, case=case, place=willow, first=today, nights=5, clock=desk.clock
    )  # fmt: skip
    desk.clock.forward(days=2)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.SUSPECT, clock=desk.clock)
    (stay,) = to_replan(desk.lead, clock=desk.clock).stays
    assert (stay.case, stay.first, stay.nights) == (case, today + dt.timedelta(days=2), 3)


def test_what_is_of_a_case_that_cannot_be_opened_is_counted(desk: Office, case: CaseId) -> None:
    pike = driver(desk)
    planned(desk, case, helper=pike)
    mira = desk.join("mira", Role.COORDINATOR)
    grant_helper(actor=desk.lead, helper=pike, member=mira.member, parts=[Part.CONTENT])
    take_out_of_use(actor=desk.lead, lost=Lost(LossKind.HELPER, pike), clock=desk.clock)
    found = to_replan(desk.back("mira", Role.COORDINATOR), clock=desk.clock)
    assert (found.legs, found.stays, found.elsewhere) == ([], [], 1)


def test_a_leg_that_has_begun_is_not_planned_anew(watched: Office, case: CaseId) -> None:
    willow, plan = watched.place(), watched.plan()
    first = msgspec.structs.replace(plan.legs[0], from_place=willow)
    plan = replace(plan, legs=(first, plan.legs[1]))
    words = {"case": case, "clock": watched.clock}
    journey = plan_journey(actor=watched.lead, plan=plan, **words)
    approve(actor=watched.second(case), journey=journey, **words)
    set_status(actor=watched.lead, place=willow, status=PlaceStatus.BURNED, clock=watched.clock)
    assert len(to_replan(watched.lead, clock=watched.clock).legs) == 1
    with pytest.raises(OpenCriteriaError):
        start_leg(actor=watched.lead, journey=journey, leg=0, **words)
    start_leg(actor=watched.lead, journey=journey, leg=0, override="they are out already", **words)
    assert to_replan(watched.lead, clock=watched.clock).legs == []


def to_plan_anew(desk: Office) -> list[tuple[str, str, bool]]:
    found = tasks(desk.lead, clock=desk.clock)
    return [(t.alias, t.says, t.is_over) for t in found if t.kind is TaskKind.REPLAN]


def test_a_leg_that_lost_its_escort_is_a_task_until_it_is_planned_anew(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    journey = planned(desk, case, helper=pike)
    assert to_plan_anew(desk) == []
    take_out_of_use(actor=desk.lead, lost=Lost(LossKind.HELPER, pike), clock=desk.clock)
    says = "Plan leg 1 anew: the escort, Pike, is detained"
    assert to_plan_anew(desk) == [("Heron", says, False)]
    assert says in [task.says for task in case_of(desk.lead, case, clock=desk.clock).tasks]
    free_leg(
        actor=desk.lead, case=case, journey=journey, leg=0, revision=1, reason="x", clock=desk.clock
    )  # fmt: skip
    assert to_plan_anew(desk) == []
    waits = [t for t in tasks(desk.lead, clock=desk.clock) if t.kind is TaskKind.RIDE]
    assert next((t.says, t.about) for t in waits) == (
        "Leg 1 waits for an escort and a vehicle", About.RIDES,
    )  # fmt: skip


def test_a_leg_that_is_over_asks_no_more_without_anybody_writing(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    planned(desk, case, helper=pike)
    take_out_of_use(actor=desk.lead, lost=Lost(LossKind.HELPER, pike), clock=desk.clock)
    desk.clock.forward(hours=2)
    assert [is_over for _, _, is_over in to_plan_anew(desk)] == [True]
    desk.clock.forward(hours=1)
    assert to_plan_anew(desk) == []


def test_nights_at_a_burned_place_are_a_task_overdue_for_who_is_there_until_they_sleep_elsewhere(
    desk: Office, case: CaseId
) -> None:
    willow, today = desk.place(), desk.clock().date()
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    stay = place_case(place=willow, first=today, nights=3, **words)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    says = "Find another bed: 3 nights at Willow, which is burned"
    assert to_plan_anew(desk) == [("Heron", says, False)]  # until this evening
    desk.clock.forward(days=2)
    says = "Find another bed: 1 night at Willow, which is burned"
    assert to_plan_anew(desk) == [("Heron", says, True)]
    open_for(reason="to move them", **words)
    end_stay(stay=stay, **words)
    assert to_plan_anew(desk) == []


def test_who_cannot_open_the_case_has_no_task_of_it(desk: Office, case: CaseId) -> None:
    pike = driver(desk)
    planned(desk, case, helper=pike)
    mira = desk.join("mira", Role.COORDINATOR)
    grant_helper(actor=desk.lead, helper=pike, member=mira.member, parts=[Part.CONTENT])
    take_out_of_use(actor=desk.lead, lost=Lost(LossKind.HELPER, pike), clock=desk.clock)
    assert len(to_plan_anew(desk)) == 1
    assert tasks(desk.back("mira", Role.COORDINATOR), clock=desk.clock) == []
