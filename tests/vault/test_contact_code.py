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


def test_a_code_shows_as_eight_words_or_27_digits():
    for language in LANGUAGES:
        assert len(as_words(CODE, language).split(" ")) == WORDS
    assert [len(group) for group in as_digits(CODE).split(" ")] == [5, 5, 5, 5, 5, 2]


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


def test_every_single_wrong_digit_is_noticed():
    digits = as_digits(CODE).replace(" ", "")
    for at, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(errors.UnreadableCodeError):
                read_code(digits[:at] + wrong + digits[at + 1 :])


def test_every_two_neighbouring_digits_that_change_places_are_noticed():
    for code in (CODE, ContactCode(b"\x9a\x44\x01\x73\xfe\x20\x8b\x66\x05\xd1")):
        digits = as_digits(code).replace(" ", "")
        for at in range(len(digits) - 1):
            if digits[at] != digits[at + 1]:
                swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
                with pytest.raises(errors.UnreadableCodeError):
                    read_code(swapped)


def test_a_number_past_eighty_bits_is_no_code():
    number = 2**80
    text = f"{number:025d}{98 - number * 100 % 97:02d}"
    assert int(text) % 97 == 1
    with pytest.raises(errors.UnreadableCodeError):
        read_code(text)


def test_the_refusal_says_which_word_and_never_the_word():
    typed = as_words(CODE, WordList.CONTACT_ENGLISH).split(" ")
    typed[4] = "ostrelle"
    with pytest.raises(errors.UnreadableCodeError, match="Word 5") as refusal:
        read_code(" ".join(typed))
    assert "ostrelle" not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "These are 0"), ("one two", "These are 2"), ("12345", "These are 5"), ("1" * 26, "26")],
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
