from tests.apps.casework.cast import Office
from tests.apps.casework.queries.test_exposure import levels, lose, people
from tests.apps.casework.services.test_bookings import planned
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_traces import trace
from tests.apps.casework.services.test_vehicles import promise, van

from holdfast.apps.casework.queries.exposure import loss
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.casework.services.people import open_helper_identity
from holdfast.apps.casework.services.traces import say_gone
from holdfast.apps.casework.services.vehicles import open_plate
from holdfast.methods.passage.exposure import Level


def test_a_helper_gives_away_whom_they_drive_what_they_host_and_what_they_keep(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    lynx = van(desk, "Lynx", kept_by=pike)
    desk.place("Willow", hosted_by=pike)
    planned(desk, case, helper=pike, vehicle=lynx, to_place=desk.place("Alder"))
    shown = levels(lose(desk, LossKind.HELPER, pike))
    assert (shown["Willow"], shown["Alder"], shown["Lynx"]) == (Level.DIRECT,) * 3
    assert shown["Heron: Yard → Station"] is Level.DIRECT
    assert shown["Heron"] is Level.ONE_STEP


def test_a_vehicle_gives_away_who_rides_in_it_also_where_that_case_cannot_be_opened(
    desk: Office, case: CaseId
) -> None:
    lynx = van(desk, "Lynx")
    planned(desk, case, vehicle=lynx)
    promise(desk, van(desk, "Otter"))
    found = lose(desk, LossKind.VEHICLE, lynx)
    assert levels(found)["Heron: Yard → Station"] is Level.DIRECT
    assert levels(found)["Heron"] is Level.ONE_STEP
    assert sum(found.hidden.values()) == 0
    promise(desk, lynx)
    beyond = loss(desk.lead, Lost(LossKind.VEHICLE, lynx), people=people(desk), clock=desk.clock)
    assert sum(beyond.hidden.values()) >= 1


def test_a_phone_gives_away_whose_number_it_held_and_a_document_whom_it_names(
    desk: Office, case: CaseId
) -> None:
    teal, pike = desk.open("Teal"), driver(desk)
    noted = trace(desk, case, LeadsTo.CASE, teal)
    trace(desk, case, LeadsTo.HELPER, pike, TraceIn.DOCUMENT)
    by_phone = lose(desk, LossKind.PHONE, case)
    assert levels(by_phone)["Teal"] is Level.DIRECT
    assert next(one.way for one in by_phone.shown if one.alias == "Teal") == (
        "Heron: phone has the number of Teal",
    )
    assert levels(lose(desk, LossKind.DOCUMENT, case))["Pike"] is Level.DIRECT
    say_gone(actor=desk.lead, case=case, trace=noted, clock=desk.clock)
    desk.clock.forward(days=1)
    assert levels(lose(desk, LossKind.PHONE, case))["Teal"] is Level.ONE_STEP


def test_a_number_gives_away_whose_it_is_and_in_whose_phone_it_is(
    desk: Office, case: CaseId
) -> None:
    trace(desk, case, LeadsTo.CASE, teal := desk.open("Teal"))
    shown = levels(lose(desk, LossKind.NUMBER, teal))
    assert (shown["Teal"], shown["Heron"]) == (Level.DIRECT, Level.GUESS)


def test_a_member_gives_away_helpers_and_plates_that_they_opened(desk: Office) -> None:
    pike, lynx = driver(desk), van(desk, "Lynx")
    open_helper_identity(actor=desk.lead, helper=pike, reason="to call", clock=desk.clock)
    open_plate(actor=desk.lead, vehicle=lynx, reason="to find it", clock=desk.clock)
    shown = levels(lose(desk, LossKind.MEMBER, desk.lead.member))
    assert (shown["Pike"], shown["Lynx"]) == (Level.DIRECT, Level.DIRECT)
