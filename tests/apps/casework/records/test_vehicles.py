from holdfast.apps.casework.records.vehicles import Plate


def test_a_plate_and_an_owner_must_not_stand_in_anything_that_leaves() -> None:
    plate = Plate(plate="TV 4711", looks="grey van", owner="Irma Oravec")
    assert plate.identifiers() == (("plate", "TV 4711"), ("person", "Irma Oravec"))
    assert repr(plate) == "<casework.plate>"
