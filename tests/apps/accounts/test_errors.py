import inspect

import pytest

from holdfast.apps.accounts import errors
from holdfast.apps.accounts.errors import AccountError

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, AccountError) and kind is not AccountError
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_speaks_in_whole_sentences(kind):
    error = kind()
    assert error.message.endswith(".") and error.message[0].isupper()
    assert error.hint == "" or (
        error.hint.endswith(".") and error.hint[0] in "`" + error.hint[0].upper()
    )


def test_each_refusal_has_a_code_and_words_of_its_own():
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert len({str(kind()) for kind in KINDS}) == len(KINDS)


def test_words_of_the_place_take_the_place_of_the_general_ones():
    error = errors.ParkedError("Locked already.", hint="Wait.")
    assert str(error) == "Locked already. Wait."
    assert error.code == "accounts.parked"
