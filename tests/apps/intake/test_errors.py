from holdfast.apps.intake import errors


def test_every_refusal_says_what_happened_and_what_to_do() -> None:
    kinds = errors.IntakeError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) > 9
    for kind in kinds:
        said = kind()
        assert said.message.endswith(".") and said.hint.endswith(".")
        assert kind.code.startswith("intake.")
