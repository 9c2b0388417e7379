import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vault.cast import vectors

from holdfast.vault import errors
from holdfast.vault.contact_code import (
    COST,
    DIGITS,
    LANGUAGES,
    WORDS,
    ContactCode,
    as_digits,
    as_words,
    contact_keys,
    new_code,
    read_any,
    read_code,
)
from holdfast.vault.keys import box_public
from holdfast.vault.passphrase import LEAST, Cost
from holdfast.vault.word_lists import WordList, words

SALT = bytes(range(16))
CODE = ContactCode(bytes(range(10, 20)))
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CYRILLIC_AS_LATIN = str.maketrans("авсекмнортху", "abcekmhoptxy")


@settings(deadline=None, max_examples=150)
@given(st.binary(min_size=10, max_size=10), st.sampled_from(LANGUAGES))
def test_words_and_digits_are_the_same_code(code, language):
    assert read_code(as_words(ContactCode(code), language)) == code
    assert read_code(as_digits(ContactCode(code))) == code


def test_a_code_is_eighty_bits_and_never_the_same():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 10 for code in codes)


def test_a_code_shows_as_eight_words_or_25_digits():
    for language in LANGUAGES:
        assert len(as_words(CODE, language).split(" ")) == WORDS
    assert [len(group) for group in as_digits(CODE).split(" ")] == [5, 5, 5, 5, 5]


def test_a_code_is_read_however_it_is_noted():
    russian = as_words(CODE, WordList.CONTACT_RUSSIAN)
    english = as_words(CODE, WordList.CONTACT_ENGLISH)
    digits = as_digits(CODE)
    for typed in (
        english.upper(), english.replace(" ", "-"), f"  {english} ", english.replace(" ", ",\n"),
        russian.title(), russian.replace("ё", "е"), russian.translate(CYRILLIC_AS_LATIN),
        digits.replace(" ", ""), digits.replace(" ", "-"), digits.translate(PERSIAN),
        digits.translate(ARABIC), f"\u200f{digits.translate(ARABIC)}\u200f",
    ):  # fmt: skip
        assert read_code(typed) == CODE


def test_another_digit_is_another_code_or_none():
    digits = as_digits(CODE).replace(" ", "")
    for at in range(1, len(digits)):
        other = str((int(digits[at]) + 1) % 10)
        assert read_code(digits[:at] + other + digits[at + 1 :]) != CODE


def test_a_number_past_eighty_bits_is_no_code():
    assert read_code(f"{2**80 - 1:025d}") == b"\xff" * 10
    with pytest.raises(errors.UnreadableCodeError):
        read_code(f"{2**80:025d}")


def test_what_cannot_be_a_code_is_read_as_a_fresh_one():
    assert read_any(as_digits(CODE)) == CODE
    assert read_any(as_words(CODE, WordList.CONTACT_RUSSIAN)) == CODE
    made = {read_any(typed) for typed in ("", "one two", "9" * 25, "9" * 10**6, "\ud800")}
    assert len(made) == 5
    assert all(len(code) == 10 for code in made)


def test_the_refusal_says_which_word_and_never_the_word():
    typed = as_words(CODE, WordList.CONTACT_ENGLISH).split(" ")
    typed[4] = "ostrelle"
    with pytest.raises(errors.UnreadableCodeError, match="Word 5") as refusal:
        read_code(" ".join(typed))
    assert "ostrelle" not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "These are 0"), ("one two", "These are 2"), ("12345", "These are 5"), ("1" * 27, "27")],
)
def test_a_wrong_count_is_said(typed, says):
    with pytest.raises(errors.UnreadableCodeError, match=says):
        read_code(typed)


def test_words_of_two_languages_do_not_mix_into_one_code():
    english = as_words(CODE, WordList.CONTACT_ENGLISH).split(" ")
    russian = as_words(CODE, WordList.CONTACT_RUSSIAN).split(" ")
    with pytest.raises(errors.UnreadableCodeError):
        read_code(" ".join(english[:4] + russian[4:]))


def test_a_code_gives_the_same_keys_in_its_installation_only():
    keys = contact_keys(CODE, salt=SALT, cost=LEAST)
    assert keys == contact_keys(CODE, salt=SALT, cost=LEAST)
    other = contact_keys(CODE, salt=bytes(16), cost=LEAST)
    assert keys.look_up != other.look_up
    assert keys.public != other.public
    assert box_public(keys.private) == keys.public


def test_the_look_up_name_and_the_keys_have_nothing_in_common():
    keys = contact_keys(CODE, salt=SALT, cost=LEAST)
    parts = {bytes.fromhex(keys.look_up), keys.public, keys.private, keys.mailbox, CODE}
    assert len(parts) == 5
    assert keys.private.hex() not in repr(keys)
    assert repr(keys.mailbox) not in repr(keys)


def test_a_cheaper_guess_is_refused():
    for cost in (Cost(COST.memory_kib - 1, 3), Cost(COST.memory_kib, 2)):
        with pytest.raises(errors.WeakCostError):
            contact_keys(CODE, salt=SALT, cost=cost)


def test_no_word_of_a_code_says_more_than_ten_bits():
    assert all(len(words(language)) == 1024 for language in LANGUAGES)
    assert 10**DIGITS > 2**80


@pytest.mark.parametrize("vector", vectors("codes"))
def test_vectors_read_as_they_say(vector):
    for shown in (vector["digits"], *vector["words"]):
        assert read_code(shown).hex() == vector["code"]
