from holdfast.apps.casework.errors import BadPlanError, CaseworkError, ExpiredGrantError


def test_every_refusal_says_what_to_do_next_and_has_a_code_of_its_own() -> None:
    waiting, kinds = [CaseworkError], []
    while waiting:
        found = waiting.pop().__subclasses__()
        kinds += found
        waiting += found
    assert len(kinds) > 20
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind().hint.endswith(".") for kind in kinds)
    assert "until a day that is past" in ExpiredGrantError().message
    assert BadPlanError("Leg 1.").message == "Leg 1."
