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
from holdfast.apps.casework.queries.replanning import Role as Was
from holdfast.apps.casework.queries.replanning import to_replan
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.journeys import approve, plan_journey, start_leg
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.casework.services.people import grant_helper
from holdfast.apps.casework.services.places import place_case, set_status
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
