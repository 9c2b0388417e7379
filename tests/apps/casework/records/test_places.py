import datetime as dt

from holdfast.apps.casework.records.places import Address, Known


def test_where_a_place_is_and_who_knows_it_is_kept_out_of_releases() -> None:
    address = Address(address="Mill Lane 3", host="Irma Kasto", way_in="by the yard")
    assert address.identifiers() == (("address", "Mill Lane 3"), ("person", "Irma Kasto"))
    known = Known(who="Tomas Rhel", how="neighbour", since=dt.date(2031, 4, 2), noted_by="m")
    assert known.identifiers() == (("person", "Tomas Rhel"),)
