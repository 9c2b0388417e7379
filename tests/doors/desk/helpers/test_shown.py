from types import SimpleNamespace

from tests.apps.casework.services.test_vehicles import promise, van
from tests.doors.desk.casework import Office

from holdfast.apps.casework.records.vehicles import Booked
from holdfast.doors.desk.helpers.shown import relying


def test_a_leg_of_a_case_that_cannot_be_opened_is_listed_by_its_hour(rooms: Office) -> None:
    desk = SimpleNamespace(lead=rooms.lead.actor, clock=rooms.desk.clock)
    vehicle = van(desk)
    request = SimpleNamespace(actor=rooms.lead.actor, clock=rooms.desk.clock)
    assert relying(request, Booked.VEHICLE, vehicle) == []
    promise(desk, vehicle)
    (leg,) = relying(request, Booked.VEHICLE, vehicle)
    assert (leg.alias, leg.at is not None) == ("", True)
