import datetime as dt

from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.places import Address, Place
from holdfast.apps.casework.rules.places import PlaceKind, PlaceStatus
from holdfast.doors.desk.places.forms import AddForm, ChangePlaceForm

TYPED = {
    "alias": "Willow", "kind": "host", "status": "active", "beds": "2", "longest_nights": "7",
    "takes_pets": "on", "last_sweep": "2031-04-01", "address": "Mill Lane 4", "host": "a cousin",
    "host_id": "h1", "sweep_days": "",
}  # fmt: skip


def test_what_was_typed_becomes_a_place_and_an_address_apart() -> None:
    with override_settings(**DESK_SETTINGS):
        form = AddForm(TYPED, hosts=[("h1", "Pike")])
        assert form.is_valid(), form.errors
    assert form.place() == Place(
        alias="Willow", kind=PlaceKind.HOST, status=PlaceStatus.ACTIVE, beds=2, longest_nights=7,
        may_mix=False, takes_children=False, takes_pets=True, last_sweep=dt.date(2031, 4, 1), sweep_days=30, hosted_by="h1",
    )  # fmt: skip
    assert form.sealed_address() == Address(address="Mill Lane 4", host="a cousin")


def test_a_form_begins_with_what_stands_and_its_revision() -> None:
    begun = ChangePlaceForm.of(Place(alias="Willow", beds=3), 7)
    assert (begun["beds"], begun["revision"], begun["kind"]) == (3, 7, "flat")
