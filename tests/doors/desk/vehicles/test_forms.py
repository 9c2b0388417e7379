from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.vehicles import Plate, Vehicle
from holdfast.apps.casework.rules.availability import Standing
from holdfast.doors.desk.vehicles.forms import AddVehicleForm, ChangeVehicleForm

TYPED = {"alias": "Van", "standing": "active", "seats": "6", "child_seats": "1", "kept_by": "h1",
         "zones": "north", "plate": "TV 4711", "owner": "a cousin"}  # fmt: skip


def test_what_was_typed_becomes_a_vehicle_and_a_plate_apart() -> None:
    with override_settings(**DESK_SETTINGS):
        form = AddVehicleForm(TYPED, helpers=[("h1", "Pike")])
        assert form.is_valid(), form.errors
    assert form.vehicle() == Vehicle(
        alias="Van",
        standing=Standing.ACTIVE,
        seats=6,
        child_seats=1,
        kept_by="h1",
        zones=("north",),
    )
    assert form.sealed_plate() == Plate(plate="TV 4711", owner="a cousin")


def test_a_form_begins_with_what_stands_and_its_revision() -> None:
    begun = ChangeVehicleForm.of(Vehicle(alias="Van", seats=3), 7)
    assert (begun["seats"], begun["revision"], begun["standing"]) == (3, 7, "proposed")
