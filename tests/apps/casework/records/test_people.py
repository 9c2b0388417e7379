from holdfast.apps.casework.records import KINDS
from holdfast.apps.casework.records.people import Helper, HelperIdentity


def test_who_a_helper_is_is_kept_out_of_releases() -> None:
    identity = HelperIdentity(names=("Tomas Rhel",), phones=("+999 555",), address="Mill Lane 3")
    assert identity.identifiers() == (
        ("person", "Tomas Rhel"),
        ("phone", "+999 555"),
        ("address", "Mill Lane 3"),
    )


def test_a_helper_is_opened_with_what_else_casework_seals() -> None:
    assert KINDS["casework.helper"] is Helper
