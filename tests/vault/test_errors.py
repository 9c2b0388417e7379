from holdfast.kernel.errors import HoldfastError
from holdfast.vault import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.VaultError)
]


def test_every_refusal_has_a_code_of_its_own():
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes)) > 12
    assert all(code.startswith("vault.") for code in codes)


def test_every_refusal_can_be_shown_to_a_person():
    for kind in KINDS:
        error = kind()
        assert isinstance(error, HoldfastError)
        assert error.message.endswith(".")
        assert kind is errors.VaultError or error.hint.endswith(".")


def test_own_words_of_a_refusal_replace_the_general_ones():
    assert errors.UnreadableCodeError("Word 3 is wrong.").message == "Word 3 is wrong."
    assert errors.UnreadableCodeError("Word 3 is wrong.").hint == errors.UnreadableCodeError().hint
