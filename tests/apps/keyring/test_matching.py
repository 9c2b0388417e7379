import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdfast.apps.keyring.matching import _LAST_WITH_CASE, finder

LETTERS = st.text(st.sampled_from("oO sSкКжЖkK\u212aıİiIßẞσΣςåÅ\u212bωΩ\u2126ǅ字ظ"), max_size=12)


@settings(deadline=None, max_examples=300)
@given(text=LETTERS, before=LETTERS, middle=LETTERS, after=LETTERS)
@example("osk", "", "OSK", "")
def test_the_answer_is_that_of_lower_case_texts(
    text: str, before: str, middle: str, after: str
) -> None:
    for inside in (before + middle + after, before + text + after, before + text.upper() + after):
        assert finder(text)(inside.encode()) == (text.lower() in inside.lower())


def test_no_letter_of_any_script_is_missed() -> None:
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        small = letter.lower()
        if small != letter:
            assert number <= _LAST_WITH_CASE
            inside = f"ab{letter}cd"
            assert finder(f"b{small}c")(inside.encode()) == (f"b{small}c" in inside.lower())


def test_what_is_no_text_is_searched_too() -> None:
    assert finder("road")(b"\xff\xfe ROAD \xff")


def test_a_word_of_another_script_is_found_in_any_case_and_not_in_its_neighbours() -> None:
    stands_in = finder("Остреллу")
    assert stands_in("приметы ОСТРЕЛЛУ".encode())
    assert not stands_in("приметы острелла".encode())


def test_text_that_cannot_be_written_in_bytes_is_found_nowhere() -> None:
    assert not finder("\ud800дорога")("?дорога".encode())
    assert finder("\ufffd")(b"\xff")
