from holdfast.apps.archive.records import Witness


def test_a_witness_names_all_that_must_not_leave() -> None:
    who = Witness(real_name="Irma Kasto", other_names=("Irmushka", ""), case="case-1")
    assert who.identifiers() == (("name", "Irma Kasto"), ("name", "Irmushka"))
