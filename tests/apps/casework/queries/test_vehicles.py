import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_vehicles import promise, van

from holdfast.apps.casework.queries.vehicles import (
    bookings_for,
    bookings_of,
    holds_plate,
    vehicle,
    vehicles,
    who_knows_vehicle,
)
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.errors import NotGrantedError


def test_vehicles_are_listed_by_alias_with_what_they_are_promised_to(desk: Office) -> None:
    van(desk, "Otter")
    promise(desk, first := van(desk, "Lynx"))
    shown = vehicles(desk.lead, clock=desk.clock)
    assert [(view.vehicle.alias, view.days[0].booked) for view in shown] == [
        ("Lynx", 1),
        ("Otter", 0),
    ]
    desk.clock.forward(hours=3)
    assert vehicle(desk.lead, first, clock=desk.clock).bookings == []
    assert len(bookings_of(desk.lead, Booked.VEHICLE, first)) == 1
    assert len(bookings_for(desk.lead, CaseId("c"))) == 1


def test_who_does_not_know_a_vehicle_is_not_shown_it(desk: Office) -> None:
    made, mira = van(desk), desk.join("mira")
    assert vehicles(mira, clock=desk.clock) == []
    assert not holds_plate(mira, made)
    with pytest.raises(NotGrantedError):
        vehicle(mira, made, clock=desk.clock)
    knows = who_knows_vehicle(desk.lead, made)
    assert knows.members == knows.with_plate == [desk.lead.member]
