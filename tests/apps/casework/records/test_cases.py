from holdfast.apps.casework.records.cases import Identity


def test_every_way_to_know_a_person_is_kept_out_of_releases() -> None:
    known = Identity(
        names=("Irma Kasto", "Irmushka"),
        phones=("+999 28 123",),
        address="Mill Lane 3",
        documents="AB 123456\nbirth certificate 77",
        notes="tall",
    )
    assert known.identifiers() == (
        ("person", "Irma Kasto"),
        ("person", "Irmushka"),
        ("phone", "+999 28 123"),
        ("address", "Mill Lane 3"),
        ("document", "AB 123456"),
        ("document", "birth certificate 77"),
    )
