import pytest

from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST, digits, keys_of, new_code, read, words
from holdfast.vault.errors import WeakCostError

SALT = bytes(16)


def test_a_code_in_words_or_digits_opens_the_same() -> None:
    code = new_code()
    for shown in (digits(code), words(code, "en"), words(code, "ru")):
        assert keys_of(read(shown), salt=SALT, cost=LEAST) == keys_of(code, salt=SALT, cost=LEAST)


def test_a_language_without_a_list_is_given_digits() -> None:
    code = new_code()
    assert words(code, "ar") == digits(code)
    assert len(words(code, "en").split()) == 8


def test_the_look_up_name_is_hexadecimal_and_the_private_key_is_not_shown() -> None:
    keys = keys_of(new_code(), salt=SALT, cost=LEAST)
    assert len(bytes.fromhex(keys.look_up)) == 32
    assert repr(keys.private) not in repr(keys)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_two_halves_are_the_code_and_one_alone_is_none(language: str) -> None:
    code = new_code()
    linked, said = contactcodes.halves(code, language)
    assert " " not in linked
    assert contactcodes.joined(linked, f" {said.upper()} ") == code
    assert contactcodes.joined(linked, linked) != code
    assert contactcodes.joined("", said) != code


def test_a_cheap_guess_is_refused() -> None:
    with pytest.raises(WeakCostError):
        keys_of(new_code(), salt=SALT, cost=contactcodes.Cost(8, 1))
