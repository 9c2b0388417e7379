from holdfast.apps.archive.records import Witness
from holdfast.apps.keyring.records import Identifying


def test_a_witness_names_all_that_must_not_leave() -> None:
    who = Witness(real_name="Irma Kasto", other_names=("Irmushka", ""), case="case-1")
    assert isinstance(who, Identifying)
    assert who.identifiers() == (("person", "Irma Kasto"), ("nickname", "Irmushka"))
